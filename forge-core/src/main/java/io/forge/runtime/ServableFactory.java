package io.forge.runtime;

import io.forge.api.Content;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.api.Handler.Shape;
import java.time.Duration;
import java.util.OptionalLong;

/** Puts a handler into service: checks what it asks for, finds its codecs, gives it a lane. */
public final class ServableFactory {

    private final Dispatchers dispatchers;
    private final Enclosure enclosure;
    private final Defaults defaults;

    /**
     * What holds for every handler that has no setting of its own.
     *
     * @param maxBody bytes
     * @param timeout until the answer begins
     */
    public record Defaults(long maxBody, Duration timeout) {}

    /** A factory over the parts of one server, for handlers whose code is called as it is. */
    public ServableFactory(Dispatchers dispatchers, Codecs codecs, Defaults defaults) {
        this(dispatchers, new Open(codecs), defaults);
    }

    private ServableFactory(Dispatchers dispatchers, Enclosure enclosure, Defaults defaults) {
        this.dispatchers = dispatchers;
        this.enclosure = enclosure;
        this.defaults = defaults;
    }

    /** The same, for handlers whose code is called through an enclosure. */
    public ServableFactory within(Enclosure other) {
        return new ServableFactory(dispatchers, other, defaults);
    }

    /**
     * Puts one handler into service.
     *
     * @param name the name under which it is served
     * @param handler the handler
     * @param dispatch what its configuration says
     * @param maxBody bytes, where its configuration says so
     * @throws IllegalArgumentException if it cannot be served; the message says why and what to do
     */
    @SuppressWarnings("unchecked") // A codec is found by the very type that it is for.
    public <I, O> Servable<I, O> create(
            String name, Handler<I, O> handler, DispatchMode dispatch, OptionalLong maxBody) {
        var parts = new Servable.Parts<>(
                Invoker.of(handler, enclosure.enclose(handler)),
                (Codec<I>) enclosure.codecs().of(handler.input()),
                (Codec<O>) outputCodec(handler));
        Dispatch chosen = dispatchers.resolve(handler, dispatch);
        var limits = new Servable.Limits(maxBody.orElse(defaults.maxBody()), defaults.timeout());
        return new Servable<>(name, handler, parts, dispatchers.lane(name, handler.shape(), chosen), limits);
    }

    private Codec<?> outputCodec(Handler<?, ?> handler) {
        boolean streams = handler.shape() == Shape.STREAMING;
        if (streams && (handler.output() == Content.class || handler.output() == Void.class)) {
            throw new IllegalArgumentException("Its items are %s, but a stream's items are written as JSON: use a"
                            .formatted(handler.output().getTypeName())
                    + " record or a String");
        }
        return enclosure.codecs().of(handler.output());
    }

    /** Nothing around the code. */
    private record Open(Codecs codecs) implements Enclosure {

        @Override
        public <I, O> Handler.Code<I, O> enclose(Handler<I, O> handler) {
            return handler.code();
        }
    }
}
