package io.forge.guice;

import com.google.inject.Binder;
import com.google.inject.Module;
import io.forge.api.Handler;
import java.util.function.Function;

/** A factory whose parts a test binds. */
final class Bound<H> extends GuiceHandlerFactory<H> {

    private final Module parts;
    private final Function<H, Handler<?, ?>> handler;

    private Bound(Class<H> handlerClass, Module parts, Function<H, Handler<?, ?>> handler) {
        super("bound", handlerClass);
        this.parts = parts;
        this.handler = handler;
    }

    /** A factory for tests that do not call the handler. */
    static <H> Bound<H> of(Class<H> handlerClass, Module parts) {
        return of(handlerClass, parts, made -> Handler.unary(String.class, String.class, (text, call) -> text));
    }

    static <H> Bound<H> of(Class<H> handlerClass, Module parts, Function<H, Handler<?, ?>> handler) {
        return new Bound<>(handlerClass, parts, handler);
    }

    @Override
    protected void configure(Binder binder) {
        binder.install(parts);
    }

    @Override
    protected Handler<?, ?> handler(H made) {
        return handler.apply(made);
    }
}
