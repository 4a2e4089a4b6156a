package io.forge.runtime;

import io.forge.api.ForgeException;

/**
 * Decides, for every way in, whether a call may begin: the server is not shutting down, the body fits, there is a permit for the
 * handler and room for the body.
 *
 * <p>Who is admitted makes an {@link ActiveCall}, which releases the permit when it is over, and releases the room itself.
 * Safe for use by several threads.
 */
public final class Admission {

    private final BodyMemory bodyMemory;
    private final CallObserver observer;
    private final Lifecycle lifecycle;

    /** What was decided. */
    public enum Verdict {
        /** A permit is acquired, and the room is taken. */
        ADMITTED,
        /** The handler was replaced or removed since it was found: look again. */
        RETIRED,
        /** The server takes no calls any more. */
        GOING_DOWN,
        /** The body is longer than the handler's limit. */
        TOO_LARGE,
        /** As many calls as the handler takes are in flight. */
        NO_PERMIT,
        /** The bodies of other calls take all the memory there is for them. */
        NO_ROOM
    }

    /**
     * Admission to one server.
     *
     * @param maxBodyMemory bytes that the bodies of all calls may have together
     * @param observer is told of calls that are not let in
     * @param lifecycle says whether the server takes calls
     */
    public Admission(long maxBodyMemory, CallObserver observer, Lifecycle lifecycle) {
        this.bodyMemory = new BodyMemory(maxBodyMemory);
        this.observer = observer;
        this.lifecycle = lifecycle;
    }

    /**
     * How long a body may be: what is longer than all the memory for bodies would never be let in.
     *
     * @param maxBody bytes that it may have otherwise
     */
    public long bodyLimit(long maxBody) {
        return Math.min(maxBody, bodyMemory.limit() - 1);
    }

    /** Bytes that the bodies of all calls may have together. */
    public long bodyMemoryLimit() {
        return bodyMemory.limit();
    }

    /** Bytes that they have now. */
    public long bodyMemoryInUse() {
        return bodyMemory.taken();
    }

    /** Tells the observer of a request that called no handler. */
    public void unhandled(int status) {
        observer.unhandled(status);
    }

    /**
     * Decides on a call whose body is yet to be read.
     *
     * @param length bytes of the body, for which room is taken; 0 where the client does not say
     * @param maxBody bytes that it may have
     */
    public Verdict admit(Servable<?, ?> servable, long length, long maxBody) {
        var verdict = lifecycle.isEnding() ? Verdict.GOING_DOWN : acquire(servable, length, maxBody);
        if (verdict == Verdict.ADMITTED && !bodyMemory.tryReserve(length)) {
            servable.lane().release();
            return Verdict.NO_ROOM;
        }
        return verdict;
    }

    /**
     * Decides on a call from within the process, whose input is in memory already, and takes no room.
     *
     * @param length bytes of the input; 0 where it is not encoded
     * @param maxBody bytes that it may have
     */
    Verdict admitRead(Servable<?, ?> servable, long length, long maxBody) {
        return lifecycle.isDraining() ? Verdict.GOING_DOWN : acquire(servable, length, maxBody);
    }

    private static Verdict acquire(Servable<?, ?> servable, long length, long maxBody) {
        if (length > maxBody) {
            return unlessRetired(servable, Verdict.TOO_LARGE);
        }
        return servable.lane().tryAcquire() ? Verdict.ADMITTED : unlessRetired(servable, Verdict.NO_PERMIT);
    }

    /** What has taken its place may have other limits. */
    private static Verdict unlessRetired(Servable<?, ?> servable, Verdict verdict) {
        return servable.lane().isRetired() ? Verdict.RETIRED : verdict;
    }

    /**
     * Why a call was not let in, to be told to whoever makes it; tells the observer.
     *
     * @param verdict one that says so
     * @param maxBody bytes that its body may have
     */
    public ForgeException refusal(Servable<?, ?> servable, Verdict verdict, long maxBody) {
        return refuse(
                servable,
                switch (verdict) {
                    case GOING_DOWN -> Refusals.goingDown();
                    case TOO_LARGE -> Refusals.tooLarge(maxBody);
                    case NO_PERMIT -> Refusals.noPermit(servable);
                    case NO_ROOM -> Refusals.noRoom(servable);
                    case RETIRED -> Refusals.outOfService();
                    case ADMITTED -> throw new IllegalArgumentException("The call was let in");
                });
    }

    /** As {@link #refusal}, for a reason that the way in has found by itself. */
    public ForgeException refuse(Servable<?, ?> servable, ForgeException reason) {
        observer.refused(servable, reason);
        return reason;
    }

    /** Takes more room for a body that turns out to be longer, if there is any. */
    public boolean tryReserve(long bytes) {
        return bodyMemory.tryReserve(bytes);
    }

    /** Gives back the room of a body. */
    public void release(long bytes) {
        bodyMemory.release(bytes);
    }
}
