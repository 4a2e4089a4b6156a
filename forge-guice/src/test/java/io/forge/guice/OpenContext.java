package io.forge.guice;

import io.forge.api.HandlerContext;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A context with one configuration record, which closes what it is given, the last first. */
final class OpenContext implements HandlerContext, AutoCloseable {

    private final Object config;
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    /** A context whose section is bound to a record. */
    OpenContext(Object config) {
        this.config = config;
    }

    OpenContext() {
        this("none");
    }

    @Override
    public String name() {
        return "served";
    }

    @Override
    public <C> C config(Class<C> type) {
        if (!type.isInstance(config)) {
            throw new IllegalArgumentException("the section is no " + type.getSimpleName());
        }
        return type.cast(config);
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
        throw new IllegalArgumentException("there are no files");
    }

    @Override
    public void onClose(AutoCloseable resource) {
        resources.push(resource);
    }

    @Override
    public void close() {
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
