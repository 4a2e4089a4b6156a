package io.forge.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names in the log the handlers whose code holds an IO thread, each once a minute at most; for one thread. */
final class HoldLog {

    private static final Logger LOG = LoggerFactory.getLogger(HoldLog.class);

    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Map<String, Entry> entries = new HashMap<>();

    /**
     * Code holds a thread for too long, perhaps still.
     *
     * @param handler whose code it is
     * @param isNew whether this has not been called for the same call of the handler
     * @param now the time
     * @param hold what to say of it
     */
    void add(String handler, boolean isNew, long now, Hold hold) {
        var entry = entries.computeIfAbsent(handler, name -> new Entry(now));
        if (entry.isDue(now)) {
            log(handler, hold, entry.calls);
            entry.told(now);
        } else if (isNew) {
            entry.calls++;
        }
    }

    private static void log(String handler, Hold hold, int calls) {
        var where = new Throwable("what it does now");
        where.setStackTrace(hold.thread().getStackTrace());
        LOG.warn(
                "Handler {} has blocked IO thread '{}' for {} ms, and every connection of that thread waits{}. {}",
                handler,
                hold.thread().getName(),
                hold.nanos() / 1_000_000,
                calls == 0 ? "" : "; since it was last named, so did %s more of its calls".formatted(calls),
                hold.consequence(),
                where);
    }

    /**
     * Code that holds a thread.
     *
     * @param nanos for how long it has
     * @param consequence what follows from that, as a sentence
     */
    record Hold(Thread thread, long nanos, String consequence) {}

    /** What is known of one handler. */
    private static final class Entry {

        private long nextTime;

        /** Those that were not named, since one was. */
        private int calls;

        private Entry(long now) {
            nextTime = now;
        }

        private boolean isDue(long now) {
            return now - nextTime >= 0;
        }

        private void told(long now) {
            nextTime = now + PAUSE_NANOS;
            calls = 0;
        }
    }
}
