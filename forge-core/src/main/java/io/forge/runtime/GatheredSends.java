package io.forge.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what the answers of a batch have to do on the threads of their connections, so that each is woken up once.
 *
 * <p>Used by the thread that settles the batch.
 */
public final class GatheredSends {

    private static final Logger LOG = LoggerFactory.getLogger(GatheredSends.class);

    private final Map<Executor, List<Runnable>> sends = new HashMap<>();

    /** Has a task run on a thread, in the order of what is added, after {@link #flush}. */
    public void add(Executor thread, Runnable send) {
        sends.computeIfAbsent(thread, key -> new ArrayList<>()).add(send);
    }

    /** Hands all that was added over. */
    void flush() {
        sends.forEach((thread, gathered) -> {
            try {
                thread.execute(() -> gathered.forEach(GatheredSends::run));
            } catch (RejectedExecutionException e) {
                LOG.debug("Answers of a batch are lost, as their connections' thread has ended", e);
            }
        });
        sends.clear();
    }

    /** What one answer meets must cost the others nothing. */
    private static void run(Runnable send) {
        try {
            send.run();
        } catch (RuntimeException | Error e) {
            LOG.error("An answer of a batch cannot be sent", e);
        }
    }
}
