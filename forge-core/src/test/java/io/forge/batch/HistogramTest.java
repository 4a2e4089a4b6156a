package io.forge.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {

    private final Histogram histogram = new Histogram();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 8, 9, 15, 16, 17, 1_000, 123_456_789, 1L << 40, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void tellsAValueToWithinAnEighth(long value) {
        histogram.add(value);
        assertThat(histogram.quantile(0.5))
                .isBetween(value, value + value / 8 < 0 ? Long.MAX_VALUE : value + value / 8);
    }

    @Test
    void tellsQuantilesAndTheMean() {
        for (int i = 1; i <= 1_000; i++) {
            histogram.add(i);
        }
        assertThat(histogram.count()).isEqualTo(1_000);
        assertThat(histogram.mean()).isEqualTo(500.5);
        assertThat(histogram.quantile(0.5)).isBetween(500L, 563L);
        assertThat(histogram.quantile(0.99)).isBetween(990L, 1_114L);
        assertThat(histogram.quantile(1)).isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void takesNegativeValuesForZeroAndHasNothingToTellOfNothing() {
        assertThat(histogram.quantile(0.5)).isZero();
        assertThat(histogram.mean()).isZero();
        histogram.add(-5);
        assertThat(histogram.quantile(1)).isZero();
        assertThat(histogram.count()).isEqualTo(1);
    }

    @Test
    void copiesWhatItHasCounted() {
        histogram.add(3);
        Histogram copy = histogram.copy();
        histogram.add(4);
        assertThat(copy.count()).isEqualTo(1);
    }
}
