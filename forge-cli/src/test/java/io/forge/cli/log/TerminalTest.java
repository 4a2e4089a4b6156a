package io.forge.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** When the log has colors. */
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
}
