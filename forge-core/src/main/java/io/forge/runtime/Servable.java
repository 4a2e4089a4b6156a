package io.forge.runtime;

import io.forge.api.Handler;
import io.forge.api.Handler.Shape;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A handler in service: its code, the codecs of its types, the lane on which it runs, and its limits.
 *
 * <p>Safe for use by several threads; nothing of it changes but its statistics.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
public final class Servable<I, O> {

    /** The version of a handler that names none. */
    public static final String ONLY_VERSION = "1";

    private final String name;
    private final String version;
    private final Handler<I, O> handler;
    private final Parts<I, O> parts;
    private final Lane lane;
    private final Limits limits;
    private final ServableStatistics statistics = new ServableStatistics();
    private volatile Observation observation = Observation.NONE;

    /** What the observer of calls keeps of one servable; no other code knows what it is. */
    public interface Observation {

        /** Nothing so far. */
        Observation NONE = new Observation() {};
    }

    /**
     * The limits of one handler.
     *
     * @param ownMaxBody bytes; a longer body is refused, whatever it comes over
     * @param usualMaxBody the same, where the handler has no limit of its own and the protocol none either
     * @param timeout how long a call may take until its answer begins
     */
    public record Limits(OptionalLong ownMaxBody, long usualMaxBody, Duration timeout) {

        /** Bytes; a longer body is refused, unless its protocol allows more. */
        public long maxBody() {
            return ownMaxBody.orElse(usualMaxBody);
        }
    }

    /**
     * What a call goes through.
     *
     * @param invoker runs the handler's code
     * @param input reads the input
     * @param output writes the output
     */
    record Parts<I, O>(Invoker<I, O> invoker, Codec<I> input, Codec<O> output) {}

    Servable(String name, String version, Handler<I, O> handler, Parts<I, O> parts, Lane lane, Limits limits) {
        this.name = name;
        this.version = version;
        this.handler = handler;
        this.parts = parts;
        this.lane = lane;
        this.limits = limits;
    }

    public String name() {
        return name;
    }

    /** The version, of up to 63 letters, digits, dots, underscores and hyphens. */
    public String version() {
        return version;
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

    /** What its calls have come to since it was put into service. */
    public ServableStatistics statistics() {
        return statistics;
    }

    /** What the observer of calls has left here, so that it need not look for it at each call. */
    public Observation observation() {
        return observation;
    }

    /** Leaves something for the next call; for the server's one observer. */
    public void observation(Observation kept) {
        observation = kept;
    }

    /** Lets nobody in from now on; called once. Who is in goes on. */
    void retire() {
        lane.retire();
        parts.invoker().retire();
    }

    /** Starts no code from now on, not even of calls that are in: what is behind it is about to be closed. */
    void refuseStarts() {
        lane.refuseStarts();
        parts.invoker().refuseStarts();
    }

    Invoker<I, O> invoker() {
        return parts.invoker();
    }

    /** How its calls are put together; empty for a handler that is not batched. */
    public Optional<BatchState> batches() {
        return parts.invoker().batches();
    }

    /** Whether the handler answers with a stream of items. */
    public boolean streams() {
        return handler.shape() == Shape.STREAMING;
    }

    @Override
    public String toString() {
        return name;
    }
}
