package io.forge.runtime;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.batch.BatchLimits;
import io.forge.batch.QueuedItem;
import io.forge.batch.Refusal;
import java.time.Duration;

/**
 * Why a batched handler's queue says no, in words for its clients.
 *
 * @param handler the handler's name
 * @param limits of its scheduler
 * @param clock the scheduler's
 */
record BatchRefusals(String handler, BatchLimits limits, Clock clock) {

    ForgeException of(Refusal refusal, QueuedItem<?, ?> item) {
        return switch (refusal.reason()) {
            case TOO_LARGE -> tooLarge(item);
            case QUEUE_FULL ->
                OverloadException.of(
                        refusal, "The queue of handler %s is full: %s may wait".formatted(handler, limits.maxQueue()));
            case LATE -> OverloadException.of(refusal, late(refusal, item));
            case RETIRED -> Refusals.outOfService();
        };
    }

    private String late(Refusal refusal, QueuedItem<?, ?> item) {
        long left = Math.max(0, item.deadline() - clock.nanoTime());
        return refusal.expectedWait() > left
                ? "An answer of handler %s is expected in %s, and this call has %s left"
                        .formatted(
                                handler,
                                OverloadException.rounded(Duration.ofNanos(refusal.expectedWait())),
                                OverloadException.rounded(Duration.ofNanos(left)))
                : "Handler %s could not answer this call without being late for others that wait".formatted(handler);
    }

    private ForgeException tooLarge(QueuedItem<?, ?> item) {
        if (item.items() > limits.maxItems()) {
            return new ForgeException(
                    ErrorCode.INVALID_INPUT,
                    "The input has %s rows but a batch of handler %s holds at most %s: send it in parts"
                            .formatted(item.items(), handler, limits.maxItems()));
        }
        return new ForgeException(
                ErrorCode.TOO_LARGE,
                "The input costs %s but a batch of handler %s may cost at most %s"
                        .formatted(item.cost(), handler, limits.maxCost()));
    }
}
