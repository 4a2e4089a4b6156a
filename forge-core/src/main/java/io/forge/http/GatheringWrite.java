package io.forge.http;

import io.forge.runtime.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.xnio.channels.StreamSinkChannel;

/** Writes a body that is in several pieces, as many of them at once as go into one write. */
final class GatheringWrite {

    private final List<ByteBuffer> pieces = new ArrayList<>();
    private int room;

    private GatheringWrite(int most) {
        this.room = most;
    }

    /**
     * Writes once.
     *
     * @param payload which has bytes left
     * @param most bytes
     * @return how many the channel took
     */
    static long write(StreamSinkChannel channel, Payload payload, int most) throws IOException {
        var write = new GatheringWrite(most);
        write.add(payload.bytes());
        for (int i = 0; i < payload.tail().size() && write.room > 0; i++) {
            write.add(payload.tail().get(i));
        }
        return write.to(channel);
    }

    private void add(ByteBuffer piece) {
        if (piece.hasRemaining()) {
            pieces.add(piece);
            room -= piece.remaining();
        }
    }

    /** The last piece may be longer than the room that was left. */
    private long to(StreamSinkChannel channel) throws IOException {
        var last = pieces.get(pieces.size() - 1);
        int end = last.limit();
        last.limit(end + Math.min(0, room));
        try {
            return channel.write(pieces.toArray(ByteBuffer[]::new), 0, pieces.size());
        } finally {
            last.limit(end);
        }
    }
}
