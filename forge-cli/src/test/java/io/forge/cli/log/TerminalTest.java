package io.forge.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When output has colors, and how wide it is. */
class TerminalTest {

    @Test
    void hasColorsOnATerminal() {
        assertThat(Terminal.colors(true, Map.of("TERM", "xterm"))).isEqualTo(Colors.ON);
        assertThat(Terminal.colors(true, Map.of())).isEqualTo(Colors.ON);
    }

    @Test
    void hasNoneElsewhere() {
        assertThat(Terminal.colors(false, Map.of("TERM", "xterm"))).isEqualTo(Colors.OFF);
    }

    @Test
    void hasNoneWhenItsUserWantsNone() {
        assertThat(Terminal.colors(true, Map.of("NO_COLOR", "1"))).isEqualTo(Colors.OFF);
        assertThat(Terminal.colors(true, Map.of("NO_COLOR", ""))).isEqualTo(Colors.ON);
    }

    @Test
    void hasNoneWhereTheTerminalKnowsNone() {
        assertThat(Terminal.colors(true, Map.of("TERM", "dumb"))).isEqualTo(Colors.OFF);
    }

    @ParameterizedTest
    @CsvSource({"true, 100, 100", "true, 30, 60", "true, 400, 120", "true, 0, 80", "true, wide, 80", "false, 100, 80"})
    void isAsWideAsTheTerminal(boolean terminal, String columns, int width) {
        assertThat(Terminal.columns(terminal, Map.of("COLUMNS", columns))).isEqualTo(width);
    }
}
