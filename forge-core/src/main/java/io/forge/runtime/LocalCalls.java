package io.forge.runtime;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.config.Spelling;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Finds the handler of a call made in process and checks that its types are the caller's. */
public final class LocalCalls {

    private final ServableRegistry registry;

    /** Calls to what is in the registry. */
    public LocalCalls(ServableRegistry registry) {
        this.registry = registry;
    }

    /**
     * Calls a handler.
     *
     * @return a stage that completes with the output, or with a {@link ForgeException}
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // check() has compared the types; Void has no value but null.
    public <I, O> CompletionStage<O> call(String name, @Nullable I input, Type outputType) {
        var found = registry.find(name);
        if (found.isEmpty()) {
            String hint = Spelling.nearest(
                            name, registry.all().stream().map(Servable::name).toList())
                    .map(nearest -> ": did you mean '%s'?".formatted(nearest))
                    .orElse("");
            return failed(ErrorCode.NOT_FOUND, "There is no handler '%s'%s".formatted(name, hint));
        }
        var servable = (Servable<I, O>) found.get();
        var misfit = check(servable.handler(), input, outputType);
        if (!misfit.isEmpty()) {
            return failed(ErrorCode.INVALID_INPUT, "Handler '%s' %s".formatted(name, misfit));
        }
        if (!servable.lane().tryEnter()) {
            return CompletableFuture.failedStage(servable.noPlace());
        }
        return LocalCaller.start(servable, input, CallIds.next());
    }

    private static <O> CompletionStage<O> failed(ErrorCode code, String message) {
        return CompletableFuture.failedStage(new ForgeException(code, message));
    }

    /** What does not fit; empty if everything does. */
    private static String check(Handler<?, ?> handler, @Nullable Object input, Type outputType) {
        if (handler.shape() == Handler.Shape.STREAMING) {
            return "answers with a stream, which cannot be called in process yet";
        }
        if (!handler.output().equals(outputType)) {
            return "answers with %s, not with %s".formatted(handler.output().getTypeName(), outputType.getTypeName());
        }
        boolean nothing = handler.input() == Void.class;
        if (nothing ? input != null : !rawClass(handler.input()).isInstance(input)) {
            String given = input == null ? "null" : input.getClass().getName();
            return "takes %s, not %s"
                    .formatted(nothing ? "no input" : handler.input().getTypeName(), given);
        }
        return "";
    }

    private static Class<?> rawClass(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : Object.class;
    }
}
