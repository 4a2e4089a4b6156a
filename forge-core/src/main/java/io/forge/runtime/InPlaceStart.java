package io.forge.runtime;

/**
 * Starts calls on virtual threads, whose first leg runs on the IO thread of the connection where that is of use, and is
 * watched meanwhile.
 *
 * @param policy decides on it
 * @param elsewhere hands a call to a virtual thread of the JDK's carriers
 * @param maxBody bytes; a longer body is not decoded on an IO thread
 * @param watch names code that holds an IO thread
 */
record InPlaceStart(InPlacePolicy policy, ExecutorStart elsewhere, long maxBody, EventLoopWatch watch)
        implements CallStart {

    @Override
    public void startOnIoThread(StartableCall call, long bodyLength) {
        if (bodyLength > maxBody || !policy.areInPlace()) {
            elsewhere.startOnIoThread(call, bodyLength);
            return;
        }
        try {
            startHere(call);
        } catch (OutOfMemoryError e) {
            call.reject(Refusals.noThreadLeft(e));
        }
    }

    private void startHere(StartableCall call) {
        var slot = watch.slot();
        long from = watch.now();
        slot.enter(call, from);
        try {
            policy.start(call);
        } finally {
            slot.leave();
        }
        policy.ran(from, watch.now());
        call.superviseUnlessOver();
    }

    @Override
    public void start(StartableCall call, long bodyLength) {
        elsewhere.start(call, bodyLength);
    }

    @Override
    public boolean isInPlace() {
        return true;
    }

    @Override
    public String heldTooLong() {
        policy.end();
        return "Its calls start on other threads from now on. CPU-bound code belongs on dispatch worker";
    }
}
