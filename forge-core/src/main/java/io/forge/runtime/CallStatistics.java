package io.forge.runtime;

import io.forge.api.ForgeException;
import java.util.Optional;

/** Counts calls in the {@link ServableStatistics} of what they call. */
public final class CallStatistics implements CallObserver {

    @Override
    public void reached(ObservedCall call, Part part, long from, long to) {
        var statistics = call.servable().statistics();
        long duration = to - from;
        switch (part) {
            case WAITED -> statistics.waited().add(duration);
            case DECODED -> {
                statistics.decoded().add(duration);
                statistics.executing(to);
            }
            case QUEUED -> statistics.queued(duration);
            case COMPUTED -> statistics.computed().add(duration);
            case ENCODED -> statistics.encoded().add(duration);
        }
    }

    @Override
    public void ended(ObservedCall call, Optional<ForgeException> failure, long from, long to) {
        var statistics = call.servable().statistics();
        (failure.isEmpty() ? statistics.succeeded() : statistics.failed()).add(to - from);
    }
}
