package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.cli.output.StandardOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

    @Test
    void remembersWhyItCouldNotBeWritten() {
        assertThat(failureOf("No space left on device").failure()).contains("No space left on device");
    }

    @Test
    void takesAReaderThatLeftForNoFailure() {
        assertThat(failureOf("Broken pipe").failure()).isEmpty();
    }

    @Test
    void passesOnWhatIsWritten() {
        var bytes = new ByteArrayOutputStream();
        var output = new StandardOutput(bytes);

        new PrintStream(output, true).print("abc");

        assertThat(bytes).hasToString("abc");
        assertThat(output.failure()).isEmpty();
    }

    private static StandardOutput failureOf(String message) {
        var output = new StandardOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        });
        new PrintStream(output, true).print("abc");
        return output;
    }
}
