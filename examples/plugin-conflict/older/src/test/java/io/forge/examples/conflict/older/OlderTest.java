package io.forge.examples.conflict.older;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.examples.conflict.older.OlderFactory.Accented;
import io.forge.examples.conflict.older.OlderFactory.Plain;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OlderTest {

    @Test
    void knowsTheAccentsThatItsLibraryKnows() throws Exception {
        try (Forge forge = Forge.builder().port(0).handlers("older").start()) {
            var answer = forge.call("older", new Accented("Łódź"), Plain.class);

            assertThat(answer).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(new Plain("Łodz", "3.4"));
        }
    }
}
