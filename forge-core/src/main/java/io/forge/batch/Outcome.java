package io.forge.batch;

/**
 * Hears how an item ended: exactly one of these methods is called, once, unless the item was cancelled.
 *
 * <p>Called on any thread that uses the scheduler, never under its lock.
 *
 * @param <O> the output type
 */
public interface Outcome<O> {

    /** The code has answered. */
    void succeeded(O output);

    /** The code, or what it gave, failed. */
    void failed(Throwable failure);

    /** The deadline came first, whether the item waited or ran. */
    void expired();

    /** The item never runs. */
    void refused(Refusal refusal);
}
