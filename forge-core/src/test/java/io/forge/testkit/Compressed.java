package io.forge.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/** Compresses and decompresses as the JDK's streams do. */
public final class Compressed {

    private Compressed() {}

    /** In the coding that a {@code Content-Encoding} header names. */
    public static byte[] as(String coding, byte[] bytes) {
        return switch (coding) {
            case "gzip", "x-gzip" -> gzip(bytes);
            case "deflate" -> zlib(bytes);
            default -> throw new IllegalArgumentException(coding);
        };
    }

    /** Out of that coding. */
    public static byte[] from(String coding, byte[] bytes) {
        try {
            return switch (coding) {
                case "gzip" -> new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
                case "deflate" -> new InflaterInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
                default -> throw new IllegalArgumentException(coding);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static byte[] zlib(byte[] bytes) {
        return deflate(bytes, new Deflater());
    }

    /** Without header and checksum. */
    public static byte[] bareDeflate(byte[] bytes) {
        return deflate(bytes, new Deflater(Deflater.DEFAULT_COMPRESSION, true));
    }

    private static byte[] deflate(byte[] bytes, Deflater deflater) {
        var out = new ByteArrayOutputStream();
        try (OutputStream stream = new DeflaterOutputStream(out, deflater)) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }
}
