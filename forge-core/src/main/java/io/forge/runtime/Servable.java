package io.forge.runtime;

import io.forge.api.Dispatch;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.api.Handler.Shape;
import io.forge.config.ByteSize;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A handler in service: its code with the codecs of its types and the lane on which it runs.
 *
 * <p>Immutable, safe for use by several threads.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
public final class Servable<I, O> {

    private final String name;
    private final Handler<I, O> handler;
    private final Parts<I, O> parts;
    private final Lane lane;
    private final Executor worker;
    private final Limits limits;
    private final CallSupervisor supervisor;

    /**
     * The limits of one handler.
     *
     * @param maxBody bytes; a longer body is refused
     * @param eventLoopMaxBody bytes; a longer body is not decoded on an IO thread
     * @param timeout how long a call may take until its answer begins
     */
    public record Limits(long maxBody, long eventLoopMaxBody, Duration timeout) {}

    /**
     * What a call goes through.
     *
     * @param code the handler's code, or what is called in its place; of the handler's shape
     * @param input reads the input
     * @param output writes the output
     */
    record Parts<I, O>(Handler.Code<I, O> code, Codec<I> input, Codec<O> output) {}

    Servable(
            String name,
            Handler<I, O> handler,
            Parts<I, O> parts,
            Lane lane,
            Executor worker,
            Limits limits,
            CallSupervisor supervisor) {
        this.name = name;
        this.handler = handler;
        this.parts = parts;
        this.lane = lane;
        this.worker = worker;
        this.limits = limits;
        this.supervisor = supervisor;
    }

    public String name() {
        return name;
    }

    public Handler<I, O> handler() {
        return handler;
    }

    public Codec<I> input() {
        return parts.input();
    }

    public Codec<O> output() {
        return parts.output();
    }

    public Lane lane() {
        return lane;
    }

    public Limits limits() {
        return limits;
    }

    CallSupervisor supervisor() {
        return supervisor;
    }

    long timeLimitNanos() {
        return limits.timeout().toNanos();
    }

    /** Whether the handler answers with a stream of items. */
    public boolean streams() {
        return handler.shape() == Shape.STREAMING;
    }

    /**
     * A new call, for which the caller has taken a place in the lane.
     *
     * @param caller who asks
     * @param id the call's id
     */
    public ActiveCall<I, O> newCall(Caller<I, O> caller, String id) {
        return new ActiveCall<>(this, caller, id);
    }

    /**
     * Starts a call from the IO thread of its connection, and runs it there if that is where it belongs.
     *
     * @param call the call
     * @param bodyLength how many bytes are to be decoded
     */
    public void startOnIoThread(ActiveCall<I, O> call, long bodyLength) {
        var firstLegs = lane.firstLegs();
        if (runsOnEventLoop(bodyLength)) {
            call.runOnEventLoop();
        } else if (firstLegs.isPresent() && startsInPlace(firstLegs.get(), bodyLength)) {
            startInPlace(call, firstLegs.get());
        } else {
            handOver(call, awayFromEventLoop(), call);
        }
    }

    /**
     * Starts a call from any thread.
     *
     * @param bodyLength how many bytes are to be decoded
     */
    void start(ActiveCall<I, O> call, long bodyLength) {
        if (runsOnEventLoop(bodyLength)) {
            handOver(call, lane.executor(), call::runOnEventLoop);
        } else {
            handOver(call, awayFromEventLoop(), call);
        }
    }

    private boolean runsOnEventLoop(long bodyLength) {
        return lane.dispatch() == Dispatch.EVENT_LOOP && bodyLength <= limits.eventLoopMaxBody();
    }

    /** Not where it streams: its code waits for the IO thread, and where it cannot leave it, both would wait for good. */
    private boolean startsInPlace(FirstLegs firstLegs, long bodyLength) {
        return firstLegs.areInPlace() && !streams() && bodyLength <= limits.eventLoopMaxBody();
    }

    private Executor awayFromEventLoop() {
        return lane.dispatch() == Dispatch.EVENT_LOOP ? worker : lane.executor();
    }

    /** Whether a body of this media type is read. */
    public boolean reads(String mediaType) {
        // Most clients send the very words: nothing to parse then.
        return mediaType.equals(parts.input().accepts()) || parts.input().reads(MediaType.parse(mediaType));
    }

    /** Why a call is refused whose body is of a type that is not read. */
    public ForgeException notRead(String mediaType) {
        String shown = mediaType.length() <= 100 ? mediaType : mediaType.substring(0, 100) + "...";
        return new ForgeException(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                "'%s' is not read here: send %s in UTF-8"
                        .formatted(shown, parts.input().accepts()));
    }

    /** Why a call is refused whose body is longer than the limit. */
    ForgeException tooLarge() {
        return new ForgeException(
                ErrorCode.TOO_LARGE,
                "The body is longer than %s, the most that is taken here".formatted(new ByteSize(limits.maxBody())));
    }

    /** Why a call is refused for which there is no place in the lane. */
    public ForgeException noPlace() {
        return new ForgeException(
                ErrorCode.OVERLOADED,
                "Handler %s has %s calls under way and takes no more: try again later".formatted(name, lane.places()));
    }

    private void handOver(ActiveCall<I, O> call, Executor executor, Runnable task) {
        call.supervise();
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            call.reject(new ForgeException(ErrorCode.UNAVAILABLE, "The server is stopping", e));
        } catch (OutOfMemoryError e) {
            call.reject(noThreadLeft(e));
        }
    }

    private void startInPlace(ActiveCall<I, O> call, FirstLegs firstLegs) {
        try {
            call.startInPlace(firstLegs);
        } catch (OutOfMemoryError e) {
            call.reject(noThreadLeft(e));
        }
    }

    /** A thread that cannot be had is an OutOfMemoryError too, and no reason to lose the call. */
    private static ForgeException noThreadLeft(OutOfMemoryError cause) {
        return new ForgeException(ErrorCode.OVERLOADED, "There is no thread left for this call", cause);
    }

    /**
     * Decodes the input, runs the code on this thread, and ends the call with what comes of it, now or later.
     *
     * @throws Exception what the codec or the code throws
     */
    @SuppressWarnings("unchecked") // The shape says which interface the code is.
    void invoke(ActiveCall<I, O> call, Caller<I, O> caller) throws Exception {
        I value = caller.input();
        switch (handler.shape()) {
            case UNARY -> answer(call, ((Handler.Unary<I, O>) parts.code()).handle(value, call));
            case ASYNC -> answerLater(call, ((Handler.Async<I, O>) parts.code()).handle(value, call));
            case STREAMING -> {
                ((Handler.Streaming<I, O>) parts.code()).handle(value, caller.sink(), call);
                call.endStream();
            }
            case BATCHED -> throw new IllegalStateException("A batched handler is refused when it is loaded");
        }
    }

    @SuppressWarnings("NullAway") // Void has no value but null.
    private void answer(ActiveCall<I, O> call, @Nullable O answer) {
        if (isMissing(answer)) {
            throw nothingReturned();
        }
        call.answer(answer);
    }

    private void answerLater(ActiveCall<I, O> call, @Nullable CompletionStage<O> stage) {
        if (stage == null) {
            throw nothingReturned();
        }
        call.supervise();
        call.answerWhenComplete(stage);
    }

    /** Whether a handler has returned {@code null} though its output type has values. */
    boolean isMissing(@Nullable O answer) {
        return answer == null && handler.output() != Void.class;
    }

    IllegalStateException nothingReturned() {
        return new IllegalStateException("Handler %s returned null".formatted(name));
    }

    @Override
    public String toString() {
        return name;
    }
}
