package io.forge.bench.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TicksTest {

    @Test
    void marksALinearAxisFromZeroInRoundSteps() {
        assertThat(Ticks.of(Spacing.LINEAR, new Interval(1_800, 71_200)))
                .containsExactly(0.0, 20_000.0, 40_000.0, 60_000.0, 80_000.0);
    }

    @Test
    void marksALinearAxisBelowZeroToo() {
        assertThat(Ticks.of(Spacing.LINEAR, new Interval(-3, 2))).containsExactly(-3.0, -2.0, -1.0, 0.0, 1.0, 2.0);
    }

    @Test
    void marksALinearAxisOfNothingButZero() {
        assertThat(Ticks.of(Spacing.LINEAR, new Interval(0, 0))).containsExactly(0.0, 1.0);
    }

    @Test
    void marksTheDecadesOfALogarithmicAxis() {
        assertThat(Ticks.of(Spacing.LOGARITHMIC, new Interval(0.3, 900)))
                .containsExactly(0.1, 1.0, 10.0, 100.0, 1_000.0);
    }

    @Test
    void marksMoreThanTheDecadesOfALogarithmicAxisThatHasFew() {
        assertThat(Ticks.of(Spacing.LOGARITHMIC, new Interval(3, 42))).containsExactly(2.0, 5.0, 10.0, 20.0, 50.0);
    }

    @Test
    void marksALogarithmicAxisOfOneValue() {
        assertThat(Ticks.of(Spacing.LOGARITHMIC, new Interval(100, 100))).containsExactly(100.0, 200.0);
    }

    @Test
    void marksAsManyNinesAsThereAre() {
        assertThat(Ticks.of(Spacing.PERCENTILES, new Interval(0, 99.95))).containsExactly(0.0, 50.0, 90.0, 99.0, 99.9);
    }
}
