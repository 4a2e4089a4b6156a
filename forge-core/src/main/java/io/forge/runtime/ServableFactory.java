package io.forge.runtime;

import io.forge.api.BatchPolicy;
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
     * @param batch how its calls are put together, where it is batched
     */
    public record Settings(DispatchMode dispatch, OptionalLong maxBody, Optional<Duration> timeout, BatchConfig batch) {

        /** Where it says nothing. */
        public static final Settings NONE =
                new Settings(DispatchMode.AUTO, OptionalLong.empty(), Optional.empty(), BatchConfig.defaults());
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

    /** How long a call may take until its answer begins. */
    public Duration timeout(Settings settings) {
        return settings.timeout().orElse(defaults.timeout());
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
    public <I, O> Servable<I, O> create(String name, String version, Handler<I, O> handler, Settings settings) {
        Dispatch dispatch = dispatchers.resolve(handler, settings.dispatch());
        return handler.shape() == Shape.BATCHED
                ? batched(name, version, handler, dispatch, settings)
                : single(name, version, handler, dispatch, settings);
    }

    private <I, O> Servable<I, O> single(
            String name, String version, Handler<I, O> handler, Dispatch dispatch, Settings settings) {
        if (!settings.batch().equals(BatchConfig.defaults())) {
            throw new IllegalArgumentException(
                    "Its code is not batched, but its section has batch: remove that, or have the"
                            + " handler made by Handler.batched");
        }
        var code = SignatureCheck.around(handler, decorator.decorate(handler));
        var lane = dispatchers.lane(name, handler.shape(), dispatch);
        return new Servable<>(
                name, version, handler, parts(handler, Invoker.of(handler, code)), lane, limits(settings));
    }

    @SuppressWarnings("unchecked") // The shape says which code it is.
    private <I, O> Servable<I, O> batched(
            String name, String version, Handler<I, O> handler, Dispatch dispatch, Settings settings) {
        var code = (Handler.Prepared<I, ?, O>)
                SignatureCheck.around(handler, prepared(handler, decorator.decorate(handler)));
        var limits = settings.batch().limits(policyOf(code), BatchingFactory.usualInstances(dispatch));
        long mostCalls = limits.maxQueue() + (long) limits.instances() * limits.maxItems();
        var place = dispatchers.batchPlace(name, dispatch, mostCalls);
        var batching = new BatchingFactory(dispatchers.supervisor())
                .create(
                        name,
                        OutputCheck.of(handler),
                        code,
                        limits,
                        settings.batch().explain(),
                        place.instances());
        return new Servable<>(name, version, handler, parts(handler, batching), place.lane(), limits(settings));
    }

    private static BatchPolicy<?> policyOf(Handler.Prepared<?, ?, ?> code) {
        return code.policy().isPresent() ? code.policy().get() : BatchPolicy.defaults();
    }

    /** Batched code in its most general form: what is queued is the input, where nothing prepares it. */
    private static <I, O> Handler.Code<I, O> prepared(Handler<I, O> handler, Handler.Code<I, O> code) {
        if (!(code instanceof Handler.Batched<I, O> batched)) {
            return code;
        }
        var prepared = Handler.Prepared.<I, I, O>by((input, call) -> input, batched);
        return handler.batchPolicy().map(prepared::with).orElse(prepared);
    }

    @SuppressWarnings("unchecked") // A codec is found by the very type that it is for.
    private <I, O> Servable.Parts<I, O> parts(Handler<I, O> handler, Invoker<I, O> invoker) {
        return new Servable.Parts<>(invoker, (Codec<I>) inputCodec(handler), (Codec<O>) outputCodec(handler));
    }

    private Servable.Limits limits(Settings settings) {
        return new Servable.Limits(settings.maxBody(), defaults.maxBody(), timeout(settings));
    }

    private Codec<?> inputCodec(Handler<?, ?> handler) {
        var codec = decorator.codecs().of(handler.input());
        try {
            codec.requireReadable();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Its input cannot be read from JSON: " + e.getMessage(), e);
        }
        return codec;
    }

    private Codec<?> outputCodec(Handler<?, ?> handler) {
        boolean streams = handler.shape() == Shape.STREAMING;
        if (streams && (handler.output() == Content.class || handler.output() == Void.class)) {
            throw new IllegalArgumentException("Its items are %s, but a stream's items are written as JSON: use a"
                            .formatted(handler.output().getTypeName())
                    + " record or a String");
        }
        var codec = decorator.codecs().of(handler.output());
        try {
            codec.requireWritable();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Its output cannot be written as JSON: " + e.getMessage(), e);
        }
        return codec;
    }

    /** Calls the code as it is. */
    private record Undecorated(Codecs codecs) implements HandlerDecorator {

        @Override
        public <I, O> Handler.Code<I, O> decorate(Handler<I, O> handler) {
            return handler.code();
        }
    }
}
