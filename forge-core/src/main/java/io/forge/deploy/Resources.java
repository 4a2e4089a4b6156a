package io.forge.deploy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a handler has opened and wants closed in the end, once; safe for use by several threads. */
final class Resources implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Resources.class);

    private final String handler;

    /** The last first; guards itself, and whether they have been closed. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private boolean closed;

    /**
     * None yet.
     *
     * @param handler whose they are
     */
    Resources(String handler) {
        this.handler = handler;
    }

    /** What comes when all has been closed, from code that was given up, is closed at once. */
    void add(AutoCloseable resource) {
        boolean late;
        synchronized (open) {
            late = closed;
            if (!late) {
                open.push(resource);
            }
        }
        if (late) {
            close(resource);
        }
    }

    /** Closes what was added, the last first; one that fails is logged and does not stop the others. */
    @Override
    public void close() {
        List<AutoCloseable> added;
        synchronized (open) {
            closed = true;
            added = List.copyOf(open);
            open.clear();
        }
        added.forEach(this::close);
    }

    private void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception | Error e) { // Somebody else's code, and others are to be closed too.
            LOG.warn("Handler {} left something that cannot be closed", handler, e);
        }
    }
}
