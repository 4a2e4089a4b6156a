package io.forge.bench;

import java.util.regex.Pattern;
import org.HdrHistogram.Recorder;

/** Records by how much a model took longer than it asks for, which is the machine's doing. */
final class Overshoots {

    private static final int DIGITS = 3;

    private final Recorder times = new Recorder(DIGITS);

    /**
     * By how much batches took longer.
     *
     * @param medianMicros half of them by no more
     * @param highMicros 99 in 100 of them by no more
     * @param maxMicros none by more
     */
    record Summary(long medianMicros, long highMicros, long maxMicros) {

        private static final Pattern LINE = Pattern.compile("(\\d+) (\\d+) (\\d+)");

        /** Reads what {@link #line} has written. */
        static Summary parse(String text) {
            var line = LINE.matcher(text.strip());
            if (!line.matches()) {
                throw new IllegalArgumentException("Not a summary of overshoots: '%s'".formatted(text));
            }
            return new Summary(
                    Long.parseLong(line.group(1)), Long.parseLong(line.group(2)), Long.parseLong(line.group(3)));
        }

        String line() {
            return "%d %d %d".formatted(medianMicros, highMicros, maxMicros);
        }
    }

    /** Spends the time of a batch. */
    void spend(ModelTime time, int items) {
        long start = System.nanoTime();
        time.spend(items);
        times.recordValue(System.nanoTime() - start - time.of(items).toNanos());
    }

    /** Since the last time that this was asked. */
    Summary take() {
        var interval = times.getIntervalHistogram();
        return new Summary(
                interval.getValueAtPercentile(50) / 1_000,
                interval.getValueAtPercentile(99) / 1_000,
                interval.getMaxValue() / 1_000);
    }
}
