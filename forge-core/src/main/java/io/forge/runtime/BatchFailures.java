package io.forge.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Knows which call of a batch was the first to meet a failure, so that the log has its cause once and not with each call.
 *
 * <p>Used by the thread that settles the batch.
 */
final class BatchFailures {

    private @Nullable Throwable met;
    private String first = "";

    /** The id of the call that was the first to meet a failure: perhaps this one. */
    @SuppressWarnings("ReferenceEquality") // The very same one; to compare would call the equals of a plugin.
    String firstOf(Throwable failure, String call) {
        if (met != failure) {
            met = failure;
            first = call;
        }
        return first;
    }
}
