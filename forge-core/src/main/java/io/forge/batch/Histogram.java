package io.forge.batch;

import java.util.Arrays;

/** Counts values by size, to within an eighth. Not safe for use by many threads. */
public final class Histogram {

    private static final int STEPS = 8;
    private static final int STEP_BITS = 3;

    private final long[] counts;
    private long count;
    private long sum;

    Histogram() {
        this(new long[64 * STEPS]);
    }

    private Histogram(long[] counts) {
        this.counts = counts;
    }

    void add(long value) {
        long positive = Math.max(0, value);
        counts[place(positive)]++;
        count++;
        sum += positive;
    }

    public long count() {
        return count;
    }

    public double mean() {
        return count == 0 ? 0 : (double) sum / count;
    }

    /** The value that a share of all does not exceed, rounded up to within an eighth; 0 if there is none. */
    public long quantile(double share) {
        long rank = (long) Math.ceil(share * count);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank && seen > 0) {
                return largest(i);
            }
        }
        return 0;
    }

    Histogram copy() {
        var copy = new Histogram(Arrays.copyOf(counts, counts.length));
        copy.count = count;
        copy.sum = sum;
        return copy;
    }

    private static int place(long value) {
        if (value < STEPS) {
            return (int) value;
        }
        int shift = 63 - Long.numberOfLeadingZeros(value) - STEP_BITS;
        return (shift + 1) * STEPS + (int) (value >>> shift) - STEPS;
    }

    private static long largest(int place) {
        if (place < STEPS) {
            return place;
        }
        int shift = place / STEPS - 1;
        long first = (long) (STEPS + place % STEPS) << shift;
        return first + (1L << shift) - 1;
    }
}
