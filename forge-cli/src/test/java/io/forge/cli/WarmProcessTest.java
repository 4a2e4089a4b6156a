package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The command {@code warm} as the launcher runs it, but without the flags that keep what is loaded. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class WarmProcessTest {

    @Test
    void rehearsesAndEndsWithoutAWord() throws Exception {
        try (var process = ForgeProcess.run("warm")) {
            assertThat(process.exitCode()).isZero();
            assertThat(process.restOfOut()).isEmpty();
            assertThat(process.restOfErr()).noneMatch(line -> line.contains("ERROR"));
        }
    }
}
