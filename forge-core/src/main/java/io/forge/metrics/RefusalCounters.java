package io.forge.metrics;

import io.forge.api.ForgeException;
import io.forge.runtime.OverloadException;
import io.micrometer.core.instrument.Counter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Counts the refused calls of one version by reason: an overloaded server refuses many, and must do so cheaply. */
final class RefusalCounters {

    private final Function<String, Counter> counters;
    private final Map<Enum<?>, Counter> byReason = new ConcurrentHashMap<>();

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
        return counter(reason instanceof OverloadException overload ? overload.lack() : reason.code());
    }

    private Counter counter(Enum<?> reason) {
        var known = byReason.get(reason);
        return known != null
                ? known
                : byReason.computeIfAbsent(reason, one -> counters.apply(OutcomeTimers.inLowerCase(one)));
    }
}
