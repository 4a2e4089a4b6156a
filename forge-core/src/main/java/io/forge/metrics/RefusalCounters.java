package io.forge.metrics;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.runtime.OverloadException;
import io.forge.runtime.OverloadException.Lack;
import io.micrometer.core.instrument.Counter;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Counts the refused calls of one version by reason: an overloaded server refuses many, and must do so cheaply. */
final class RefusalCounters {

    private static final int LACKS = Lack.values().length;

    private final Function<String, Counter> counters;
    private final AtomicReferenceArray<@Nullable Counter> byReason =
            new AtomicReferenceArray<>(LACKS + ErrorCode.values().length);

    /**
     * Counters that are there once they are needed.
     *
     * @param counters gives that of a reason
     */
    RefusalCounters(Function<String, Counter> counters) {
        this.counters = counters;
    }

    /** Of what there was not enough, or else the code of the failure. */
    Counter counter(ForgeException reason) {
        return reason instanceof OverloadException overload
                ? counter(overload.lack(), overload.lack().ordinal())
                : counter(reason.code(), LACKS + reason.code().ordinal());
    }

    private Counter counter(Enum<?> reason, int place) {
        var counter = byReason.get(place);
        if (counter == null) {
            counter = counters.apply(OutcomeTimers.inLowerCase(reason));
            byReason.set(place, counter);
        }
        return counter;
    }
}
