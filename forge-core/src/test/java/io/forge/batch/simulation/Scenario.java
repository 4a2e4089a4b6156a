package io.forge.batch.simulation;

import io.forge.batch.BatchLimits;
import io.forge.batch.BatchLimits.Retries;
import io.forge.batch.Costs;
import java.util.Random;

/**
 * A world in which a scheduler has to hold: all of it follows from a seed. Times are in nanoseconds.
 *
 * @param limits the scheduler's
 * @param start what the clock shows at first; it may wrap soon after
 * @param fixed what any batch takes
 * @param each what a unit of cost takes more
 * @param noise the standard deviation of durations, in parts of the mean
 * @param outliers the share of batches that take ten times as long
 * @param drift by what durations have been multiplied in the end
 * @param hop how long a task waits at most before it runs
 * @param arrivals how items come
 * @param gap the mean time between items
 * @param calls how many come
 * @param keys how many different keys there are
 * @param unequal by what a unit of cost takes more with each of four kinds of keys
 * @param loneKey whether nearly all have one key
 * @param largeCalls the share of calls with more than one item
 * @param oversized the share of calls that no batch can hold
 * @param deadline the usual time that a call has
 * @param urgent the share of calls that have much less
 * @param hopeless the share of calls that come too late
 * @param cancelled the share of calls whose client leaves
 * @param poisoned the share of calls that make their batch fail
 * @param failing the share of batches that fail for no reason of any call
 * @param wrong the share of batches whose outputs are not as many as the inputs, or have a gap
 * @param stuck the share of batches that take until the end
 * @param rejected the share of launches that are rejected
 * @param retireAt after how many calls service ends; never before the last if as many
 * @param drain how long who waits is still served then
 */
record Scenario(
        BatchLimits limits,
        long start,
        double fixed,
        double each,
        double noise,
        double outliers,
        double drift,
        double hop,
        Arrivals arrivals,
        double gap,
        int calls,
        int keys,
        double unequal,
        boolean loneKey,
        double largeCalls,
        double oversized,
        double deadline,
        double urgent,
        double hopeless,
        double cancelled,
        double poisoned,
        double failing,
        double wrong,
        double stuck,
        double rejected,
        int retireAt,
        double drain) {

    static final double MILLISECOND = 1e6;

    /** How items come. */
    enum Arrivals {
        /** Each without regard to the others. */
        POISSON,
        /** Many at once, then none for long. */
        BURSTS,
        /** Busy times and quiet times. */
        ON_AND_OFF
    }

    static Scenario of(Random random) {
        int instances = pick(random, 1, 1, 2, 4, 8);
        int maxItems = pick(random, 1, 2, 4, 8, 16, 32);
        long maxCost = random.nextInt(3) == 0 ? maxItems * (1L + random.nextInt(20)) : Long.MAX_VALUE;
        double fixed = MILLISECOND * pick(random, 0, 1, 5, 20) + 10_000;
        double each = MILLISECOND * pick(random, 0, 1, 5) / 10.0;
        long wait = random.nextInt(3) == 0 ? (long) (MILLISECOND * pick(random, 1, 5, 20)) : 0;
        int queued = Math.max(maxItems, pick(random, 8, 32, 128));
        var limits = new BatchLimits(
                maxItems,
                maxCost,
                random.nextInt(3) == 0 ? Costs.PADDED : Costs.ADDED,
                wait,
                instances,
                queued,
                random.nextBoolean() ? Retries.HALVES : Retries.NONE);
        double capacity = instances * maxItems / (fixed + each * maxItems);
        int calls = 30 + random.nextInt(250);
        boolean ends = random.nextInt(3) == 0;
        return new Scenario(
                limits,
                random.nextInt(4) == 0 ? Long.MAX_VALUE - random.nextInt(1_000_000_000) : random.nextLong(),
                fixed,
                each,
                pick(random, 0, 1, 3) / 10.0,
                rarely(random, 3, 0.01),
                pick(random, 1, 1, 1, 2, 5) / (double) pick(random, 1, 1, 2),
                random.nextInt(3) == 0 ? 3 * MILLISECOND : 20_000,
                Arrivals.values()[random.nextInt(3)],
                1 / (capacity * pick(random, 1, 3, 8, 10, 20, 50) / 10.0),
                calls,
                pick(random, 1, 1, 2, 4, 100),
                pick(random, 0, 0, 0, 1, 5),
                random.nextBoolean(),
                rarely(random, 3, 0.3),
                rarely(random, 4, 0.02),
                (fixed + each * maxItems) * pick(random, 2, 3, 10, 100),
                rarely(random, 3, 0.2),
                rarely(random, 4, 0.05),
                rarely(random, 3, 0.2),
                rarely(random, 4, 0.05),
                rarely(random, 5, 0.1),
                rarely(random, 6, 0.1),
                rarely(random, 6, 0.03),
                rarely(random, 8, 0.1),
                ends ? random.nextInt(calls) : calls,
                random.nextInt(4) * fixed);
    }

    /** How long a batch takes, when a share of all calls has come. */
    double duration(int key, long cost, double progress, Random random) {
        double mean = (fixed + each * (1 + unequal * (key % 4)) * cost) * (1 + (drift - 1) * progress);
        double outlier = random.nextDouble() < outliers ? 10 : 1;
        return mean * outlier * Math.max(0.2, 1 + noise * random.nextGaussian());
    }

    /** The longest that a batch takes, outliers and what is stuck aside. */
    double longest() {
        long cost = limits.maxCost() == Long.MAX_VALUE ? limits.maxItems() * 50L : limits.maxCost();
        return (fixed + each * (1 + 3 * unequal) * cost) * Math.max(1, drift) * (1 + 4 * noise);
    }

    private static int pick(Random random, int... values) {
        return values[random.nextInt(values.length)];
    }

    /** A share in one of so many worlds, nothing in the others. */
    private static double rarely(Random random, int worlds, double share) {
        return random.nextInt(worlds) == 0 ? share : 0;
    }
}
