package io.forge.bench.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumbersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"71234; 71,200", "1834; 1,830", "95; 95", "12.34; 12.3", "0.4567; 0.457", "0; 0", "1e6; 1,000,000"
            })
    void roundsToWhatAMeasurementIsWorth(double value, String text) {
        assertThat(Numbers.compact(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"99.9999; 99.9999", "0.30000000000000004; 0.3", "1020; 1,020", "0.001; 0.001"})
    void writesAllDigitsOfRoundNumbers(double value, String text) {
        assertThat(Numbers.plain(value)).isEqualTo(text);
    }
}
