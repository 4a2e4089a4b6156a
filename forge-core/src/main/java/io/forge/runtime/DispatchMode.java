package io.forge.runtime;

import io.forge.api.Dispatch;
import java.util.Locale;
import java.util.Optional;

/** A dispatch as it is configured: one of the five, or {@code auto}. */
public enum DispatchMode {
    AUTO(Optional.empty()),
    EVENT_LOOP(Optional.of(Dispatch.EVENT_LOOP)),
    WORKER(Optional.of(Dispatch.WORKER)),
    VIRTUAL(Optional.of(Dispatch.VIRTUAL)),
    THREAD(Optional.of(Dispatch.THREAD)),
    SERIAL(Optional.of(Dispatch.SERIAL));

    private final Optional<Dispatch> dispatch;

    DispatchMode(Optional<Dispatch> dispatch) {
        this.dispatch = dispatch;
    }

    /** The dispatch that is asked for; empty for {@code auto}. */
    public Optional<Dispatch> dispatch() {
        return dispatch;
    }

    /** A dispatch as it is written: {@code event-loop}. */
    public static String nameOf(Dispatch dispatch) {
        return dispatch.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
