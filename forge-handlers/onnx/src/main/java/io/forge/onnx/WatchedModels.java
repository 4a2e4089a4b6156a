package io.forge.onnx;

import io.forge.api.HandlerContext;
import io.forge.api.HandlerRegistry;
import io.forge.api.HandlerRegistry.Offered;
import io.forge.onnx.ModelFolder.Found;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the models of a folder, and follows the folder as it changes; what is still being written to is left alone.
 *
 * <p>Used by one thread at a time.
 */
final class WatchedModels {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedModels.class);

    /** For so long nothing must have changed before a change counts. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private final Path path;
    private final ModelFolder folder;
    private final HandlerContext context;
    private final HandlerRegistry registry;
    private final LongSupplier nanoTime;

    /** What was seen last, by name. */
    private final Map<String, Seen> seen = new HashMap<>();

    /** What is offered, by name and version. */
    private final Map<String, Map<String, OfferedModel>> offered = new HashMap<>();

    /** What has been said already, and still holds. */
    private Set<String> told = Set.of();

    /**
     * What was seen of a model.
     *
     * @param found empty where it was there no more
     * @param since when it was seen so for the first time
     * @param handled whether that is what is offered
     */
    private record Seen(Optional<Found> found, long since, boolean handled) {}

    /** A version that is offered. */
    private static final class OfferedModel {

        private final Offered offer;
        private final ModelLoader loader;
        private ModelFile file;
        private ModelConfig config;

        OfferedModel(Offered offer, ModelLoader loader, ModelFile file, ModelConfig config) {
            this.offer = offer;
            this.loader = loader;
            this.file = file;
            this.config = config;
        }
    }

    /**
     * Nothing yet.
     *
     * @param context reads the models' configurations
     * @param registry takes the models
     */
    WatchedModels(Path path, HandlerContext context, HandlerRegistry registry, LongSupplier nanoTime) {
        this.path = path;
        this.folder = new ModelFolder(path);
        this.context = context;
        this.registry = registry;
        this.nanoTime = nanoTime;
    }

    /**
     * Offers what is there now.
     *
     * @throws IOException if the folder cannot be read
     */
    void open() throws IOException {
        var contents = folder.look();
        tell(new HashSet<>(contents.problems()));
        long now = nanoTime.getAsLong();
        contents.models().forEach((name, found) -> {
            seen.put(name, new Seen(Optional.of(found), now, true));
            update(name, Optional.of(found));
        });
    }

    /** Looks again, and does what has settled since. */
    void poll() {
        ModelFolder.Contents contents;
        try {
            contents = folder.look();
        } catch (IOException e) {
            tell(Set.of("%s cannot be read (%s): its models stay as they are".formatted(path, e)));
            return;
        }
        tell(new HashSet<>(contents.problems()));
        var names = new TreeSet<>(contents.models().keySet());
        names.addAll(seen.keySet());
        for (String name : names) {
            look(name, Optional.ofNullable(contents.models().get(name)));
        }
    }

    private void look(String name, Optional<Found> found) {
        long now = nanoTime.getAsLong();
        var before = seen.get(name);
        if (before == null || !before.found().equals(found)) {
            seen.put(name, new Seen(found, now, false));
        } else if (!before.handled() && now - before.since() >= SETTLED.toNanos()) {
            if (found.isPresent()) {
                seen.put(name, new Seen(found, before.since(), true));
            } else {
                seen.remove(name);
            }
            update(name, found);
        }
    }

    private void tell(Set<String> problems) {
        problems.stream().filter(problem -> !told.contains(problem)).sorted().forEach(LOG::warn);
        told = problems;
    }

    private void update(String name, Optional<Found> found) {
        var versions = offered.computeIfAbsent(name, key -> new LinkedHashMap<>());
        ModelConfig config;
        try {
            config = found.flatMap(Found::config)
                    .map(file -> context.read(file, ModelConfig.class))
                    .orElse(ModelConfig.USUAL);
        } catch (IllegalArgumentException e) {
            if (!versions.isEmpty()) {
                LOG.warn("Model {} stays as it is. {}", name, e.getMessage());
                return;
            }
            config = ModelConfig.USUAL; // Loading it will tell.
        }
        update(name, found, config, versions);
    }

    private void update(String name, Optional<Found> found, ModelConfig config, Map<String, OfferedModel> versions) {
        var wanted = new LinkedHashMap<String, ModelFile>();
        found.ifPresent(model -> ModelFolder.chosen(model, config).forEach(file -> wanted.put(file.version(), file)));
        // First what comes: whoever calls the newest version is to find one all the time.
        wanted.forEach((version, file) -> offer(versions, file, found.flatMap(Found::config), config));
        registry.label(name, config.labels());
        var gone = new HashSet<>(versions.keySet());
        gone.removeAll(wanted.keySet());
        gone.forEach(version -> Optional.ofNullable(versions.remove(version)).ifPresent(one -> one.offer.close()));
        if (versions.isEmpty()) {
            offered.remove(name);
        }
    }

    private void offer(
            Map<String, OfferedModel> versions, ModelFile file, Optional<Path> configFile, ModelConfig config) {
        var known = versions.get(file.version());
        if (known == null) {
            var loader = new ModelLoader(context, file, configFile);
            offer(file, loader)
                    .ifPresent(offer -> versions.put(file.version(), new OfferedModel(offer, loader, file, config)));
            return;
        }
        known.loader.take(file, configFile);
        boolean changed = !known.file.equals(file) || !config.runsLike(known.config, file.version());
        known.file = file;
        known.config = config;
        if (changed) {
            known.offer.reload();
        }
    }

    private Optional<Offered> offer(ModelFile file, ModelLoader loader) {
        try {
            return Optional.of(registry.offer(file.name(), file.version(), loader));
        } catch (IllegalArgumentException e) {
            LOG.warn("Model {} cannot be served: {}", file.title(), e.getMessage());
            return Optional.empty();
        }
    }
}
