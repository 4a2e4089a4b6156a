package io.forge.onnx;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the file beside a model says of it, where that is not as usual; it holds for all versions.
 *
 * @param batch the most rows that run together, 1 for answers that do not depend on others; 32 if not set
 * @param padding how inputs of different lengths run together; only those of one shape do, if not set
 * @param instances how many batches run at once; as many as the processors have room for, if not set
 * @param threads how many threads each run has; 1 if not set
 * @param warmUp whether the model is run with made-up inputs before it takes calls; it is, if not set
 * @param copy whether weights in files of their own are loaded from a copy, so that they may be overwritten; they are, if not
 *     set
 * @param checksums the SHA-256 of the model's file in hexadecimal digits, by version; not checked where it is not set
 * @param latest how many versions are served, the highest; 1 if not set
 * @param versions which versions are served, in place of the highest
 * @param labels versions by what else they are called, such as {@code stable}
 */
record ModelConfig(
        Optional<Integer> batch,
        Optional<Padding> padding,
        Optional<Integer> instances,
        Optional<Integer> threads,
        Optional<Boolean> warmUp,
        Optional<Boolean> copy,
        Map<String, String> checksums,
        Optional<Integer> latest,
        List<String> versions,
        Map<String, String> labels) {

    /** A model of which nothing is said. */
    static final ModelConfig USUAL = new ModelConfig(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            List.of(),
            Map.of());

    private static final int MAX_ROWS = 32;

    /** Refuses numbers that no model can run with. */
    ModelConfig {
        checksums = checksums == null ? Map.of() : Map.copyOf(checksums);
        versions = versions == null ? List.of() : List.copyOf(versions);
        labels = labels == null ? Map.of() : Map.copyOf(labels);
        refuseBelowOne("batch", batch);
        refuseBelowOne("instances", instances);
        refuseBelowOne("threads", threads);
        refuseBelowOne("latest", latest);
        if (latest.isPresent() && !versions.isEmpty()) {
            throw new IllegalArgumentException("'latest' and 'versions' cannot both be set: remove one of them");
        }
    }

    private static void refuseBelowOne(String key, Optional<Integer> value) {
        if (value.isPresent() && value.get() < 1) {
            throw new IllegalArgumentException("'%s' must be at least 1 but is %s".formatted(key, value.get()));
        }
    }

    /** Whether a version is run in the same way by both, whatever else they say. */
    boolean runsLike(ModelConfig other, String version) {
        return batch.equals(other.batch)
                && padding.equals(other.padding)
                && instances.equals(other.instances)
                && threads.equals(other.threads)
                && warmUp.equals(other.warmUp)
                && copy.equals(other.copy)
                && Objects.equals(checksums.get(version), other.checksums.get(version));
    }

    boolean copies() {
        return copy.orElse(true);
    }

    int maxRows() {
        return batch.orElse(MAX_ROWS);
    }

    int threadsOfRun() {
        return threads.orElse(1);
    }

    int runsAtOnce() {
        return instances.orElse(Math.max(1, Runtime.getRuntime().availableProcessors() / threadsOfRun()));
    }
}
