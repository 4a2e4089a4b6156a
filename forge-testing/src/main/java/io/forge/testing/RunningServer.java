package io.forge.testing;

import io.forge.Forge;
import io.forge.api.Handler;
import io.forge.api.HandlerFactory;
import io.forge.config.Node.Section;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A server that was started for tests, with what is to be closed after it. */
final class RunningServer implements AutoCloseable {

    private final Forge forge;
    private final Deque<AutoCloseable> parts;

    private RunningServer(Forge forge, Deque<AutoCloseable> parts) {
        this.forge = forge;
        this.parts = parts;
    }

    /** Starts one, or closes what has been opened for it. */
    static RunningServer start(
            Section settings, Map<String, Handler<?, ?>> handlers, List<HandlerFactory> factories, List<Path> plugins)
            throws Exception {
        var parts = new ArrayDeque<AutoCloseable>();
        try {
            var builder = Forge.builder().port(0).strict().settings(settings);
            var all = new LinkedHashMap<>(handlers);
            for (var factory : factories) {
                if (all.putIfAbsent(factory.name(), create(factory, settings, parts)) != null) {
                    throw new IllegalArgumentException(
                            "Handler '%s' is given twice: remove one of them".formatted(factory.name()));
                }
            }
            all.forEach(builder::handler);
            if (!plugins.isEmpty()) {
                var folder = PluginsFolder.withCopiesOf(plugins);
                parts.push(folder);
                builder.plugins(folder.path())
                        .set("plugins.watch", false)
                        .classLoader(ClassLoader.getPlatformClassLoader());
            }
            var forge = builder.start();
            parts.push(forge);
            return new RunningServer(forge, parts);
        } catch (Exception | Error e) { // A factory is somebody else's code.
            closeAfter(e, parts);
            throw e;
        }
    }

    private static Handler<?, ?> create(HandlerFactory factory, Section settings, Deque<AutoCloseable> parts)
            throws Exception {
        var context = TestHandlerContext.ofServer(factory.name(), settings);
        parts.push(context);
        var handler = factory.create(context);
        if (handler == null) {
            throw new IllegalStateException("Factory %s returned no handler"
                    .formatted(factory.getClass().getName()));
        }
        context.refuseUnreadSection();
        return handler;
    }

    Forge forge() {
        return forge;
    }

    /** Closes the server first, then what its handlers registered. */
    @Override
    public void close() {
        var failure = new AssertionError("Not all that the server left can be closed");
        closeAfter(failure, parts);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    /** Closes parts, the last first; none is left out for the failure of another. */
    private static void closeAfter(Throwable failure, Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception | Error e) {
                failure.addSuppressed(e);
            }
        }
    }
}
