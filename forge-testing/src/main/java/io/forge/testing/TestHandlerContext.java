package io.forge.testing;

import io.forge.api.HandlerContext;
import io.forge.config.Nodes;
import io.forge.config.Origin;
import io.forge.config.RecordBinder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** What a factory is given: a name, a configuration section, a directory; closes what the handler registered. */
public final class TestHandlerContext implements HandlerContext, AutoCloseable {

    private final String name;
    private final Map<String, ?> section;
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    private TestHandlerContext(String name, Map<String, ?> section) {
        this.name = name;
        this.section = section;
    }

    /** A context without configuration. */
    public static TestHandlerContext named(String name) {
        return new TestHandlerContext(name, Map.of());
    }

    /** A context with the handler's own section, as it would stand in {@code forge.yaml}. */
    public static TestHandlerContext named(String name, Map<String, ?> section) {
        return new TestHandlerContext(name, section);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public <C> C config(Class<C> type) {
        return RecordBinder.bind(type, Nodes.section(section, Origin.NONE), "");
    }

    @Override
    public Path directory() {
        return Path.of("").toAbsolutePath();
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
