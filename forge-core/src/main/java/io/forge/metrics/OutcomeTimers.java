package io.forge.metrics;

import io.forge.api.ErrorCode;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The times of the calls of one version over one protocol, by outcome: each timer is there once it is needed. */
final class OutcomeTimers {

    private static final String OK = "ok";

    private final String protocol;
    private final Function<String, Timer> timers;
    private final Map<ErrorCode, Timer> failed = new ConcurrentHashMap<>();
    private volatile @Nullable Timer succeeded;

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
        var timer = succeeded;
        if (timer == null) {
            timer = timers.apply(OK);
            succeeded = timer;
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(ErrorCode code, long nanos) {
        failed.computeIfAbsent(code, one -> timers.apply(inLowerCase(one))).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** As labels are written: {@code deadline_exceeded}. */
    static String inLowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
