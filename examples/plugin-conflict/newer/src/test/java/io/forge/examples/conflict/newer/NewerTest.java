package io.forge.examples.conflict.newer;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.examples.conflict.newer.NewerFactory.Accented;
import io.forge.examples.conflict.newer.NewerFactory.Plain;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NewerTest {

    @Test
    void knowsTheAccentsThatItsLibraryKnows() throws Exception {
        try (Forge forge = Forge.builder().port(0).handlers("newer").start()) {
            var answer = forge.call("newer", new Accented("Łódź"), Plain.class);

            assertThat(answer).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(new Plain("Lodz", "3.20.0"));
        }
    }
}
