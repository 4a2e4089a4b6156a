package io.forge.runtime;

import io.forge.batch.BatchReason;
import java.util.Locale;
import java.util.Optional;

/**
 * In what batch a call was answered.
 *
 * @param items of the batch; 0 where there was none
 * @param waited nanoseconds in the queue
 * @param ran nanoseconds that the batch ran
 * @param reason why the batch was sent as it was
 * @param isForEverybody whether the operator has it told to clients that do not ask
 * @param sends gathers what the answers of the batch have to do elsewhere; empty for one that is alone
 */
public record BatchReport(
        int items, long waited, long ran, BatchReason reason, boolean isForEverybody, Optional<GatheredSends> sends) {

    /** The reason as a token: {@code full}. */
    public String reasonToken() {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    /** The same, of a batch whose answers are sent together. */
    BatchReport with(GatheredSends gathering) {
        return new BatchReport(items, waited, ran, reason, isForEverybody, Optional.of(gathering));
    }

    /** Of a call that was not batched. */
    public static final BatchReport NONE = new BatchReport(0, 0, 0, BatchReason.IDLE, false, Optional.empty());
}
