package io.forge.http;

import io.forge.config.Between;
import io.forge.config.ByteSize;
import io.forge.config.Computed;
import java.time.Duration;

/**
 * Section {@code http}: where the server listens, and the limits of what it accepts.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 picks a free one
 * @param ioThreads the number of IO threads, which serve the connections
 * @param maxBody the longest body; anything longer is rejected with 413
 * @param maxBodyMemory the memory for the bodies of all calls together; anything beyond is rejected with 429
 * @param maxHeader the total size of the headers; anything beyond is rejected with 431
 * @param maxHeaders the number of headers; anything beyond is rejected with 431
 * @param maxUri the longest request target; anything longer is rejected with 414
 * @param headerTimeout how long a client may take to send its headers
 * @param idleTimeout how long a connection may stay open between requests
 * @param bodyTimeout how long a client may take to send its body
 * @param writeTimeout how long a client may stall while its answer is written
 * @param streamBuffer how much of a stream is buffered for a slow client
 * @param compressAnswers whether answers of at least 1KiB are compressed for clients whose {@code Accept-Encoding} prefers
 *     it; those under {@code /v2} have a key of their own
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
        @Between(min = "1KiB", max = "1GiB") ByteSize streamBuffer,
        boolean compressAnswers) {

    /** Checks the host. */
    public HttpConfig {
        HostText.whyNone(host).ifPresent(why -> {
            throw new IllegalArgumentException("'host' " + why);
        });
    }

    /** The same limits at another address, but for those of bodies. */
    HttpConfig at(String otherHost, int otherPort, ByteSize longest, ByteSize memory) {
        return new HttpConfig(
                otherHost,
                otherPort,
                ioThreads,
                longest,
                memory,
                maxHeader,
                maxHeaders,
                maxUri,
                headerTimeout,
                idleTimeout,
                bodyTimeout,
                writeTimeout,
                streamBuffer,
                compressAnswers);
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
                ByteSize.ofKibibytes(64),
                false);
    }
}
