package io.forge.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Starts calls on threads of others: the worker's, or new ones.
 *
 * @param executor runs a call
 */
record ExecutorStart(Executor executor) implements CallStart {

    @Override
    public void startOnIoThread(StartableCall call, long bodyLength) {
        execute(call, call);
    }

    @Override
    public void start(StartableCall call, long bodyLength) {
        execute(call, call);
    }

    /** Has a task run the call. */
    void execute(StartableCall call, Runnable task) {
        call.supervise();
        call.enterQueue();
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            call.reject(Refusals.stopping(e));
        } catch (OutOfMemoryError e) {
            call.reject(Refusals.noThreadLeft(e));
        }
    }
}
