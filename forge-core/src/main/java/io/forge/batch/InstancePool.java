package io.forge.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * The permits to run a batch. Guarded by the scheduler's lock.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
final class InstancePool<I, O> {

    private final List<Instance<I, O>> instances = new ArrayList<>();
    private int taken;
    private int onTheWay;
    private int running;

    InstancePool(int size) {
        for (int i = 0; i < size; i++) {
            instances.add(new Instance<>(i));
        }
    }

    List<Instance<I, O>> all() {
        return instances;
    }

    boolean hasFree() {
        return taken < instances.size();
    }

    /** How many are not free. */
    int taken() {
        return taken;
    }

    /** How many have been taken and have not asked for a batch yet. */
    int onTheWay() {
        return onTheWay;
    }

    /** How many items run. */
    int running() {
        return running;
    }

    /** Takes a free one, which is to be launched. */
    Instance<I, O> take() {
        for (Instance<I, O> instance : instances) {
            if (!instance.isTaken()) {
                instance.take();
                taken++;
                onTheWay++;
                return instance;
            }
        }
        throw new IllegalStateException("No instance is free");
    }

    /** It asks for a batch. */
    void arrived(Instance<I, O> instance) {
        if (instance.isLaunched()) {
            instance.arrived();
            onTheWay--;
        }
    }

    void start(Instance<I, O> instance, ClaimedBatch<I, O> batch, long now, double expected, double margin) {
        instance.start(batch, now, expected, margin);
        running += batch.items();
    }

    /** What it runs. */
    ClaimedBatch<I, O> running(Instance<I, O> instance) {
        ClaimedBatch<I, O> batch = instance.batch();
        if (batch == null) {
            throw new IllegalStateException("Instance " + instance.number() + " runs nothing");
        }
        return batch;
    }

    /** Its batch has run. */
    ClaimedBatch<I, O> end(Instance<I, O> instance) {
        ClaimedBatch<I, O> batch = running(instance);
        instance.end();
        running -= batch.items();
        return batch;
    }

    void release(Instance<I, O> instance) {
        arrived(instance);
        instance.release();
        taken--;
    }
}
