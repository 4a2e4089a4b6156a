package io.forge.runtime;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Sink;
import io.forge.config.Durations;
import io.forge.runtime.CallObserver.Part;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call on its way through the server: it ends exactly once, and a late result is dropped here.
 *
 * <p>Safe for use by several threads. Its permit of the {@link Lane}, and what its transport holds, is released when both
 * the handler's code has ended and the outcome has been delivered, so that code that outlives its deadline stays counted.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
public final class ActiveCall<I, O> extends CallProgress
        implements Invocation<I, O>, CallHandle, StartableCall, SupervisedCall, ObservedCall {

    private static final Logger LOG = LoggerFactory.getLogger(ActiveCall.class);

    /** No deadline: as good as for ever, and far from an overflow. */
    private static final long NEVER = Long.MAX_VALUE / 2;

    private final CallServices services;
    private final Servable<I, O> servable;
    private final CallTransport<I, O> transport;
    private final String id;

    /** Nanoseconds after {@link #startedAt}, or {@link #NEVER}. */
    private volatile long timeLimit;

    private final long startedAt;

    /** When the part of its way began that it is on; handed over with the call, from thread to thread. */
    private long partBegan;

    /** Whether the supervisor knows this call; not where it is answered within its turn on the event loop. */
    private volatile boolean supervised;

    /** Handed over with the call, from thread to thread. */
    private boolean waitsForThread;

    /** Whether there is an answer to be sent; handed over with it, to the IO thread. */
    private boolean hasAnswer;

    /** Whether bytes of an answer have been sent, as they are not in process; handed over with them, to the IO thread. */
    private boolean isSending;

    private final Cancellation cancellation = new Cancellation();

    /**
     * A call that {@link Admission} has let in; {@link #startOnIoThread} starts it.
     *
     * @param transport brings the input and takes the outcome
     * @param id the call's id
     * @param services those of the server
     */
    public ActiveCall(Servable<I, O> servable, CallTransport<I, O> transport, String id, CallServices services) {
        this.services = services;
        this.servable = servable;
        this.transport = transport;
        this.id = id;
        this.startedAt = now();
        this.partBegan = startedAt;
        this.timeLimit = servable.limits().timeout().toNanos();
        services.observer().begun(this);
    }

    @Override
    public Servable<I, O> servable() {
        return servable;
    }

    @Override
    public String protocol() {
        return transport.protocol();
    }

    @Override
    public boolean hasStreamed() {
        return timeLimit == NEVER;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<String> header(String name) {
        return transport.header(name);
    }

    @Override
    public Map<String, Object> parameters() {
        return transport.details().parameters();
    }

    @Override
    public List<String> requestedOutputs() {
        return transport.details().requestedOutputs();
    }

    @Override
    public Optional<Duration> remaining() {
        long limit = timeLimit;
        return limit == NEVER ? Optional.empty() : Optional.of(timeLeft(limit));
    }

    /** How long the call may still take. */
    public Duration timeLeft() {
        return timeLeft(timeLimit);
    }

    private Duration timeLeft(long limit) {
        return Duration.ofNanos(Math.max(0, limit - (now() - startedAt)));
    }

    /** How long the call may take at most, since its request's head was read. */
    public Duration timeLimit() {
        return Duration.ofNanos(timeLimit);
    }

    /**
     * Has the call end earlier, if it would take longer otherwise.
     *
     * @param nanos how long it may take, since its request's head was read
     */
    public void shortenTo(long nanos) {
        if (nanos >= timeLimit) {
            return;
        }
        timeLimit = nanos;
        if (supervised) {
            services.supervisor().deadlineMoved(this);
        }
    }

    private long now() {
        return services.supervisor().now();
    }

    @Override
    public boolean isCancelled() {
        return cancellation.isCancelled();
    }

    @Override
    public void onCancel(Runnable action) {
        cancellation.onCancel(action);
    }

    /** The body has come after its head: until now the call has waited for its client. */
    public void bodyArrived() {
        partBegan = now();
    }

    /**
     * Starts the call from the IO thread of its connection, and runs it there if that is where it belongs.
     *
     * @param bodyLength how many bytes are to be decoded
     */
    public void startOnIoThread(long bodyLength) {
        servable.lane().startOnIoThread(this, bodyLength);
    }

    /** As {@link #startOnIoThread}, from any thread. */
    void start(long bodyLength) {
        servable.lane().start(this, bodyLength);
    }

    /** Runs the handler's code on this thread, unless the call has ended while it waited for one. */
    @Override
    public void run() {
        runAt(now());
    }

    @Override
    public void runOnIoThread(long now) {
        servable.statistics().claimStripe();
        runAt(now);
    }

    private void runAt(long now) {
        leaveQueue();
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
        if (isTooLate(now)) {
            cancellation.leave();
            abandon(tooLate());
            codeLeft();
            return;
        }
        try {
            reached(Part.WAITED, now);
            servable.invoker().invoke(this);
        } catch (Throwable failure) {
            fail(failure);
        } finally {
            cancellation.leave();
        }
    }

    @Override
    public void enterQueue() {
        waitsForThread = true;
        servable.lane().enterQueue();
    }

    private void leaveQueue() {
        if (waitsForThread) {
            waitsForThread = false;
            servable.lane().leaveQueue();
        }
    }

    @Override
    public I input() {
        I value = transport.input();
        transport.details().timeout().ifPresent(timeout -> shortenTo(timeout.toNanos()));
        long now = now();
        reached(Part.DECODED, now);
        if (isTooLate(now)) {
            var reason = tooLate();
            abandon(reason);
            throw reason;
        }
        return value;
    }

    @Override
    public Sink<O> sink() {
        return transport.sink(this);
    }

    /** Has the supervisor look after this call from now on, if it is not over by then. */
    @Override
    public void supervise() {
        supervised = true;
        services.supervisor().add(this);
        // Whoever interrupts all calls of this handler may have looked before.
        if (servable.lane().refusesStarts()) {
            abandon(Refusals.outOfService());
        }
        // Another thread may be about to finish it: whoever comes last removes it.
        if (isDone()) {
            services.supervisor().remove(this);
        }
    }

    @Override
    public void superviseUnlessOver() {
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

    @Override
    public void answer(@Nullable O value) {
        answer(value, BatchReport.NONE);
    }

    @Override
    @SuppressWarnings("NullAway") // Void has no value but null.
    public void answer(@Nullable O value, BatchReport report) {
        if (value == null && servable.handler().output() != Void.class) {
            fail(nothingReturned());
            return;
        }
        codeLeft();
        if (tryEnd()) {
            reached(Part.COMPUTED, now());
            try {
                transport.answered(this, value, report);
            } catch (ForgeException told) {
                tellFailed(told);
            } catch (Throwable failure) {
                tellFailed(faultOf(failure, "gave an answer that cannot be written"));
            }
        }
    }

    @Override
    public void written() {
        reached(Part.ENCODED, now());
        succeeded();
    }

    private IllegalStateException nothingReturned() {
        return new IllegalStateException("Handler %s returned null".formatted(servable.name()));
    }

    @Override
    public void answerLater(@Nullable CompletionStage<O> stage) {
        if (stage == null) {
            throw nothingReturned();
        }
        supervise();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                answer(value);
            } else {
                fail(failure);
            }
        });
    }

    @Override
    public void queued(Runnable giveUp) {
        cancellation.queued(giveUp);
    }

    @Override
    public void begun(long now) {
        reached(Part.QUEUED, now);
    }

    @Override
    public void endStream() {
        codeLeft();
        if (tryEnd()) {
            reached(Part.COMPUTED, now());
            succeeded();
            transport.streamed();
        }
    }

    private void reached(Part part, long now) {
        long from = partBegan;
        partBegan = now;
        services.observer().reached(this, part, from, now);
    }

    /** Where its last part has ended. */
    private void succeeded() {
        hasAnswer = true;
        services.observer().ended(this, Optional.empty(), startedAt, partBegan);
    }

    private void failed(ForgeException failure) {
        services.observer().ended(this, Optional.of(failure), startedAt, now());
    }

    /** What is no {@link ForgeException} is logged here, once. */
    @Override
    public void fail(Throwable failure) {
        fail(failure, this::codeFailed);
    }

    @Override
    public void failWith(Throwable failure, String first) {
        fail(failure, cause -> {
            LOG.error("Handler {} failed in call {}, in one batch with call {}", servable.name(), id, first);
            return internal(cause);
        });
    }

    private void fail(Throwable failure, Function<Throwable, ForgeException> log) {
        codeLeft();
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ForgeException told) {
            end(told);
        } else if (isCancelled() && isInterruption(cause)) {
            end(new ForgeException(ErrorCode.CANCELLED, "The call was cancelled", cause));
        } else if (tryEnd()) {
            tellFailed(log.apply(cause));
        } else {
            LOG.debug("Call {} of handler {} failed after it had ended", id, servable.name(), cause);
        }
    }

    private ForgeException codeFailed(Throwable cause) {
        return faultOf(cause, "failed");
    }

    /** What the client is told of a fault that only the log may know. */
    private ForgeException faultOf(Throwable cause, String what) {
        var cure = cause instanceof LinkageError fault ? LinkageFaults.messageOf(fault) : Optional.<String>empty();
        LOG.error(
                "Handler {} {} in call {}{}",
                servable.name(),
                what,
                id,
                cure.map(": "::concat).orElse(""),
                cause);
        return internal(cause);
    }

    private static ForgeException internal(Throwable cause) {
        return new ForgeException(
                ErrorCode.INTERNAL, "The handler failed. The server's log has the cause under this call's id.", cause);
    }

    private static boolean isInterruption(Throwable cause) {
        return cause instanceof InterruptedException
                || cause instanceof ClosedByInterruptException
                || cause instanceof CancellationException;
    }

    @Override
    public void end(ForgeException failure) {
        if (tryEnd()) {
            tellFailed(failure);
        }
    }

    private void tellFailed(ForgeException failure) {
        failed(failure);
        transport.failed(failure);
    }

    @Override
    public void reject(ForgeException failure) {
        leaveQueue();
        end(failure);
        codeLeft();
    }

    /** Ends a call whose code was never started and which whoever made it knows of. */
    public void withdraw(ForgeException reason) {
        if (tryEnd()) {
            failed(reason);
            codeLeft();
        }
    }

    @Override
    public void cancel() {
        if (hasEnded()) {
            return;
        }
        tellCode();
        if (!cancellation.hasStarted()) {
            end(Refusals.callerGone());
        }
    }

    /** Cancel actions are the handler's code too: its permit is kept until they have run. */
    private void tellCode() {
        if (!beginTelling()) {
            return;
        }
        List<Runnable> actions = cancellation.cancel();
        cancellation.giveUp();
        if (actions.isEmpty()) {
            endTelling();
            return;
        }
        services.supervisor().callbacks().run(() -> {
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

    @Override
    public void abandon(ForgeException reason) {
        // Decided before the code is told: what it makes of an interrupt must not be the outcome.
        if (tryEnd()) {
            tellCode();
            failed(reason);
            transport.abandoned(reason, services.supervisor().callbacks());
        }
    }

    @Override
    public long deadline() {
        return startedAt + (hasEnded() ? NEVER : timeLimit);
    }

    @Override
    public void expire() {
        if (isTooLate(now()) && !hasEnded()) {
            abandon(tooLate());
        }
    }

    private boolean isTooLate(long now) {
        return now - startedAt >= timeLimit;
    }

    private ForgeException tooLate() {
        return new ForgeException(
                ErrorCode.DEADLINE_EXCEEDED, "No answer within %s".formatted(Durations.format(timeLimit())));
    }

    @Override
    public void itemSent() {
        if (!hasStreamed()) {
            timeLimit = NEVER;
            services.observer().streamBegun(this);
        }
        services.observer().itemSent(this);
    }

    /** The body has come, of that many bytes. */
    public void received(long bytes) {
        services.observer().bodyReceived(this, bytes);
    }

    @Override
    public void sending(long bytes) {
        isSending = true;
        services.observer().bodySent(this, bytes);
    }

    @Override
    public void batchRan(BatchReport report) {
        services.observer().batchRan(servable, report);
    }

    @Override
    public void heldBeyondLimit(long nanos) {
        services.observer().heldIoThread(this, nanos);
    }

    @Override
    public void delivered() {
        if (hasAnswer && isSending && services.observer().timesSending(this)) {
            services.observer().sent(this, partBegan, now());
        }
        markDelivered();
    }

    /** Said before the outcome is sent, so that whoever has read it finds the permit free. */
    @Override
    public void codeLeft() {
        cancellation.leave();
        markCodeLeft();
    }

    @Override
    void release() {
        if (supervised) {
            services.supervisor().remove(this);
        }
        services.observer().over(this);
        transport.over();
        servable.lane().release();
    }

    @Override
    public String toString() {
        return "call %s of %s".formatted(id, servable.name());
    }
}
