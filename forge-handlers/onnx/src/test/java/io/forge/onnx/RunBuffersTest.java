package io.forge.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunBuffersTest {

    private final RunBuffers buffers = new RunBuffers(16 << 10);

    @ParameterizedTest
    @CsvSource({"0, 4096", "1, 4096", "4096, 4096", "4097, 8192", "8191, 8192", "1048576, 1048576"})
    void roundsUpSoThatTheNextModelFindsWhatItNeeds(int bytes, int capacity) {
        var buffer = buffers.take(bytes);

        assertThat(buffer.capacity()).isEqualTo(capacity);
        assertThat(buffer.isDirect()).isTrue();
        assertThat(buffer.alignmentOffset(0, 64)).isZero();
    }

    @Test
    void givesOutWhatWasGivenBackOnceOnly() {
        var first = buffers.take(5_000);
        mark(first);
        buffers.give(first);

        assertThat(isMarked(buffers.take(6_000))).isTrue();
        assertThat(isMarked(buffers.take(6_000))).isFalse();
    }

    @Test
    void givesOutNothingOfAnotherSize() {
        var large = buffers.take(8_192);
        mark(large);
        buffers.give(large);

        assertThat(isMarked(buffers.take(100))).isFalse();
        assertThat(isMarked(buffers.take(8_192))).isTrue();
    }

    @Test
    void keepsNoMoreThanItMay() {
        for (int i = 0; i < 3; i++) {
            var buffer = ByteBuffer.allocateDirect(8_192);
            mark(buffer);
            buffers.give(buffer);
        }

        assertThat(isMarked(buffers.take(8_192))).isTrue();
        assertThat(isMarked(buffers.take(8_192))).isTrue();
        assertThat(isMarked(buffers.take(8_192))).isFalse();
    }

    private static void mark(ByteBuffer buffer) {
        buffer.putInt(0, 42);
    }

    private static boolean isMarked(ByteBuffer buffer) {
        return buffer.getInt(0) == 42;
    }
}
