package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The command {@code call} as a process of its own. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CallProcessTest {

    @Test
    void cancelsTheCallOnSigterm() throws Exception {
        try (var process = ForgeProcess.run("call", "count", "0")) {
            process.readOutUpTo("0");

            process.terminate();

            assertThat(process.restOfOut()).containsExactly(CountFactory.CANCELLED);
            assertThat(process.exitCode()).isEqualTo(143);
        }
    }

    @Test
    void streamsWhatComesBeforeTheHandlerHasEnded() throws Exception {
        try (var process = ForgeProcess.run("call", "count", "0")) {
            assertThat(process.readOutUpTo("0")).containsExactly("0");
        }
    }

    @Test
    void writesNothingButTheAnswer() throws Exception {
        try (var process = ForgeProcess.run("call", "reverse", "{\"a\":\"abc\"}")) {
            assertThat(process.restOfOut()).containsExactly("{\"data\":[\"cba\"]}");
            assertThat(process.restOfErr()).isEmpty();
            assertThat(process.exitCode()).isZero();
        }
    }
}
