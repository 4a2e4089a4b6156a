package io.forge.runtime;

import io.forge.api.Content;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.api.Sink;
import io.forge.config.Spelling;
import io.forge.runtime.Admission.Verdict;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the calls that come from within the process, once it is clear that they fit their handler. */
public final class LocalCalls {

    private final ServableRegistry registry;
    private final Admission admission;
    private final CallServices services;

    /** Calls to what is in the registry. */
    public LocalCalls(ServableRegistry registry, Admission admission, CallServices services) {
        this.registry = registry;
        this.admission = admission;
        this.services = services;
    }

    /**
     * Calls a handler.
     *
     * @return a stage that completes with the output, or with a {@link ForgeException}
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // check() has compared the types; Void has no value but null.
    public <I, O> CompletionStage<O> call(String name, @Nullable I input, Type outputType) {
        var found = registry.versions(name);
        var newest = found.flatMap(ServableVersions::newest);
        if (newest.isEmpty()) {
            return whenLoaded(name, found, () -> call(name, input, outputType));
        }
        var servable = (Servable<I, O>) newest.get();
        var misfit = check(servable.handler(), input, outputType);
        if (!misfit.isEmpty()) {
            return CompletableFuture.failedStage(
                    new ForgeException(ErrorCode.INVALID_INPUT, "Handler '%s' %s".formatted(name, misfit)));
        }
        var verdict = admission.admitRead(servable, 0, servable.limits().maxBody());
        return switch (verdict) {
            case ADMITTED -> LocalTransport.start(servable, input, CallIds.next(), services);
            case RETIRED -> call(name, input, outputType);
            case GOING_DOWN, TOO_LARGE, NO_PERMIT, NO_ROOM -> refused(servable, verdict);
        };
    }

    /**
     * Calls a handler with bytes, under the limits that a request has.
     *
     * @param items takes the items of a stream
     * @return a stage that completes with the encoded output, or with a {@link ForgeException}
     */
    public CompletionStage<Content> exchange(String name, Content input, Sink<ByteBuffer> items) {
        var found = registry.versions(name);
        var newest = found.flatMap(ServableVersions::newest);
        if (newest.isEmpty()) {
            return whenLoaded(name, found, () -> exchange(name, input, items));
        }
        var servable = newest.get();
        String mediaType = input.mediaType();
        if (!mediaType.isEmpty() && !servable.input().reads(MediaType.parse(mediaType))) {
            return CompletableFuture.failedStage(admission.refuse(
                    servable, Refusals.notRead(mediaType, servable.input().accepts())));
        }
        var verdict = admission.admitRead(
                servable, input.bytes().remaining(), servable.limits().maxBody());
        return switch (verdict) {
            case ADMITTED -> EncodedTransport.start(servable, input, items, CallIds.next(), services);
            case RETIRED -> exchange(name, input, items);
            case GOING_DOWN, TOO_LARGE, NO_PERMIT, NO_ROOM -> refused(servable, verdict);
        };
    }

    /** The same stage for foreign code, which runs on threads of its own when it hangs on this one. */
    public <T extends @Nullable Object> CompletionStage<T> apart(CompletionStage<T> stage) {
        var told = new CompletableFuture<T>();
        stage.whenComplete((value, failure) -> services.supervisor().callbacks().run(() -> {
            if (failure == null) {
                told.complete(value);
            } else {
                told.completeExceptionally(failure);
            }
        }));
        return told;
    }

    /** Makes a call once its handler is loaded, where it waits for that. */
    private <T> CompletionStage<T> whenLoaded(
            String name, Optional<ServableVersions> found, Supplier<CompletionStage<T>> call) {
        var absent = found.flatMap(ServableVersions::newestAbsent);
        if (absent.isEmpty()) {
            return CompletableFuture.failedStage(unknown(name));
        }
        var loadable = absent.get();
        if (!loadable.loadsOnCall()) {
            return CompletableFuture.failedStage(loadable.notInService());
        }
        var loaded = new LoadedCall<T>();
        var patience = loadable.patience();
        CompletionStage<Loadable> ready = loadable.loadForCall()
                .thenApply(nothing -> loadable)
                .toCompletableFuture()
                .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS);
        ready.whenComplete((nothing, failure) -> services.supervisor()
                .callbacks()
                .run(() -> {
                    if (failure == null) {
                        loaded.follow(call.get());
                    } else {
                        loaded.completeExceptionally(reason(failure, loadable, patience));
                    }
                }));
        return loaded;
    }

    private static Throwable reason(Throwable failure, Loadable loadable, Duration patience) {
        if (failure instanceof TimeoutException) {
            return Refusals.stillLoading(loadable, patience);
        }
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private <T> CompletionStage<T> refused(Servable<?, ?> servable, Verdict verdict) {
        return CompletableFuture.failedStage(
                admission.refusal(servable, verdict, servable.limits().maxBody()));
    }

    private ForgeException unknown(String name) {
        String hint = Spelling.nearest(
                        name,
                        registry.all().stream().map(ServableVersions::name).toList())
                .map(nearest -> ": did you mean '%s'?".formatted(nearest))
                .orElse("");
        return new ForgeException(ErrorCode.NOT_FOUND, "There is no handler '%s'%s".formatted(name, hint));
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
