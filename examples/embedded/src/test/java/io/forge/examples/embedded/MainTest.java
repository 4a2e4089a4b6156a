package io.forge.examples.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void servesAndCallsAHandler() {
        var printed = new ByteArrayOutputStream();
        var console = System.out;
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            Main.main(new String[0]);
        } finally {
            System.setOut(console);
        }

        assertThat(printed.toString(UTF_8)).matches("POST http://127\\.0\\.0\\.1:\\d+/shout\\R+HELLO\\R+");
    }
}
