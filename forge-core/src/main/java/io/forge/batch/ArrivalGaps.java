package io.forge.batch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells how soon another item of a key is likely to come. Guarded by the scheduler's lock.
 *
 * <p>The gaps of those keys that did not come for longest are forgotten.
 */
final class ArrivalGaps {

    private static final int MOST_KEYS = 64;
    private static final double SHARE = 1.0 / 16;

    private final Map<Object, Gap> byKey = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Gap> eldest) {
            return size() > MOST_KEYS;
        }
    };

    private @Nullable Object latestKey;
    private @Nullable Gap latest;

    private static final class Gap {
        private long last;
        private double mean = Double.POSITIVE_INFINITY;
    }

    void arrived(Object key, long now) {
        Gap gap = find(key);
        if (gap == null) {
            gap = new Gap();
            byKey.put(key, gap);
            latestKey = key;
            latest = gap;
        } else {
            double passed = now - gap.last;
            gap.mean = gap.mean == Double.POSITIVE_INFINITY ? passed : gap.mean + SHARE * (passed - gap.mean);
        }
        gap.last = now;
    }

    /** Nanoseconds until the next one, as a mean; infinite if nothing is known. One that is overdue comes less often. */
    double expected(Object key, long now) {
        Gap gap = find(key);
        return gap == null ? Double.POSITIVE_INFINITY : Math.max(gap.mean, (double) (now - gap.last));
    }

    /** Mostly the one that was found before. */
    private @Nullable Gap find(Object key) {
        if (latest == null || !key.equals(latestKey)) {
            latest = byKey.get(key);
            latestKey = key;
        }
        return latest;
    }
}
