package io.forge.plugin;

import io.forge.api.Handler;
import io.forge.config.ConfigException;
import io.forge.runtime.Servable;
import io.forge.runtime.ServableFactory;
import io.forge.runtime.ServableRegistry;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Makes handlers, puts them into service, and closes them in the end; not for use by several threads. */
public final class HandlerLoader implements AutoCloseable {

    private final ServableFactory servables;
    private final ServableRegistry registry;
    private final Path directory;
    private final Deque<LoadingContext> loaded = new ArrayDeque<>();
    private final Map<String, String> places = new ConcurrentHashMap<>();
    private final Map<String, List<String>> keys = new ConcurrentHashMap<>();

    /**
     * A loader for one server.
     *
     * @param directory where the handlers' relative paths start
     */
    public HandlerLoader(ServableFactory servables, ServableRegistry registry, Path directory) {
        this.servables = servables;
        this.registry = registry;
        this.directory = directory;
    }

    /**
     * Makes a handler with its factory and serves it.
     *
     * @param name the name under which it is served
     * @throws HandlerLoadException if it cannot be made or served
     * @throws ConfigException if its own section does not fit
     */
    public void load(String name, FactoryCatalog catalog, HandlerSettings settings) {
        HandlerNames.check(name);
        var found = catalog.get(settings.use().orElse(name));
        var context = new LoadingContext(name, settings.config(), directory);
        loaded.push(context);
        var handler = create(name, found, context);
        context.refuseUnreadSection();
        add(name, handler, settings, found.enclosure().map(servables::within).orElse(servables));
        places.put(name, found.place());
        keys.put(name, context.keys());
    }

    private static Handler<?, ?> create(String name, FoundFactory found, LoadingContext context) {
        try {
            var handler = found.factory().create(context);
            if (handler == null) {
                throw new IllegalStateException("its factory returned null");
            }
            return handler;
        } catch (ConfigException e) {
            throw e;
        } catch (Throwable e) {
            throw new HandlerLoadException(
                    "Handler '%s' cannot be made by %s: %s".formatted(name, found.place(), Words.of(e)), e);
        }
    }

    /**
     * Serves a handler that the embedding application has made.
     *
     * @throws HandlerLoadException if it cannot be served
     */
    public void serve(String name, Handler<?, ?> handler, HandlerSettings settings) {
        HandlerNames.check(name);
        add(name, handler, settings, servables);
        places.put(name, "application");
    }

    private void add(String name, Handler<?, ?> handler, HandlerSettings settings, ServableFactory factory) {
        try {
            registry.add(servable(name, handler, settings, factory));
        } catch (IllegalArgumentException e) {
            throw new HandlerLoadException("Handler '%s' cannot be served. %s".formatted(name, e.getMessage()), e);
        }
    }

    private static <I, O> Servable<I, O> servable(
            String name, Handler<I, O> handler, HandlerSettings settings, ServableFactory factory) {
        var maxBody =
                settings.maxBody().map(size -> OptionalLong.of(size.bytes())).orElseGet(OptionalLong::empty);
        return factory.create(name, handler, settings.dispatch(), maxBody);
    }

    /** Whether nothing has been put into service. */
    public boolean isEmpty() {
        return registry.all().isEmpty();
    }

    /** The class that made a handler and the JAR or folder where that is; {@code application} for one that was given. */
    public String placeOf(String name) {
        return places.getOrDefault(name, "");
    }

    /** The keys that a handler's own section may have. */
    public List<String> keysOf(String name) {
        return keys.getOrDefault(name, List.of());
    }

    /**
     * Checks a name.
     *
     * @throws HandlerLoadException if no handler may have it
     */
    public static void checkName(String name) {
        HandlerNames.check(name);
    }

    /** Closes what the handlers opened, the last handler first. */
    @Override
    public void close() {
        while (!loaded.isEmpty()) {
            loaded.pop().close();
        }
    }
}
