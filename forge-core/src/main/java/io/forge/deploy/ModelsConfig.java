package io.forge.deploy;

import io.forge.config.Between;
import io.forge.config.ByteSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Section {@code models}: handlers that Forge loads and unloads.
 *
 * @param directory the folder of models; none are served if not set
 * @param load which models are loaded at the start, or as soon as they are there: all, those that are
 *     named, or, on demand, none, as each is loaded by its first call
 * @param names the models that are loaded where only those that are named are; the others wait until an operator loads them
 * @param loadTimeout how long a model may take to load
 * @param memory how much memory all loaded models may take, as far as they say; those that were not called for the longest
 *     time are unloaded first, and loaded again by their next call. Unlimited if not set
 */
public record ModelsConfig(
        Optional<Path> directory,
        Load load,
        List<String> names,
        @Between(min = "1s", max = "1h") Duration loadTimeout,
        Optional<ByteSize> memory) {

    /** When models are loaded. */
    public enum Load {
        ALL,
        NAMED,
        ON_DEMAND
    }

    /** Refuses names that say nothing, and the empty path, which would be the working directory. */
    public ModelsConfig {
        if (directory.isPresent() && directory.get().toString().isEmpty()) {
            throw new IllegalArgumentException("'directory' must be the path of a folder but is ''");
        }
        if (load != Load.NAMED && !names.isEmpty()) {
            throw new IllegalArgumentException(
                    "'names' has no effect unless 'load' is named: set models.load to named");
        }
    }

    /** What holds where nothing is configured. */
    public static ModelsConfig defaults() {
        return new ModelsConfig(Optional.empty(), Load.ALL, List.of(), Duration.ofMinutes(2), Optional.empty());
    }

    /** Whether the versions of a handler are loaded as soon as they are offered. */
    boolean loadsAtOnce(String name) {
        return switch (load) {
            case ALL -> true;
            case NAMED -> names.contains(name);
            case ON_DEMAND -> false;
        };
    }

    /** Why a version is not loaded that has never been asked for. */
    String whyNotAtOnce() {
        return switch (load) {
            case ALL -> "it waits for its turn";
            case NAMED -> "it is not among models.names";
            case ON_DEMAND -> "it is loaded by its first call";
        };
    }
}
