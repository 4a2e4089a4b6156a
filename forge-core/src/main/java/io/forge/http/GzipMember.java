package io.forge.http;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;

/** What stands before and behind the deflated bytes of gzip (RFC 1952, section 2.3). */
final class GzipMember {

    private static final int MAGIC = 0x8B1F;
    private static final int DEFLATE = 8;

    private static final int HEADER_CRC = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int RESERVED = 0xE0;

    /** Time of change, extra flags and operating system. */
    private static final int IGNORED = 6;

    private GzipMember() {}

    /**
     * Reads a header.
     *
     * @param body little-endian, at the first byte of the header; then at the first behind it
     * @throws DataFormatException if it is none
     * @throws BufferUnderflowException if the body ends within it
     */
    static void readHeader(ByteBuffer body) throws DataFormatException {
        int start = body.position();
        if ((body.getShort() & 0xFFFF) != MAGIC) {
            throw new DataFormatException("no gzip header");
        }
        if (body.get() != DEFLATE) {
            throw new DataFormatException("unknown compression method");
        }
        int flags = body.get();
        if ((flags & RESERVED) != 0) {
            throw new DataFormatException("unknown header flags");
        }
        skip(body, IGNORED);
        if ((flags & EXTRA) != 0) {
            skip(body, body.getShort() & 0xFFFF);
        }
        if ((flags & NAME) != 0) {
            skipText(body);
        }
        if ((flags & COMMENT) != 0) {
            skipText(body);
        }
        if ((flags & HEADER_CRC) != 0) {
            checkHeader(body, start);
        }
    }

    private static void skip(ByteBuffer body, int count) {
        if (count > body.remaining()) {
            throw new BufferUnderflowException();
        }
        body.position(body.position() + count);
    }

    private static void skipText(ByteBuffer body) {
        while (body.get() != 0) {}
    }

    private static void checkHeader(ByteBuffer body, int start) throws DataFormatException {
        var crc = new CRC32();
        crc.update(body.duplicate().flip().position(start));
        if ((body.getShort() & 0xFFFF) != (crc.getValue() & 0xFFFF)) {
            throw new DataFormatException("incorrect header check");
        }
    }

    /**
     * Reads what follows the deflated bytes.
     *
     * @param body little-endian
     * @param crc of the inflated bytes
     * @param count of the inflated bytes
     * @throws DataFormatException if it does not fit them
     * @throws BufferUnderflowException if the body ends within it
     */
    static void readTrailer(ByteBuffer body, CRC32 crc, long count) throws DataFormatException {
        if (body.getInt() != (int) crc.getValue()) {
            throw new DataFormatException("incorrect data check");
        }
        if (body.getInt() != (int) count) {
            throw new DataFormatException("incorrect length check");
        }
    }

    /** Whether another header may begin here. */
    static boolean beginsIn(ByteBuffer body) {
        return body.remaining() > 1 && (body.getShort(body.position()) & 0xFFFF) == MAGIC;
    }
}
