package io.forge.plugin;

import io.forge.api.Handler;
import io.forge.api.HandlerFactory;
import io.forge.json.RecordBinder;
import io.forge.runtime.Servable;
import io.forge.runtime.ServableFactory;
import io.forge.runtime.ServableRegistry;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** Makes handlers, puts them into service, and closes them in the end; not for use by several threads. */
public final class HandlerLoader implements AutoCloseable {

    private final ServableFactory servables;
    private final ServableRegistry registry;
    private final RecordBinder binder;
    private final Path directory;
    private final Deque<LoadingContext> loaded = new ArrayDeque<>();

    /**
     * A loader for one server.
     *
     * @param directory where the handlers' relative paths start
     */
    public HandlerLoader(ServableFactory servables, ServableRegistry registry, RecordBinder binder, Path directory) {
        this.servables = servables;
        this.registry = registry;
        this.binder = binder;
        this.directory = directory;
    }

    /**
     * Makes a handler with its factory and serves it.
     *
     * @param name the name under which it is served
     * @throws HandlerLoadException if it cannot be made or served
     */
    public void load(String name, FactoryCatalog catalog, HandlerSettings settings) {
        HandlerNames.check(name, "handlers." + name);
        var factory = catalog.get(settings.use().orElse(name));
        var context = new LoadingContext(name, settings.config(), directory, binder);
        loaded.push(context);
        serve(name, create(name, factory, context), settings);
    }

    private static Handler<?, ?> create(String name, HandlerFactory factory, LoadingContext context) {
        try {
            var handler = factory.create(context);
            if (handler == null) {
                throw new IllegalStateException("its factory returned null");
            }
            return handler;
        } catch (Throwable e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            throw new HandlerLoadException(
                    "Handler '%s' cannot be made by %s: %s".formatted(name, FactoryCatalog.placeOf(factory), why), e);
        }
    }

    /**
     * Serves a handler that the embedding application has made.
     *
     * @throws HandlerLoadException if it cannot be served
     */
    public void serve(String name, Handler<?, ?> handler, HandlerSettings settings) {
        HandlerNames.check(name, "given to the builder");
        try {
            registry.add(servable(name, handler, settings));
        } catch (IllegalArgumentException e) {
            throw new HandlerLoadException("Handler '%s' cannot be served. %s".formatted(name, e.getMessage()), e);
        }
    }

    private <I, O> Servable<I, O> servable(String name, Handler<I, O> handler, HandlerSettings settings) {
        var maxBody =
                settings.maxBody().map(size -> OptionalLong.of(size.bytes())).orElseGet(OptionalLong::empty);
        return servables.create(name, handler, settings.dispatch(), maxBody);
    }

    /** Closes what the handlers opened, the last handler first. */
    @Override
    public void close() {
        while (!loaded.isEmpty()) {
            loaded.pop().close();
        }
    }
}
