package io.forge.batch;

/**
 * Learns how long a batch takes from what it costs: {@code a + b * cost}, both never negative. Guarded by the scheduler's lock.
 *
 * <p>Measured batches are gathered in classes of similar cost, each with its own mean that follows the latest ones, so that
 * a class that has not been seen for long is not forgotten, and a thousand batches of one cost do not drown the others. The
 * line goes through the classes. As long as one class alone has been seen, all batches are thought to take as long: whoever
 * thought that they take longer might never try one.
 */
final class CostModel {

    private static final int CLASSES = 128;
    private static final double LARGEST_WEIGHT = 64;
    /** A batch takes longer than its mean and these standard deviations about once in two thousand times. */
    private static final double DEVIATIONS = 3.3;

    private static final int ENOUGH = 8;
    private static final int RUN = 4;

    private final double[] weights = new double[CLASSES];
    private final double[] costs = new double[CLASSES];
    private final double[] times = new double[CLASSES];

    private long batches;
    private double fixed;
    private double slope;
    private double typicalError = 0.1;
    private double meanError;
    private int run;
    private double shifted;
    private double variance = 0.01;

    /** Takes in what a batch took. */
    void learn(long cost, long nanos) {
        double seen = Math.max(1, (double) nanos);
        if (batches >= ENOUGH) {
            double expected = mean(cost);
            double error = (seen - expected) / expected;
            meanError += (Math.abs(error) - meanError) / 32;
            if (hasShifted(error)) {
                shift(1 + shifted / RUN);
                expected = mean(cost);
                error = (seen - expected) / expected;
            }
            double most = 3 * typicalError;
            double tame = Math.max(-most, Math.min(most, error));
            typicalError = Math.max(0.01, typicalError + (Math.abs(tame) - typicalError) / 16);
            variance += (tame * tame - variance) / 64;
            seen = Math.max(1, expected * (1 + tame));
        }
        batches++;
        addToClass(cost, seen);
        fit();
    }

    /** Whether batch after batch has been off to the same side, as chance hardly does. */
    private boolean hasShifted(double error) {
        double limit = 2 * Math.sqrt(variance);
        if (Math.abs(error) <= limit) {
            run = 0;
            shifted = 0;
            return false;
        }
        if (run != 0 && error > 0 != shifted > 0) {
            run = 0;
            shifted = 0;
        }
        run++;
        shifted += error;
        return run == RUN;
    }

    /** Everything takes more, or less, than it did: as on a machine that others use too. */
    private void shift(double factor) {
        for (int i = 0; i < CLASSES; i++) {
            times[i] *= factor;
            weights[i] = Math.min(weights[i], 8);
        }
        run = 0;
        shifted = 0;
        fit();
    }

    private void addToClass(long cost, double nanos) {
        int place = Math.min(CLASSES - 1, (int) (2 * Math.log((double) Math.max(1, cost)) / Math.log(2)));
        weights[place] = Math.min(LARGEST_WEIGHT, weights[place] + 1);
        costs[place] += ((double) cost - costs[place]) / weights[place];
        times[place] += (nanos - times[place]) / weights[place];
    }

    /** Errors grow with durations: each class weighs in by the square of its own. */
    private void fit() {
        double weight = 0;
        double meanCost = 0;
        double meanTime = 0;
        for (int i = 0; i < CLASSES; i++) {
            if (weights[i] > 0) {
                double w = weights[i] / (times[i] * times[i]);
                weight += w;
                meanCost += w * costs[i];
                meanTime += w * times[i];
            }
        }
        meanCost /= weight;
        meanTime /= weight;
        double sxx = 0;
        double sxy = 0;
        for (int i = 0; i < CLASSES; i++) {
            if (weights[i] > 0) {
                double w = weights[i] / (times[i] * times[i]);
                double dx = costs[i] - meanCost;
                sxx += w * dx * dx;
                sxy += w * dx * (times[i] - meanTime);
            }
        }
        slope = sxx > 1e-9 * weight * meanCost * meanCost ? Math.max(0, sxy / sxx) : 0;
        fixed = meanTime - slope * meanCost;
        if (fixed < 0) {
            fixed = 0;
            slope = meanTime / meanCost;
        }
    }

    /** Whether enough batches were measured for predictions to count. */
    boolean hasLearnt() {
        return batches >= ENOUGH;
    }

    /** The nanoseconds that a batch takes, as a mean. */
    double mean(long cost) {
        return mean((double) cost);
    }

    /** The same for a cost between two. */
    double mean(double cost) {
        return fixed + slope * cost;
    }

    /** By what share of the mean a batch may take longer, at a high quantile. */
    double margin() {
        return DEVIATIONS * Math.sqrt(variance);
    }

    /** The mean of errors, as a share. */
    double meanError() {
        return meanError;
    }

    long batches() {
        return batches;
    }
}
