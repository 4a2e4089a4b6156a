package io.forge.http;

import io.forge.config.Between;
import io.forge.config.ByteSize;
import io.forge.config.Computed;
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
        @Between(min = "0", max = "65535") int port,

        @Computed("the number of processors, at least 2") @Between(min = "1", max = "1000")
        int ioThreads,

        @Between(min = "0", max = "2047MiB") ByteSize maxBody,
        @Computed("a quarter of the heap") ByteSize maxBodyMemory,
        @Between(min = "1KiB", max = "1MiB") ByteSize maxHeader,
        @Between(min = "1") int maxHeaders,
        @Between(min = "256", max = "1MiB") ByteSize maxUri,
        @Between(min = "1ms", max = "24h") Duration headerTimeout,
        @Between(min = "1ms", max = "24h") Duration idleTimeout,
        @Between(min = "1ms", max = "24h") Duration bodyTimeout,
        @Between(min = "1ms", max = "24h") Duration writeTimeout,
        @Between(min = "1KiB", max = "1GiB") ByteSize streamBuffer) {

    /** Checks the host. */
    public HttpConfig {
        HostText.whyNone(host).ifPresent(why -> {
            throw new IllegalArgumentException("'host' " + why);
        });
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
