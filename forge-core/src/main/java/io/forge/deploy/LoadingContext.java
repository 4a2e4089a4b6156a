package io.forge.deploy;

import io.forge.api.HandlerContext;
import io.forge.config.ConfigException;
import io.forge.config.ConfigProblem;
import io.forge.config.Node.Section;
import io.forge.config.RecordBinder;
import io.forge.config.YamlFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What one handler is told about itself, and what it wants closed in the end. */
final class LoadingContext implements HandlerContext, AutoCloseable {

    private final String name;
    private final Section section;
    private final Path directory;
    private final Optional<Path> models;
    private final Resources resources;
    private volatile Optional<Class<?>> configType = Optional.empty();
    private volatile boolean takesModels;
    private volatile Optional<Object> config = Optional.empty();

    /**
     * What a handler is told.
     *
     * @param section its own section of the configuration
     * @param directory where its relative paths start
     * @param models the folder of models
     */
    LoadingContext(String name, Section section, Path directory, Optional<Path> models) {
        this.name = name;
        this.section = section;
        this.directory = directory;
        this.models = models;
        this.resources = new Resources(name);
    }

    @Override
    public String name() {
        return name;
    }

    /** The section as this record; bound when it is first asked for. */
    @Override
    public <C> C config(Class<C> type) {
        configType = Optional.of(type);
        C bound = config.filter(type::isInstance)
                .map(type::cast)
                .orElseGet(() -> RecordBinder.bind(type, section, path()));
        config = Optional.of(bound);
        return bound;
    }

    private String path() {
        return pathOf(name);
    }

    /** Where the section of a handler stands. */
    static String pathOf(String handler) {
        return "handlers.%s.config".formatted(handler);
    }

    /** The keys that its section may have: those of the record that it has asked for. */
    List<String> keys() {
        return configType.map(RecordBinder::keysOf).orElse(List.of());
    }

    /**
     * Checks, when the handler has been made, that somebody has read its section.
     *
     * @throws ConfigException if nobody has, and there is something in it
     */
    void refuseUnreadSection() {
        if (configType.isEmpty() && !section.entries().isEmpty()) {
            throw new ConfigException(section.entries().keySet().stream()
                    .map(key -> new ConfigProblem(
                            section.placeOf(key),
                            "Unknown key '%s.%s': this handler has no keys of its own".formatted(path(), key)))
                    .toList());
        }
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Optional<Path> models() {
        takesModels = true;
        return models;
    }

    /** Whether it has been asked for the folder of models. */
    boolean takesModels() {
        return takesModels;
    }

    @Override
    public <C> C read(Path file, Class<C> type) {
        return RecordBinder.bind(type, YamlFile.read(file), "");
    }

    @Override
    public void onClose(AutoCloseable resource) {
        resources.add(resource);
    }

    @Override
    public void close() {
        resources.close();
    }
}
