package io.forge.batch;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One cost model for all keys, and one more for each key that is predicted better by its own. Guarded by the scheduler's lock.
 *
 * <p>Clients may choose keys: the models of those that were not used for longest are forgotten.
 */
public final class CostModels {

    private static final int MOST_KEYS = 64;
    private static final int ENOUGH = 16;
    private static final double WORTH_IT = 0.7;

    private final CostModel shared = new CostModel();
    private final Map<Object, KeyModel> own = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, KeyModel> eldest) {
            return size() > MOST_KEYS;
        }
    };

    private static final class KeyModel {
        private final CostModel model = new CostModel();
        private double sharedError;
    }

    void learn(Object key, long cost, long nanos) {
        KeyModel of = own.computeIfAbsent(key, unseen -> new KeyModel());
        if (shared.hasLearnt()) {
            double expected = shared.mean(cost);
            of.sharedError += (Math.abs(nanos - expected) / expected - of.sharedError) / 32;
        }
        of.model.learn(cost, nanos);
        shared.learn(cost, nanos);
    }

    /** What predicts batches of a key best. */
    CostModel of(Object key) {
        KeyModel of = own.size() < 2 ? null : own.get(key);
        return of != null && of.model.batches() >= ENOUGH && of.model.meanError() < WORTH_IT * of.sharedError
                ? of.model
                : shared;
    }

    /** The one for all keys. */
    CostModel shared() {
        return shared;
    }

    boolean hasLearnt() {
        return shared.hasLearnt();
    }

    int size() {
        return own.size();
    }
}
