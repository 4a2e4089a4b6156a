package io.forge.runtime;

/**
 * The batches of one size that have run to their end.
 *
 * @param items of each
 * @param batches how many there were
 * @param nanos how long they ran together
 */
public record BatchSize(int items, long batches, long nanos) {

    BatchSize and(BatchSize others) {
        return new BatchSize(items, batches + others.batches, nanos + others.nanos);
    }
}
