package io.forge.json;

import io.forge.runtime.Payload;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of a document that is being written: a small one in an array that serves again and again, a large one in pieces,
 * so that it is never copied and never there twice.
 */
final class DocumentBytes extends OutputStream {

    private static final int FIRST = 1 << 10;

    /** Bytes of a document that is small, and of the array that is kept for the next one. */
    private static final int MAX_SMALL = 64 << 10;

    /** Bytes of each further piece: about as many as leave with one write. */
    private static final int PIECE = 128 << 10;

    /** All but the last piece of a large document, each full. */
    private final List<ByteBuffer> full = new ArrayList<>(0);

    private byte[] last = new byte[FIRST];
    private int count;

    @Override
    public void write(int b) {
        if (count == last.length) {
            makeRoom(1);
        }
        last[count++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (count == last.length) {
                makeRoom(left);
            }
            int copied = Math.min(left, last.length - count);
            System.arraycopy(bytes, from, last, count, copied);
            count += copied;
            from += copied;
            left -= copied;
        }
    }

    private void makeRoom(int wanted) {
        if (isSmall() && last.length < MAX_SMALL) {
            last = Arrays.copyOf(last, Math.min(MAX_SMALL, Math.max(2 * last.length, count + wanted)));
        } else {
            full.add(ByteBuffer.wrap(last));
            last = new byte[PIECE];
            count = 0;
        }
    }

    /** Whether it holds so little memory that it may wait for the next document. */
    boolean isSmall() {
        return full.isEmpty();
    }

    /** Makes room for the next document; only while it {@link #isSmall is small}. */
    void reset() {
        count = 0;
    }

    /** The document: a copy of a small one; of one that is not small the very pieces, after which nothing may be written. */
    Payload payload(String mediaType) {
        if (isSmall()) {
            return new Payload(mediaType, ByteBuffer.wrap(Arrays.copyOf(last, count)));
        }
        full.add(ByteBuffer.wrap(last, 0, count));
        return Payload.of(mediaType, full);
    }
}
