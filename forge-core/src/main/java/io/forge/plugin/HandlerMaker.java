package io.forge.plugin;

import io.forge.api.Handler;
import io.forge.config.ConfigException;
import io.forge.runtime.Servable;
import io.forge.runtime.ServableFactory;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Makes handlers ready to be served; safe for use by several threads. */
public final class HandlerMaker {

    private final ServableFactory servables;
    private final Path directory;

    /**
     * A maker for one server.
     *
     * @param directory where the handlers' relative paths start
     */
    public HandlerMaker(ServableFactory servables, Path directory) {
        this.servables = servables;
        this.directory = directory;
    }

    /**
     * Makes a handler with its factory, or opens a source; what it has opened is closed where that fails.
     *
     * @param name the name under which it is to be served
     * @param service where a source will publish
     * @throws HandlerLoadException if it cannot be made or served
     * @throws ConfigException if its own section does not fit
     */
    Loaded make(String name, Found found, HandlerSettings settings, HandlersInService service) {
        HandlerNames.check(name);
        var context = new LoadingContext(name, settings.config(), directory);
        try {
            var loaded = found instanceof FoundSource source
                    ? open(name, source, context, settings, service)
                    : create(name, (FoundFactory) found, context, settings);
            context.refuseUnreadSection();
            return loaded;
        } catch (HandlerLoadException | ConfigException e) {
            context.close();
            throw e;
        }
    }

    private Loaded create(String name, FoundFactory found, LoadingContext context, HandlerSettings settings) {
        try {
            var handler = found.factory().create(context);
            if (handler == null) {
                throw new IllegalStateException("its factory returned null");
            }
            return LoadedHandler.made(servable(name, handler, settings, found), found, context);
        } catch (HandlerLoadException | ConfigException e) {
            throw e;
        } catch (Throwable e) { // Somebody else's code.
            throw new HandlerLoadException(
                    "Handler '%s' cannot be made by %s: %s".formatted(name, found.place(), Words.of(e)), e);
        }
    }

    private Loaded open(
            String name,
            FoundSource found,
            LoadingContext context,
            HandlerSettings settings,
            HandlersInService service) {
        var open = new OpenSource(found, context, this, settings, service);
        try {
            found.source().open(context, open);
            return open;
        } catch (ConfigException e) {
            open.end();
            throw e;
        } catch (Throwable e) { // Somebody else's code.
            open.end();
            throw new HandlerLoadException(
                    "Source '%s' cannot be opened by %s: %s".formatted(name, found.place(), Words.of(e)), e);
        }
    }

    /**
     * Takes a handler that the embedding application has made.
     *
     * @throws HandlerLoadException if it cannot be served
     */
    Loaded take(String name, Handler<?, ?> handler, HandlerSettings settings) {
        HandlerNames.check(name);
        return LoadedHandler.given(servable(name, handler, settings, servables));
    }

    /**
     * Puts a handler of something that was found on its lane.
     *
     * @throws HandlerLoadException if it cannot be served
     */
    Servable<?, ?> servable(String name, Handler<?, ?> handler, HandlerSettings settings, Found found) {
        return servable(
                name,
                handler,
                settings,
                found.enclosure().map(servables::within).orElse(servables));
    }

    private static <I, O> Servable<I, O> servable(
            String name, Handler<I, O> handler, HandlerSettings settings, ServableFactory factory) {
        var maxBody =
                settings.maxBody().map(size -> OptionalLong.of(size.bytes())).orElseGet(OptionalLong::empty);
        try {
            return factory.create(name, handler, settings.dispatch(), maxBody);
        } catch (IllegalArgumentException e) {
            throw new HandlerLoadException("Handler '%s' cannot be served. %s".formatted(name, e.getMessage()), e);
        }
    }
}
