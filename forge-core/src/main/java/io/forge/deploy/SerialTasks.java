package io.forge.deploy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Runs tasks one after the other, each on a thread of its own turn; safe for use by several threads. */
final class SerialTasks {

    private final Executor threads;

    /** Guards itself and whether something runs or is about to. */
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    private boolean busy;

    SerialTasks(Executor threads) {
        this.threads = threads;
    }

    /** Runs a task when those before it have ended. */
    void add(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            if (busy) {
                return;
            }
            busy = true;
        }
        threads.execute(this::runNext);
    }

    /** Runs a task on this thread, unless another one runs or waits; whether it did. */
    boolean runIfIdle(Runnable task) {
        synchronized (waiting) {
            if (busy) {
                return false;
            }
            busy = true;
        }
        run(task);
        return true;
    }

    boolean isIdle() {
        synchronized (waiting) {
            return !busy;
        }
    }

    private void runNext() {
        Runnable task;
        synchronized (waiting) {
            task = waiting.remove();
        }
        run(task);
    }

    private void run(Runnable task) {
        try {
            task.run();
        } finally {
            handOn();
        }
    }

    private void handOn() {
        synchronized (waiting) {
            if (waiting.isEmpty()) {
                busy = false;
                return;
            }
        }
        threads.execute(this::runNext);
    }
}
