package io.forge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LoadTallyTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MILLI = Duration.ofMillis(1).toNanos();

    private final LoadTally tally = new LoadTally(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofMillis(300));

    @Test
    void countsAsGoodWhatIsAnsweredWithinTheDeadlineOfItsPlannedTime() {
        tally.answered(200, SECOND, SECOND + 300 * MILLI);
        tally.answered(200, SECOND, SECOND + 301 * MILLI);

        assertThat(tally.goodPerSecond()).isEqualTo(0.5);
        assertThat(tally.kept()).isEqualTo(1);
        assertThat(tally.slow()).isEqualTo(1);
    }

    @Test
    void countsAnswersByWhenTheyComeAndRequestsByWhenTheyWerePlanned() {
        tally.answered(200, SECOND - MILLI, SECOND + MILLI);
        tally.answered(200, 3 * SECOND - MILLI, 3 * SECOND + MILLI);
        tally.answered(200, 3 * SECOND - MILLI, 3 * SECOND + 2 * MILLI);

        assertThat(tally.goodPerSecond()).isEqualTo(0.5);
        assertThat(tally.kept()).isEqualTo(2);
    }

    @Test
    void tellsRejectedFromExpired() {
        tally.answered(429, SECOND, SECOND + MILLI);
        tally.answered(504, SECOND, SECOND + 300 * MILLI);
        tally.answered(504, 0, SECOND);

        assertThat(tally.refused()).isEqualTo(1);
        assertThat(tally.expired()).isEqualTo(1);
        assertThat(tally.goodPerSecond()).isZero();
    }
}
