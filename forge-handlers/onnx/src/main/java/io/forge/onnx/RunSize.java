package io.forge.onnx;

import java.util.concurrent.atomic.AtomicLong;

/** Tells runs that take far more memory than those before them. Safe for use by several threads. */
final class RunSize {

    /** So many times the usual size is large. */
    private static final int LARGE = 4;

    /** How many of the last runs the usual size is about the mean of. */
    private static final int MEMORY = 32;

    private final AtomicLong usual = new AtomicLong();

    /**
     * Whether a run is large.
     *
     * @param bytes of its inputs
     */
    boolean isLarge(long bytes) {
        long before = usual.getAndUpdate(mean -> mean == 0 ? bytes : mean + (bytes - mean) / MEMORY);
        return before > 0 && bytes / LARGE > before;
    }
}
