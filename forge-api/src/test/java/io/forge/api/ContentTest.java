package io.forge.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ContentTest {

    @Test
    void readingItDoesNotUseItUp() {
        var content = Content.of("text/plain", "abc".getBytes(UTF_8));

        content.bytes().get();

        assertThat(content.bytes().remaining()).isEqualTo(3);
    }

    @Test
    void sharesItsBytesInsteadOfCopyingThem() {
        var buffer = ByteBuffer.allocate(3);
        var content = Content.of("application/octet-stream", buffer);

        buffer.put(0, (byte) 7);

        assertThat(content.bytes().get(0)).isEqualTo((byte) 7);
    }
}
