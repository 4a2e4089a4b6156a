package io.forge.bench;

import java.util.SplittableRandom;

/** When the calls of many clients come that know nothing of each other: the same times for the same seed. */
public final class PoissonArrivals {

    private final SplittableRandom random;
    private final double meanGap;
    private double last;

    /**
     * Arrivals from time 0 on.
     *
     * @param perSecond how many there are on average
     */
    public PoissonArrivals(double perSecond, long seed) {
        this.random = new SplittableRandom(seed);
        this.meanGap = 1e9 / perSecond;
    }

    /** The time of the next, in nanoseconds. */
    public long next() {
        last += -Math.log(1 - random.nextDouble()) * meanGap;
        return (long) last;
    }
}
