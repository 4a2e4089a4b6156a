package io.forge.testing;

import io.forge.api.HandlerContext;
import io.forge.config.Node.Section;
import io.forge.config.Nodes;
import io.forge.config.Origin;
import io.forge.config.RecordBinder;
import io.forge.config.YamlFile;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/** What a factory is given: a name, a configuration section, a directory; closes what the handler registered. */
public final class TestHandlerContext implements HandlerContext, AutoCloseable {

    private final String name;
    private final Section section;
    private final String path;
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private boolean sectionRead;

    private TestHandlerContext(String name, Section section, String path) {
        this.name = name;
        this.section = section;
        this.path = path;
    }

    /** A context without configuration. */
    public static TestHandlerContext named(String name) {
        return named(name, Map.of());
    }

    /** A context with the handler's own section, as it would stand in {@code forge.yaml}. */
    public static TestHandlerContext named(String name, Map<String, ?> section) {
        return new TestHandlerContext(name, Nodes.section(section, Origin.NONE), "");
    }

    /** The context that a server has for a handler, whose section is one of many. */
    static TestHandlerContext ofServer(String name, Section settings) {
        String path = "handlers.%s.config".formatted(name);
        var section = settings.find(path).orElse(null) instanceof Section own ? own : Section.EMPTY;
        return new TestHandlerContext(name, section, path);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public <C> C config(Class<C> type) {
        sectionRead = true;
        return RecordBinder.bind(type, section, path);
    }

    /** Fails where the handler has been given keys and has not asked for them, as a server does. */
    void refuseUnreadSection() {
        if (!sectionRead && !section.entries().isEmpty()) {
            throw new IllegalArgumentException("The handler %s has no keys of its own, and so none of %s: %s"
                    .formatted(name, path, String.join(", ", section.entries().keySet())));
        }
    }

    @Override
    public Path directory() {
        return Path.of("").toAbsolutePath();
    }

    @Override
    public Optional<Path> models() {
        return Optional.empty();
    }

    @Override
    public <C> C read(Path file, Class<C> type) {
        return RecordBinder.bind(type, YamlFile.read(file), "");
    }

    @Override
    public void onClose(AutoCloseable resource) {
        resources.push(resource);
    }

    /** Closes what was given to {@link #onClose}, the last first. */
    @Override
    public void close() {
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                throw new AssertionError("The handler " + name + " left something that cannot be closed", e);
            }
        }
    }
}
