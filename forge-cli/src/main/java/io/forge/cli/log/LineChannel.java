package io.forge.cli.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/** Writes lines so that each stands on its own, even after one of which only a part could be written. */
final class LineChannel {

    private static final byte[] LINE_FEED = {'\n'};

    private final WritableByteChannel channel;
    private boolean torn;

    LineChannel(WritableByteChannel channel) {
        this.channel = channel;
    }

    /**
     * Writes text that ends with a line feed.
     *
     * @throws IOException if not all of it could be written; later lines may be tried all the same
     */
    void write(String text) throws IOException {
        if (torn) {
            writeAll(ByteBuffer.wrap(LINE_FEED));
            torn = false;
        }
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try {
            writeAll(bytes);
        } finally {
            torn = bytes.position() > 0 && bytes.hasRemaining();
        }
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            // Nothing is taken by a pipe that another process has made non-blocking, and that is full.
            if (channel.write(bytes) == 0) {
                throw new IOException("it takes nothing more for now");
            }
        }
    }
}
