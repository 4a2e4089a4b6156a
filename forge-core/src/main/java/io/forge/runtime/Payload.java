package io.forge.runtime;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes on their way out, with their media type; unlike {@code Content}, for one reader and without a view of its own.
 *
 * @param mediaType the media type; empty where there is nothing
 * @param bytes the bytes between position and limit
 * @param tail what follows them, each between position and limit, so that nothing has to be copied
 */
public record Payload(String mediaType, ByteBuffer bytes, List<ByteBuffer> tail) {

    /** The media type of bytes of which nobody says what they are. */
    public static final String ANY_BYTES = "application/octet-stream";

    /** Nothing. */
    public static final Payload EMPTY = new Payload("", ByteBuffer.allocate(0).asReadOnlyBuffer());

    /** Bytes in one piece. */
    public Payload(String mediaType, ByteBuffer bytes) {
        this(mediaType, bytes, List.of());
    }

    /**
     * Bytes in several pieces.
     *
     * @param pieces in their order, one at least, each between position and limit
     */
    public static Payload of(String mediaType, List<ByteBuffer> pieces) {
        return new Payload(mediaType, pieces.get(0), List.copyOf(pieces.subList(1, pieces.size())));
    }

    /** How many bytes there are, or are left of what has been written in part. */
    public long remaining() {
        long remaining = bytes.remaining();
        for (int i = 0; i < tail.size(); i++) {
            remaining += tail.get(i).remaining();
        }
        return remaining;
    }

    /** The same bytes under another media type. */
    public Payload as(String otherType) {
        return new Payload(otherType, bytes, tail);
    }

    /** These bytes, and others behind them, which are shared. */
    public Payload followedBy(List<ByteBuffer> others) {
        var all = new ArrayList<ByteBuffer>(tail.size() + others.size());
        all.addAll(tail);
        all.addAll(others);
        return new Payload(mediaType, bytes, all);
    }

    /**
     * All the bytes in one buffer: copied where they are in several.
     *
     * @throws ArithmeticException if there are more than an array holds
     */
    public ByteBuffer inOnePiece() {
        if (tail.isEmpty()) {
            return bytes;
        }
        var whole = ByteBuffer.allocate(Math.toIntExact(remaining())).put(bytes.duplicate());
        tail.forEach(piece -> whole.put(piece.duplicate()));
        return whole.flip();
    }
}
