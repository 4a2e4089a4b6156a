package io.forge.runtime;

import io.forge.api.Content;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.api.Handler.Shape;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Puts a handler into service: checks what it asks for, finds its codecs, gives it a lane. */
public final class ServableFactory {

    private final Dispatchers dispatchers;
    private final HandlerDecorator decorator;
    private final Defaults defaults;

    /**
     * What holds for every handler that has no setting of its own.
     *
     * @param maxBody bytes
     * @param timeout until the answer begins
     */
    public record Defaults(long maxBody, Duration timeout) {}

    /**
     * What the configuration says of one handler.
     *
     * @param dispatch where it runs
     * @param maxBody bytes; empty where the default holds
     * @param timeout until the answer begins; empty where the default holds
     */
    public record Settings(DispatchMode dispatch, OptionalLong maxBody, Optional<Duration> timeout) {

        /** Where it says nothing. */
        public static final Settings NONE = new Settings(DispatchMode.AUTO, OptionalLong.empty(), Optional.empty());
    }

    /** A factory over the parts of one server, for handlers whose code is called as it is. */
    public ServableFactory(Dispatchers dispatchers, Codecs codecs, Defaults defaults) {
        this(dispatchers, new Undecorated(codecs), defaults);
    }

    private ServableFactory(Dispatchers dispatchers, HandlerDecorator decorator, Defaults defaults) {
        this.dispatchers = dispatchers;
        this.decorator = decorator;
        this.defaults = defaults;
    }

    /** The same, for handlers whose code is called through a decorator. */
    public ServableFactory decoratedBy(HandlerDecorator other) {
        return new ServableFactory(dispatchers, other, defaults);
    }

    /**
     * Puts one handler into service.
     *
     * @param name the name under which it is served
     * @param version which of the handlers of that name it is
     * @param handler the handler
     * @param settings what its configuration says
     * @throws IllegalArgumentException if it cannot be served; the message says why and what to do
     */
    @SuppressWarnings("unchecked") // A codec is found by the very type that it is for.
    public <I, O> Servable<I, O> create(String name, String version, Handler<I, O> handler, Settings settings) {
        var parts = new Servable.Parts<>(
                Invoker.of(handler, SignatureCheck.around(handler, decorator.decorate(handler))),
                (Codec<I>) decorator.codecs().of(handler.input()),
                (Codec<O>) outputCodec(handler));
        Dispatch chosen = dispatchers.resolve(handler, settings.dispatch());
        var limits = new Servable.Limits(
                settings.maxBody(), defaults.maxBody(), settings.timeout().orElse(defaults.timeout()));
        return new Servable<>(name, version, handler, parts, dispatchers.lane(name, handler.shape(), chosen), limits);
    }

    private Codec<?> outputCodec(Handler<?, ?> handler) {
        boolean streams = handler.shape() == Shape.STREAMING;
        if (streams && (handler.output() == Content.class || handler.output() == Void.class)) {
            throw new IllegalArgumentException("Its items are %s, but a stream's items are written as JSON: use a"
                            .formatted(handler.output().getTypeName())
                    + " record or a String");
        }
        return decorator.codecs().of(handler.output());
    }

    /** Calls the code as it is. */
    private record Undecorated(Codecs codecs) implements HandlerDecorator {

        @Override
        public <I, O> Handler.Code<I, O> decorate(Handler<I, O> handler) {
            return handler.code();
        }
    }
}
