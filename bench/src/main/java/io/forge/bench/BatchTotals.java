package io.forge.bench;

import io.forge.batch.BatchCounters;
import java.util.regex.Pattern;

/**
 * What a scheduler has done since it began.
 *
 * @param admitted calls that it let in
 * @param expired those of them whose deadline came before their answer
 * @param batches that it started
 * @param started calls that were in them
 */
record BatchTotals(long admitted, long expired, long batches, long started) {

    private static final Pattern LINE = Pattern.compile("(\\d+) (\\d+) (\\d+) (\\d+)");

    static BatchTotals of(BatchCounters.Snapshot counters) {
        var sizes = counters.sizes();
        return new BatchTotals(
                counters.admitted(), counters.expired(), sizes.count(), Math.round(sizes.mean() * sizes.count()));
    }

    /** Reads what {@link #line} has written. */
    static BatchTotals parse(String text) {
        var line = LINE.matcher(text.strip());
        if (!line.matches()) {
            throw new IllegalArgumentException("Not the totals of a scheduler: '%s'".formatted(text));
        }
        return new BatchTotals(
                Long.parseLong(line.group(1)),
                Long.parseLong(line.group(2)),
                Long.parseLong(line.group(3)),
                Long.parseLong(line.group(4)));
    }

    String line() {
        return "%d %d %d %d".formatted(admitted, expired, batches, started);
    }

    /** What it has done since then. */
    BatchTotals since(BatchTotals before) {
        return new BatchTotals(
                admitted - before.admitted,
                expired - before.expired,
                batches - before.batches,
                started - before.started);
    }

    /** How many calls a batch has on average. */
    double meanSize() {
        return batches == 0 ? 0 : (double) started / batches;
    }
}
