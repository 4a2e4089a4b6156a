package io.forge.deploy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * Threads that load and unload: each task has a new one, which keeps nothing of the task's code afterwards, and at most as many
 * run at once as there are processors.
 *
 * <p>What waits has no bound of its own: each version that is offered waits at most once.
 */
final class LoaderThreads implements Executor {

    private final int most = Runtime.getRuntime().availableProcessors();

    /** Guards itself and what follows. */
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    private int running;
    private long started;

    @Override
    public void execute(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            startNext();
        }
    }

    /** Under the lock. */
    private void startNext() {
        if (running == most || waiting.isEmpty()) {
            return;
        }
        var task = waiting.remove();
        running++;
        started++;
        // Nothing of whoever happens to ask.
        var thread = new Thread(null, () -> run(task), "forge-load-" + started, 0, false);
        thread.setContextClassLoader(LoaderThreads.class.getClassLoader());
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Runnable task) {
        try {
            task.run();
        } finally {
            synchronized (waiting) {
                running--;
                startNext();
            }
        }
    }
}
