package io.forge.plugin;

import io.forge.api.BatchPolicy;
import io.forge.api.Handler;
import io.forge.json.JsonCodecs;
import io.forge.runtime.Codecs;
import io.forge.runtime.HandlerDecorator;
import io.forge.runtime.PlainCodecs;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Has the code of a plugin's handlers, and of the types that they take and answer, run with the plugin's class loader as the context class loader. */
final class ContextClassLoaderDecorator implements HandlerDecorator {

    private final ContextClassLoader contextLoader;
    private final Codecs codecs;

    /**
     * A decorator with codecs of its own, which keep the plugin's classes alive no longer than it lives itself.
     *
     * @param loader the plugin's
     * @param maxBody bytes
     */
    ContextClassLoaderDecorator(ContextClassLoader contextLoader, ClassLoader loader, long maxBody) {
        var json = new JsonCodecs(maxBody, loader);
        this.contextLoader = contextLoader;
        this.codecs = new PlainCodecs(type -> new ContextClassLoaderCodec<>(json.of(type), contextLoader));
    }

    @Override
    public Codecs codecs() {
        return codecs;
    }

    @Override
    @SuppressWarnings("unchecked") // The shape says which interface the code is.
    public <I, O> Handler.Code<I, O> decorate(Handler<I, O> handler) {
        var code = handler.code();
        return switch (handler.shape()) {
            case UNARY -> unary((Handler.Unary<I, O>) code);
            case ASYNC -> async((Handler.Async<I, O>) code);
            case STREAMING -> streaming((Handler.Streaming<I, O>) code);
            case BATCHED -> batched(handler);
        };
    }

    private <I, O> Handler.Unary<I, O> unary(Handler.Unary<I, O> code) {
        return (input, call) -> {
            var before = contextLoader.enter();
            try {
                return code.handle(input, new ContextClassLoaderCall(call, contextLoader));
            } finally {
                contextLoader.leave(before);
            }
        };
    }

    private <I, O> Handler.Async<I, O> async(Handler.Async<I, O> code) {
        return (input, call) -> {
            var before = contextLoader.enter();
            try {
                return code.handle(input, new ContextClassLoaderCall(call, contextLoader));
            } finally {
                contextLoader.leave(before);
            }
        };
    }

    private <I, O> Handler.Streaming<I, O> streaming(Handler.Streaming<I, O> code) {
        return (input, sink, call) -> {
            var before = contextLoader.enter();
            try {
                code.handle(input, sink, new ContextClassLoaderCall(call, contextLoader));
            } finally {
                contextLoader.leave(before);
            }
        };
    }

    @SuppressWarnings("unchecked") // The shape says which code it is.
    private <I, O> Handler.Prepared<I, ?, O> batched(Handler<I, O> handler) {
        if (handler.code() instanceof Handler.Prepared<I, ?, O> prepared) {
            return scoped(prepared);
        }
        var code = Handler.Prepared.<I, I, O>by((input, call) -> input, (Handler.Batched<I, O>) handler.code());
        return scoped(handler.batchPolicy().map(code::with).orElse(code));
    }

    private <I, P, O> Handler.Prepared<I, P, O> scoped(Handler.Prepared<I, P, O> code) {
        var scoped = Handler.Prepared.<I, P, O>by(
                (input, call) -> {
                    var before = contextLoader.enter();
                    try {
                        return code.preparation().prepare(input, new ContextClassLoaderCall(call, contextLoader));
                    } finally {
                        contextLoader.leave(before);
                    }
                },
                batch -> {
                    var before = contextLoader.enter();
                    try {
                        return code.code().handle(new ContextClassLoaderBatch<>(batch, contextLoader));
                    } finally {
                        contextLoader.leave(before);
                    }
                });
        return code.policy().map(policy -> scoped.with(scoped(policy))).orElse(scoped);
    }

    private <P> BatchPolicy<P> scoped(BatchPolicy<P> policy) {
        var cost = policy.cost();
        ToLongFunction<P> scopedCost = input -> contextLoader.of(() -> cost.applyAsLong(input));
        var key = policy.key();
        Function<P, Object> scopedKey = input -> contextLoader.of(() -> (Object) key.apply(input));
        return (policy.isCostPadded() ? policy.paddedCost(scopedCost) : policy.cost(scopedCost)).key(scopedKey);
    }
}
