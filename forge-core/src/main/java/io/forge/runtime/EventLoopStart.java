package io.forge.runtime;

/**
 * Starts calls on the IO threads, which are watched meanwhile; those with much to decode on the worker.
 *
 * @param eventLoop hands a call to one of the IO threads
 * @param worker hands a call to the worker
 * @param maxBody bytes; a longer body is not decoded on an IO thread
 * @param watch names code that holds an IO thread
 */
record EventLoopStart(ExecutorStart eventLoop, ExecutorStart worker, long maxBody, EventLoopWatch watch)
        implements CallStart {

    @Override
    public void startOnIoThread(StartableCall call, long bodyLength) {
        if (bodyLength <= maxBody) {
            run(call);
        } else {
            worker.startOnIoThread(call, bodyLength);
        }
    }

    @Override
    public void start(StartableCall call, long bodyLength) {
        if (bodyLength <= maxBody) {
            eventLoop.execute(call, () -> run(call));
        } else {
            worker.start(call, bodyLength);
        }
    }

    private void run(StartableCall call) {
        var slot = watch.slot();
        long now = watch.now();
        slot.enter(call, now);
        try {
            call.runOnIoThread(now);
        } finally {
            slot.leave();
        }
    }
}
