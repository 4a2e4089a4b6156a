package io.forge.http;

import io.forge.runtime.ByteSize;
import io.forge.runtime.Range;
import java.time.Duration;

/**
 * Section {@code http}: where the server listens and what it takes from the wire.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param ioThreads how many threads carry the connections
 * @param maxBody a longer body is refused with 413
 * @param maxBodyMemory what all bodies together may hold; what goes beyond is refused with 429
 * @param maxHeader more bytes of headers are refused with 431
 * @param maxHeaders more headers are refused with 431
 * @param maxUri a longer request target is refused with 414
 * @param headerTimeout how long a client may take to send its headers
 * @param idleTimeout how long a connection may stay open without a request
 * @param bodyTimeout how long a client may take to send its body
 * @param writeTimeout how long a client may take nothing of its answer
 * @param streamBuffer how many bytes of a stream may wait for a slow client
 */
public record HttpConfig(
        String host,
        int port,
        int ioThreads,
        ByteSize maxBody,
        ByteSize maxBodyMemory,
        ByteSize maxHeader,
        int maxHeaders,
        ByteSize maxUri,
        Duration headerTimeout,
        Duration idleTimeout,
        Duration bodyTimeout,
        Duration writeTimeout,
        ByteSize streamBuffer) {

    /** A body is one array, with one byte more to tell that it is too long. */
    private static final long MAX_ARRAY = Integer.MAX_VALUE - 16L;

    /** Checks the numbers. */
    public HttpConfig {
        Range.check("port", port, 0, 65_535);
        Range.positive("io-threads", ioThreads);
        Range.positive("max-headers", maxHeaders);
        Range.check("max-body", maxBody.bytes(), 0, MAX_ARRAY);
        Range.check("max-header", maxHeader.bytes(), 1 << 10, 1 << 20);
        Range.check("max-uri", maxUri.bytes(), 1 << 8, 1 << 20);
    }

    /** What holds where nothing is configured. */
    public static HttpConfig defaults() {
        var runtime = Runtime.getRuntime();
        return new HttpConfig(
                "127.0.0.1",
                8080,
                Math.max(2, runtime.availableProcessors()),
                ByteSize.ofMebibytes(10),
                new ByteSize(runtime.maxMemory() / 4),
                ByteSize.ofKibibytes(16),
                100,
                ByteSize.ofKibibytes(8),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                ByteSize.ofKibibytes(64));
    }
}
