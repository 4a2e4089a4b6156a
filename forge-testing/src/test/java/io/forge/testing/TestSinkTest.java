package io.forge.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import org.junit.jupiter.api.Test;

class TestSinkTest {

    @Test
    void keepsWhatItIsSentInOrder() {
        var sink = TestSink.<String>patient();

        sink.send("a");
        sink.send("b");

        assertThat(sink.items()).containsExactly("a", "b");
    }

    @Test
    void throwsAsTheServersSinkDoesWhenItsClientHasLeft() {
        var sink = TestSink.<String>leavingAfter(1);
        sink.send("a");

        assertThatExceptionOfType(ForgeException.class)
                .isThrownBy(() -> sink.send("b"))
                .extracting(ForgeException::code)
                .isEqualTo(ErrorCode.CANCELLED);
        assertThat(sink.items()).containsExactly("a");
    }
}
