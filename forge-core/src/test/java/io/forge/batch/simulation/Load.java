package io.forge.batch.simulation;

import io.forge.batch.BatchLimits;
import io.forge.batch.BatchParts;
import io.forge.batch.Costs;
import io.forge.batch.Outcome;
import io.forge.batch.QueuedItem;
import io.forge.batch.Refusal;
import java.util.Random;

/**
 * Offers items at random times, as many clients do that know nothing of each other, and counts who was answered in time.
 *
 * @param model what is served
 * @param deadline milliseconds that each item has
 * @param times what is offered, in parts of the capacity
 * @param noise the standard deviation of durations, in parts of the mean
 * @param stalls the share of batches that take {@link #STALL} longer, as those of a machine that others use as well
 */
record Load(Model model, int deadline, double times, double noise, double stalls) {

    static final double MILLISECOND = 1e6;

    private static final double STALL = 12 * MILLISECOND;
    private static final double WARM_UP = 2_000 * MILLISECOND;

    /**
     * What a batch takes.
     *
     * @param fixed milliseconds for any batch
     * @param each milliseconds more for each item
     * @param maxItems the most items of a batch
     * @param instances how many run at once
     */
    record Model(double fixed, double each, int maxItems, int instances) {

        double nanos(int items) {
            return (fixed + each * items) * MILLISECOND;
        }

        /** Items in a nanosecond, in full batches. */
        double capacity() {
            return instances * maxItems / nanos(maxItems);
        }
    }

    /**
     * How it went, after a warm-up.
     *
     * @param goodput what was answered in time, in parts of the capacity
     * @param admitted items that were not refused
     * @param late items that were admitted and not answered in time
     * @param refused items that were told no at once
     * @param latency milliseconds from offer to answer, of those in time, as a mean
     */
    record Result(double goodput, long admitted, long late, long refused, double latency) {}

    /** Without stalls. */
    Load(Model model, int deadline, double times, double noise) {
        this(model, deadline, times, noise, 0);
    }

    /** Plays as long as a number of items takes, with the rules by which Forge serves. */
    Result play(int amount, long seed) {
        BatchLimits limits = limits();
        return play(amount, seed, limits, BatchParts.standard(limits));
    }

    /** Plays with everyone admitted who finds room, and the earliest deadline first: what seems natural. */
    Result playEarliestFirst(int amount, long seed) {
        BatchLimits limits = limits();
        BatchParts<Integer, Integer> right = BatchParts.standard(limits);
        return play(amount, seed, limits, right.with(new RoomAlone(limits)));
    }

    /** Plays with everyone admitted who finds room, and first in, first out. */
    Result playFirstInFirstOut(int amount, long seed) {
        BatchLimits limits = limits();
        BatchParts<Integer, Integer> right = BatchParts.standard(limits);
        return play(amount, seed, limits, right.with(new RoomAlone(limits)).with(new FirstInFirstOut(limits)));
    }

    private BatchLimits limits() {
        return new BatchLimits(
                model.maxItems(), Long.MAX_VALUE, Costs.ADDED, 0, model.instances(), 1024, BatchLimits.Retries.NONE);
    }

    private Result play(int amount, long seed, BatchLimits limits, BatchParts<Integer, Integer> parts) {
        var arrivals = new Random(seed);
        var durations = new Random(~seed);
        var time = new VirtualTime(0);
        SimulatedInstances.World world =
                batch -> model.nanos(batch.items()) * Math.max(0.2, 1 + noise * durations.nextGaussian())
                        + (stalls > 0 && durations.nextDouble() < stalls ? STALL : 0);
        var scheduler = SimulatedInstances.scheduler(time, world, limits, parts);
        var count = new Count(time);
        double rate = model.capacity() * times;
        double end = WARM_UP + amount / model.capacity();
        new Object() {
            void arrive() {
                scheduler.offer(count.item());
                if (time.now() < end) {
                    time.after(-Math.log(1 - arrivals.nextDouble()) / rate, this::arrive);
                }
            }
        }.arrive();
        time.runUntil((long) (end + 2 * deadline * MILLISECOND));
        return new Result(
                count.inTime / (model.capacity() * (end - WARM_UP)),
                count.inTime + count.late,
                count.late,
                count.refused,
                count.waited / MILLISECOND / Math.max(1, count.inTime));
    }

    private final class Count {

        private final VirtualTime time;
        private long inTime;
        private long late;
        private long refused;
        private double waited;

        private Count(VirtualTime time) {
            this.time = time;
        }

        private QueuedItem<Integer, Integer> item() {
            long arrival = time.now();
            boolean counts = arrival >= WARM_UP;
            long until = arrival + (long) (deadline * MILLISECOND);
            return new QueuedItem<>(1, "all", 1, 1, until, new Outcome<>() {
                @Override
                public void succeeded(Integer output) {
                    if (counts && time.now() <= until) {
                        inTime++;
                        waited += time.now() - arrival;
                    } else if (counts) {
                        late++;
                    }
                }

                @Override
                public void failed(Throwable failure) {
                    throw new AssertionError(failure);
                }

                @Override
                public void expired() {
                    late += counts ? 1 : 0;
                }

                @Override
                public void refused(Refusal refusal) {
                    refused += counts ? 1 : 0;
                }
            });
        }
    }
}
