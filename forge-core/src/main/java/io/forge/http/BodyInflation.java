package io.forge.http;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.runtime.Admission;
import io.forge.runtime.Refusals;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses the body of one call on the thread of its code, within its limit and the memory for bodies.
 *
 * <p>Memory follows the bytes that have come and been inflated, never what a header promises. The call may end meanwhile, on
 * another thread: the rest is not inflated then.
 */
final class BodyInflation {

    /** How long a compressed body is where its length decides on a thread: nobody knows, so too long for an IO thread. */
    static final long LENGTH = Long.MAX_VALUE;

    /** How many times as long as it came a body may become that is longer than {@link #FREE}. */
    static final int MAX_RATIO = 100;

    /** Bytes up to which the ratio does not matter. */
    static final int FREE = 8 << 20;

    private static final int SMALLEST = 1 << 10;
    private static final int LARGEST_FIRST = 64 << 10;

    /** Bytes inflated at once: the garbage collector may have to wait for as long as that takes. */
    private static final int STEP = 64 << 10;

    private final ContentCoding coding;
    private final Admission admission;

    /** Guards what is written below it. */
    private final Object lock = new Object();

    private long reserved;
    private boolean stopped;

    BodyInflation(ContentCoding coding, Admission admission) {
        this.coding = coding;
        this.admission = admission;
    }

    /**
     * Inflates a whole body; called once.
     *
     * @param limit bytes that it may have when it is inflated
     * @throws ForgeException if the body is not what its coding says, or becomes too long
     */
    ByteBuffer inflate(ByteBuffer body, long limit) {
        var inflater = new Inflater(coding == ContentCoding.GZIP);
        try {
            return new Inflated(inflater, body.duplicate().order(ByteOrder.LITTLE_ENDIAN), limit).all();
        } catch (DataFormatException e) {
            throw invalid("is not valid %s data (%s)%s".formatted(coding.token(), e.getMessage(), hint()), e);
        } catch (BufferUnderflowException e) {
            throw invalid("ends within its %s data: send all of it".formatted(coding.token()), e);
        } finally {
            inflater.end();
        }
    }

    /** Clients that send another format under this name are many. */
    private String hint() {
        return switch (coding) {
            case GZIP -> "";
            case DEFLATE -> ": deflate stands for the zlib format of RFC 1950";
        };
    }

    private static ForgeException invalid(String what, Exception cause) {
        return new ForgeException(ErrorCode.INVALID_INPUT, "The body " + what, cause);
    }

    private void reserve(long bytes) {
        synchronized (lock) {
            if (stopped) {
                throw Refusals.callerGone();
            }
            if (!admission.tryReserve(bytes)) {
                throw Refusals.noRoom();
            }
            reserved += bytes;
        }
    }

    /** The call has ended: nobody waits for the rest. */
    void stop() {
        synchronized (lock) {
            stopped = true;
        }
    }

    /** Gives back the memory for what was inflated, once nobody reads it any more. */
    void release() {
        synchronized (lock) {
            admission.release(reserved);
            reserved = 0;
        }
    }

    /** The bytes that come out, in an array that grows. */
    private final class Inflated {

        private final Inflater inflater;
        private final ByteBuffer body;
        private final int sent;
        private final long limit;
        private byte[] bytes;
        private int count;

        private Inflated(Inflater inflater, ByteBuffer body, long limit) {
            this.inflater = inflater;
            this.body = body;
            this.sent = body.remaining();
            this.limit = limit;
            // The one more byte shows that a body is too long.
            int first = (int) Math.min(limit + 1, Math.min(Math.max(SMALLEST, 4L * sent), LARGEST_FIRST));
            reserve(first);
            this.bytes = new byte[first];
        }

        private ByteBuffer all() throws DataFormatException {
            switch (coding) {
                case GZIP -> inflateMembers();
                case DEFLATE -> inflateStream();
            }
            if (body.hasRemaining()) {
                throw new ForgeException(
                        ErrorCode.INVALID_INPUT,
                        "The body goes on for %s bytes after its %s data: send nothing behind it"
                                .formatted(body.remaining(), coding.token()));
            }
            return ByteBuffer.wrap(bytes, 0, count);
        }

        /** One behind the other is gzip too, and means what they hold joined (RFC 1952, section 2.2). */
        private void inflateMembers() throws DataFormatException {
            do {
                GzipMember.readHeader(body);
                int start = count;
                inflater.reset();
                inflateStream();
                var crc = new CRC32();
                crc.update(bytes, start, count - start);
                GzipMember.readTrailer(body, crc, count - start);
            } while (GzipMember.beginsIn(body));
        }

        private void inflateStream() throws DataFormatException {
            inflater.setInput(body);
            while (!inflater.finished()) {
                if (count == bytes.length) {
                    grow();
                }
                int inflated = inflater.inflate(bytes, count, Math.min(STEP, bytes.length - count));
                count += inflated;
                if (count > limit) {
                    throw Refusals.inflatedTooLarge(limit);
                }
                if (count > FREE && count > (long) MAX_RATIO * sent) {
                    throw Refusals.inflatesTooMuch(MAX_RATIO);
                }
                if (inflated == 0 && !inflater.finished()) {
                    if (inflater.needsDictionary()) {
                        throw new DataFormatException("preset dictionary");
                    }
                    throw new BufferUnderflowException();
                }
            }
        }

        private void grow() {
            int capacity = (int) Math.min(2L * bytes.length, limit + 1);
            reserve(capacity - bytes.length);
            var longer = new byte[capacity];
            System.arraycopy(bytes, 0, longer, 0, count);
            bytes = longer;
        }
    }
}
