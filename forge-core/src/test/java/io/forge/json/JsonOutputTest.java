package io.forge.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forge.runtime.Codec;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonOutputTest {

    @SuppressWarnings("unchecked") // A codec is found by the very type that it is for.
    private final Codec<Object> codec = (Codec<Object>) new JsonCodecs(1 << 20).of(Object.class);

    /** A value that fails in the middle of its document. */
    record Broken(String name) {
        @Override
        public String name() {
            throw new IllegalStateException("%s cannot be written".formatted(name));
        }
    }

    @Test
    void writesOneDocumentAfterAnotherWithNothingBetween() {
        assertThat(write(List.of(1))).isEqualTo("[1]");
        assertThat(write(List.of(2))).isEqualTo("[2]");
    }

    @Test
    void writesAWholeDocumentAfterOneThatFailed() {
        assertThatThrownBy(() -> write(List.of("begun", new Broken("x")))).hasMessageContaining("cannot be written");

        assertThat(write(List.of("whole"))).isEqualTo("[\"whole\"]");
    }

    @Test
    void writesADocumentThatIsLongerThanWhatIsKept() {
        String text = "x".repeat(200_000);

        assertThat(write(text)).hasSize(text.length() + 2);
        assertThat(write("short")).isEqualTo("\"short\"");
    }

    private String write(Object value) {
        return UTF_8.decode(codec.encode(value).inOnePiece()).toString();
    }
}
