package io.forge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PoissonArrivalsTest {

    private static final int COUNT = 100_000;
    private static final double PER_SECOND = 1_000;

    @Test
    void comeAtTheSameTimesForTheSameSeed() {
        assertThat(times(7)).containsExactly(times(7)).isNotEqualTo(times(8));
    }

    @Test
    void comeOneAfterAnother() {
        assertThat(times(7)).isSorted();
        assertThat(times(7)[0]).isNotNegative();
    }

    @Test
    void areAsManyASecondAsWasAsked() {
        assertThat(times(7)[COUNT - 1] / 1e9).isCloseTo(COUNT / PER_SECOND, within(2.0));
    }

    @Test
    void haveGapsThatVaryAsMuchAsTheyAreLong() {
        var times = times(7);
        var gaps = LongStream.range(1, COUNT)
                .mapToDouble(i -> (times[(int) i] - times[(int) i - 1]) / 1e9)
                .toArray();
        double mean = 1 / PER_SECOND;
        double variance = Arrays.stream(gaps)
                .map(gap -> (gap - mean) * (gap - mean))
                .average()
                .orElseThrow();

        assertThat(Math.sqrt(variance)).isCloseTo(mean, within(0.02 * mean));
    }

    private static long[] times(long seed) {
        var arrivals = new PoissonArrivals(PER_SECOND, seed);
        return LongStream.generate(arrivals::next).limit(COUNT).toArray();
    }
}
