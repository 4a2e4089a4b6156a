package io.forge.runtime;

/** Time that only goes forward; {@link System#nanoTime} but in tests. */
@FunctionalInterface
public interface Clock {

    /** Nanoseconds since some moment; only differences mean anything. */
    long nanoTime();
}
