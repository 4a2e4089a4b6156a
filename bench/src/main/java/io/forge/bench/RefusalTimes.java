package io.forge.bench;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.runtime.CallObserver;
import io.forge.runtime.ObservedCall;
import io.forge.runtime.Servable;
import java.util.Optional;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Records how long calls took that were rejected because of overload, and hands everything on to another observer. */
final class RefusalTimes implements CallObserver {

    private static final int DIGITS = 3;

    private final Recorder times = new Recorder(DIGITS);
    private final CallObserver next;

    RefusalTimes(CallObserver next) {
        this.next = next;
    }

    /**
     * What became of the calls that were rejected.
     *
     * @param count how many there were
     * @param prompt how many of them ended soon enough
     * @param medianMicros half of them took no longer
     * @param maxMicros none took longer
     */
    record Summary(long count, long prompt, long medianMicros, long maxMicros) {

        private static final Pattern LINE = Pattern.compile("(\\d+) (\\d+) (\\d+) (\\d+)");

        /** Reads what {@link #line} has written. */
        static Summary parse(String text) {
            var line = LINE.matcher(text.strip());
            if (!line.matches()) {
                throw new IllegalArgumentException("Not a summary of rejected calls: '%s'".formatted(text));
            }
            return new Summary(
                    Long.parseLong(line.group(1)),
                    Long.parseLong(line.group(2)),
                    Long.parseLong(line.group(3)),
                    Long.parseLong(line.group(4)));
        }

        String line() {
            return "%d %d %d %d".formatted(count, prompt, medianMicros, maxMicros);
        }
    }

    /**
     * Those that have ended since the last time that this was asked.
     *
     * @param promptNanos how long a call may take that ends soon enough
     */
    Summary take(long promptNanos) {
        var interval = times.getIntervalHistogram();
        return new Summary(
                interval.getTotalCount(),
                upTo(promptNanos, interval),
                interval.getValueAtPercentile(50) / 1_000,
                interval.getMaxValue() / 1_000);
    }

    private static long upTo(long nanos, Histogram histogram) {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getCountBetweenValues(0, nanos);
    }

    @Override
    public void begun(ObservedCall call) {
        next.begun(call);
    }

    @Override
    public void refused(Servable<?, ?> servable, ForgeException reason) {
        next.refused(servable, reason);
    }

    @Override
    public void reached(ObservedCall call, Part part, long from, long to) {
        next.reached(call, part, from, to);
    }

    @Override
    public void ended(ObservedCall call, Optional<ForgeException> failure, long from, long to) {
        next.ended(call, failure, from, to);
        if (failure.isPresent() && failure.get().code() == ErrorCode.OVERLOADED) {
            times.recordValue(Math.max(0, to - from));
        }
    }
}
