package io.forge.http;

import io.forge.runtime.Payload;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Compresses one body, piece by piece, into pieces that are written together. */
final class BodyDeflation implements AutoCloseable {

    /** Bytes after which a body that has hardly become shorter is not compressed any further. */
    static final int TRIAL = 256 << 10;

    /** Deflated at once: the garbage collector may have to wait for as long as that takes. */
    private static final int STEP = 64 << 10;

    private static final int SMALLEST_PIECE = 512;

    /** No flags, no time, fastest algorithm, no operating system (RFC 1952, section 2.3). */
    private static final byte[] GZIP_HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 4, (byte) 0xFF};

    private static final int GZIP_TRAILER = 8;

    private final ContentCoding coding;
    private final long length;
    private final Deflater deflater;
    private final CRC32 crc = new CRC32();
    private final List<ByteBuffer> pieces = new ArrayList<>();
    private ByteBuffer piece;
    private boolean tried;

    /**
     * For one body.
     *
     * @param length its bytes
     */
    BodyDeflation(ContentCoding coding, long length) {
        this.coding = coding;
        this.length = length;
        this.deflater = new Deflater(Deflater.BEST_SPEED, coding == ContentCoding.GZIP);
        this.piece = nextPiece();
    }

    private ByteBuffer nextPiece() {
        int size = (int) Math.min(STEP, Math.max(SMALLEST_PIECE, length / 2));
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Compresses a body, which stays as it is; called once.
     *
     * @param inAnyCase even where it becomes no shorter
     * @return nothing where it becomes no shorter
     */
    Optional<Payload> deflate(Payload body, boolean inAnyCase) {
        if (coding == ContentCoding.GZIP) {
            piece.put(GZIP_HEADER);
        }
        boolean goesOn = feed(body.bytes().duplicate(), inAnyCase);
        for (int i = 0; goesOn && i < body.tail().size(); i++) {
            goesOn = feed(body.tail().get(i).duplicate(), inAnyCase);
        }
        if (!goesOn) {
            return Optional.empty();
        }
        deflater.finish();
        while (!deflater.finished()) {
            drain();
        }
        if (coding == ContentCoding.GZIP) {
            putTrailer();
        }
        endPiece();
        var compressed = Payload.of(body.mediaType(), pieces);
        return inAnyCase || compressed.remaining() < length ? Optional.of(compressed) : Optional.empty();
    }

    /** Compresses some more; whether it is worth going on. */
    private boolean feed(ByteBuffer bytes, boolean inAnyCase) {
        int end = bytes.limit();
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + STEP));
            crc.update(bytes.duplicate());
            deflater.setInput(bytes);
            while (!deflater.needsInput()) {
                drain();
            }
            if (!inAnyCase && isInVain()) {
                return false;
            }
        }
        return true;
    }

    /** Less than a fifth is saved, as with floats at random, which take ten times the CPU of text; asked once. */
    private boolean isInVain() {
        if (tried || deflater.getBytesRead() < TRIAL) {
            return false;
        }
        tried = true;
        return deflater.getBytesWritten() > deflater.getBytesRead() / 5 * 4;
    }

    private void drain() {
        if (!piece.hasRemaining()) {
            endPiece();
            piece = nextPiece();
        }
        deflater.deflate(piece);
    }

    private void putTrailer() {
        if (piece.remaining() < GZIP_TRAILER) {
            endPiece();
            piece = nextPiece();
        }
        piece.putInt((int) crc.getValue()).putInt((int) deflater.getBytesRead());
    }

    private void endPiece() {
        pieces.add(piece.flip());
    }

    /** Frees what the deflater has outside the heap. */
    @Override
    public void close() {
        deflater.end();
    }
}
