package io.forge.runtime;

import io.forge.api.Call;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.config.Durations;
import io.forge.runtime.CallObserver.Part;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call on its way through the server: it ends exactly once, and a late result is dropped here.
 *
 * <p>Safe for use by several threads. Its place in the {@link Lane} is given back when both the handler's code has ended
 * and the outcome has been delivered, so that code that outlives its deadline stays counted.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
public final class ActiveCall<I, O> extends CallProgress implements Call, Runnable, EventLoopWatch.Occupant {

    private static final Logger LOG = LoggerFactory.getLogger(ActiveCall.class);

    /** No deadline: as good as for ever, and far from an overflow. */
    private static final long NEVER = Long.MAX_VALUE / 2;

    private final Servable<I, O> servable;
    private final Caller<I, O> caller;
    private final String id;

    /** Nanoseconds after {@link #startedAt}, or {@link #NEVER}. */
    private volatile long timeLimit;

    private final long startedAt;

    /** Whether the supervisor knows this call; not where it is answered within its turn on the event loop. */
    private volatile boolean supervised;

    private final Cancellation cancellation = new Cancellation();

    /**
     * A call that {@link Admission} has let in; {@link Lane#startOnIoThread} starts it.
     *
     * @param caller who asks
     * @param id the call's id
     */
    public ActiveCall(Servable<I, O> servable, Caller<I, O> caller, String id) {
        this.servable = servable;
        this.caller = caller;
        this.id = id;
        this.startedAt = servable.supervisor().now();
        this.timeLimit = servable.limits().timeout().toNanos();
        servable.observer().begun(this);
    }

    /** What is called. */
    public Servable<I, O> servable() {
        return servable;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<String> header(String name) {
        return caller.header(name);
    }

    @Override
    public Optional<Duration> remaining() {
        long limit = timeLimit;
        return limit == NEVER ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, limit - age())));
    }

    private long age() {
        return servable.supervisor().now() - startedAt;
    }

    @Override
    public boolean isCancelled() {
        return cancellation.isCancelled();
    }

    @Override
    public void onCancel(Runnable action) {
        cancellation.onCancel(action);
    }

    /** Runs the handler's code on this thread, unless the call has ended while it waited for one. */
    @Override
    public void run() {
        if (!cancellation.tryStart()) {
            reject(Refusals.callerGone());
            return;
        }
        // After it can be interrupted: the end of the handler either finds this call running, or is found here.
        if (servable.lane().refusesStarts()) {
            cancellation.leave();
            reject(Refusals.outOfService());
            return;
        }
        try {
            reached(Part.WAITED);
            servable.invoker().invoke(this, caller);
        } catch (Throwable failure) {
            fail(failure);
        } finally {
            cancellation.leave();
        }
    }

    /** Has the supervisor look after this call from now on, if it is not over by then. */
    void supervise() {
        supervised = true;
        servable.supervisor().add(this);
        // Whoever interrupts all calls of this handler may have looked before.
        if (servable.lane().refusesStarts()) {
            abandon(Refusals.outOfService());
        }
        // Another thread may be about to finish it: whoever comes last removes it.
        if (isDone()) {
            servable.supervisor().remove(this);
        }
    }

    /** As {@link #supervise}, unless the code has come back by now. */
    void superviseUnlessOver() {
        if (!hasCodeLeft()) {
            supervise();
        }
    }

    @Override
    public String handler() {
        return servable.name();
    }

    @Override
    public boolean isInPlace() {
        return servable.lane().isInPlace();
    }

    /** Code on a virtual thread can be interrupted where it is, although its answer has to wait for the IO thread. */
    @Override
    public void noticed() {
        if (isInPlace()) {
            expire();
        }
    }

    @Override
    public String heldTooLong() {
        return servable.lane().heldTooLong();
    }

    /** Ends the call with a value, on the thread that made it. */
    @SuppressWarnings("NullAway") // Void has no value but null.
    void answer(@Nullable O value) {
        if (value == null && servable.handler().output() != Void.class) {
            fail(nothingReturned());
            return;
        }
        codeLeft();
        if (tryEnd()) {
            reached(Part.COMPUTED);
            try {
                caller.answered(this, value);
            } catch (Throwable failure) {
                tellFailed(faultOf(failure, "gave an answer that cannot be written"));
            }
        }
    }

    /** The answer is written and about to leave. */
    public void written() {
        reached(Part.ENCODED);
        servable.observer().ended(this, Optional.empty());
    }

    /** What is wrong where {@code null} comes back from code whose output type has values. */
    IllegalStateException nothingReturned() {
        return new IllegalStateException("Handler %s returned null".formatted(servable.name()));
    }

    /** Ends the call with whatever the stage brings, now or later, on the thread that completes it. */
    void answerWhenComplete(CompletionStage<O> stage) {
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                answer(value);
            } else {
                fail(failure);
            }
        });
    }

    /** Ends the call after its last item. */
    void endStream() {
        codeLeft();
        if (tryEnd()) {
            reached(Part.COMPUTED);
            servable.observer().ended(this, Optional.empty());
            caller.streamed();
        }
    }

    /** A part of the call's way is over. */
    void reached(Part part) {
        servable.observer().reached(this, part);
    }

    /** Ends the call with whatever its code threw; what is no {@link ForgeException} is logged here, once. */
    void fail(Throwable failure) {
        codeLeft();
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ForgeException told) {
            end(told);
        } else if (isCancelled() && isInterruption(cause)) {
            end(new ForgeException(ErrorCode.CANCELLED, "The call was cancelled", cause));
        } else if (tryEnd()) {
            tellFailed(faultOf(cause, "failed"));
        } else {
            LOG.debug("Call {} of handler {} failed after it had ended", id, servable.name(), cause);
        }
    }

    /** What the client is told of a fault that only the log may know. */
    private ForgeException faultOf(Throwable cause, String what) {
        LOG.error("Handler {} {} in call {}", servable.name(), what, id, cause);
        return new ForgeException(
                ErrorCode.INTERNAL, "The handler failed. The server's log has the cause under this call's id.", cause);
    }

    private static boolean isInterruption(Throwable cause) {
        return cause instanceof InterruptedException
                || cause instanceof ClosedByInterruptException
                || cause instanceof CancellationException;
    }

    private void end(ForgeException failure) {
        if (tryEnd()) {
            tellFailed(failure);
        }
    }

    private void tellFailed(ForgeException failure) {
        servable.observer().ended(this, Optional.of(failure));
        caller.failed(failure);
    }

    /** Refuses a call whose code was never started. */
    void reject(ForgeException failure) {
        end(failure);
        codeLeft();
    }

    /** Ends a call whose code was never started and whose caller knows. */
    public void withdraw(ForgeException reason) {
        if (tryEnd()) {
            servable.observer().ended(this, Optional.of(reason));
            codeLeft();
        }
    }

    /** Nobody waits any more: tells the code, which may still answer; without code that runs, the call ends here. */
    public void cancel() {
        if (hasEnded()) {
            return;
        }
        tellCode();
        if (!cancellation.hasStarted()) {
            end(Refusals.callerGone());
        }
    }

    /** Cancel actions are the handler's code too: its place is kept until they have run. */
    private void tellCode() {
        if (!beginTelling()) {
            return;
        }
        List<Runnable> actions = cancellation.cancel();
        if (actions.isEmpty()) {
            endTelling();
            return;
        }
        servable.supervisor().callbacks().run(() -> {
            actions.forEach(this::tell);
            endTelling();
        });
    }

    private void tell(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("A cancel action of handler {} failed in call {}", servable.name(), id, e);
        }
    }

    /** Ends the call for its code, which is told but not waited for. */
    void abandon(ForgeException reason) {
        // Decided before the code is told: what it makes of an interrupt must not be the outcome.
        if (tryEnd()) {
            tellCode();
            servable.observer().ended(this, Optional.of(reason));
            caller.abandoned(reason, servable.supervisor().callbacks());
        }
    }

    /** Ends the call with {@code DEADLINE_EXCEEDED} if its time is over. */
    void expire() {
        if (age() >= timeLimit && !hasEnded()) {
            abandon(new ForgeException(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "No answer within %s".formatted(Durations.format(Duration.ofNanos(timeLimit)))));
        }
    }

    /** The first item of a stream is on its way: from now on only the client's pace counts. */
    public void streamBegun() {
        timeLimit = NEVER;
    }

    /** The outcome has left the server, or never will. */
    public void delivered() {
        markDelivered();
    }

    /** Said before the outcome is sent, so that whoever has read it finds the place in the lane free. */
    private void codeLeft() {
        cancellation.leave();
        markCodeLeft();
    }

    @Override
    void release() {
        if (supervised) {
            servable.supervisor().remove(this);
        }
        servable.lane().leave();
    }

    @Override
    public String toString() {
        return "call %s of %s".formatted(id, servable.name());
    }
}
