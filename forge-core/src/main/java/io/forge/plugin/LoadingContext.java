package io.forge.plugin;

import io.forge.api.HandlerContext;
import io.forge.config.Node.Section;
import io.forge.config.RecordBinder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one handler is told about itself, and what it wants closed in the end. */
final class LoadingContext implements HandlerContext, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoadingContext.class);

    private final String name;
    private final Section section;
    private final Path directory;
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    LoadingContext(String name, Section section, Path directory) {
        this.name = name;
        this.section = section;
        this.directory = directory;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public <C> C config(Class<C> type) {
        return RecordBinder.bind(type, section, "handlers.%s.config".formatted(name));
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public synchronized void onClose(AutoCloseable resource) {
        resources.push(resource);
    }

    /** Closes what was registered, the last first; one that fails is logged and does not stop the others. */
    @Override
    public synchronized void close() {
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception | Error e) { // Somebody else's code, and others are to be closed too.
                LOG.warn("Handler {} left something that cannot be closed", name, e);
            }
        }
    }
}
