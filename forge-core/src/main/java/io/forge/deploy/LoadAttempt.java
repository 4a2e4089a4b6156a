package io.forge.deploy;

import java.util.concurrent.Callable;

/** One run of a loader's code, which may be given up while it runs; safe for use by several threads. */
final class LoadAttempt {

    private final Object lock = new Object();

    /** Whether its outcome is decided; guarded by the lock, as what follows. */
    private boolean decided;

    private boolean running;
    private Thread thread = Thread.currentThread();

    /**
     * Runs the code on this thread, which is not left interrupted.
     *
     * @throws Exception what the code throws
     */
    <T> T run(Callable<T> code) throws Exception {
        synchronized (lock) {
            if (decided) {
                throw new InterruptedException("It was given up before it began");
            }
            thread = Thread.currentThread();
            running = true;
        }
        try {
            return code.call();
        } finally {
            synchronized (lock) {
                running = false;
                Thread.interrupted(); // It was meant for the code.
            }
        }
    }

    /** Decides its outcome; whether nobody has before. Code that still runs is interrupted: nobody waits for it any more. */
    boolean decide() {
        synchronized (lock) {
            if (decided) {
                return false;
            }
            decided = true;
            if (running) {
                thread.interrupt();
            }
            return true;
        }
    }

    /** Whether its outcome is known. */
    boolean isDecided() {
        synchronized (lock) {
            return decided;
        }
    }

    /** Whether the code runs, given up or not. */
    boolean isRunning() {
        synchronized (lock) {
            return running;
        }
    }
}
