package io.forge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

    @Test
    void countsTwoSwappedLettersAsOneMistake() {
        assertThat(Spelling.nearest("strat", List.of("start"))).contains("start");
    }

    @Test
    void countsALeftOutLetterAsOneMistake() {
        assertThat(Spelling.nearest("revers", List.of("hello", "reverse"))).contains("reverse");
    }

    @Test
    void namesNothingThatIsFarAway() {
        assertThat(Spelling.nearest("translate", List.of("hello", "reverse"))).isEmpty();
    }
}
