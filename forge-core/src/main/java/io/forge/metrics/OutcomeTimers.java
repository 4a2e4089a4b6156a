package io.forge.metrics;

import io.forge.api.ErrorCode;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The times of the calls of one version over one protocol, by outcome: each timer is there once it is needed. */
final class OutcomeTimers {

    private static final String OK = "ok";
    private static final ErrorCode[] CODES = ErrorCode.values();

    private final String protocol;
    private final Function<String, Timer> timers;
    private final AtomicReferenceArray<@Nullable Timer> byOutcome = new AtomicReferenceArray<>(1 + CODES.length);

    /**
     * Timers of one protocol.
     *
     * @param timers gives that of an outcome
     */
    OutcomeTimers(String protocol, Function<String, Timer> timers) {
        this.protocol = protocol;
        this.timers = timers;
    }

    String protocol() {
        return protocol;
    }

    void succeeded(long nanos) {
        timer(0).record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(ErrorCode code, long nanos) {
        timer(1 + code.ordinal()).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(int place) {
        var timer = byOutcome.get(place);
        if (timer == null) {
            timer = timers.apply(place == 0 ? OK : inLowerCase(CODES[place - 1]));
            byOutcome.set(place, timer);
        }
        return timer;
    }

    /** As labels are written: {@code deadline_exceeded}. */
    static String inLowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
