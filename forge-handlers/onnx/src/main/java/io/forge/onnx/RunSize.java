package io.forge.onnx;

/** Tells runs that take far more memory than those before them. Safe for use by several threads. */
final class RunSize {

    /** So many times the usual size is large. */
    private static final int LARGE = 4;

    /** How many of the last runs the usual size is about the mean of. */
    private static final int MEMORY = 32;

    private int runs;
    private double usual;

    /**
     * Counts a run, and tells whether it is large.
     *
     * @param bytes of its inputs
     */
    synchronized boolean isLarge(long bytes) {
        boolean large = runs > 0 && bytes > LARGE * usual;
        runs = Math.min(runs + 1, MEMORY);
        usual += (bytes - usual) / runs;
        return large;
    }
}
