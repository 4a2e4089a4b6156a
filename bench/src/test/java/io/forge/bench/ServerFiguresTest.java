package io.forge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forge.runtime.CallStatistics;
import org.junit.jupiter.api.Test;

/** The figures that a server hands to the bench as a line of text. */
final class ServerFiguresTest {

    @Test
    void readsTheTotalsThatItWrites() {
        var totals = new BatchTotals(9, 1, 2, 8);

        assertThat(BatchTotals.parse(totals.line())).isEqualTo(totals);
        assertThat(totals.meanSize()).isEqualTo(4);
        assertThat(totals.since(new BatchTotals(5, 0, 1, 5))).isEqualTo(new BatchTotals(4, 1, 1, 3));
    }

    @Test
    void readsTheSummaryThatItWrites() {
        var summary = new RefusalTimes.Summary(3, 2, 100, 9_000);

        assertThat(RefusalTimes.Summary.parse(summary.line())).isEqualTo(summary);
    }

    @Test
    void readsTheOvershootsThatItWrites() {
        var overshoots = new Overshoots.Summary(1, 2, 30);

        assertThat(Overshoots.Summary.parse(overshoots.line())).isEqualTo(overshoots);
    }

    @Test
    void saysWhatIsNoSummary() {
        assertThatThrownBy(() -> RefusalTimes.Summary.parse("not found"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not a summary of rejected calls: 'not found'");
    }

    @Test
    void findsNoRejectedCallsWhereThereWereNone() {
        assertThat(new RefusalTimes(new CallStatistics()).take(1)).isEqualTo(new RefusalTimes.Summary(0, 0, 0, 0));
    }
}
