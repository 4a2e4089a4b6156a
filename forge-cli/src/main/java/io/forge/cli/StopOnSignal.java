package io.forge.cli;

import io.forge.Forge;
import io.forge.cli.log.Logging;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the server before this process ends, whatever ends it.
 *
 * <p>SIGTERM and SIGINT end the process with exit code 0, a second one with 128 and its number, at once. Anything else that
 * ends the JVM, such as {@code System.exit} or SIGHUP, keeps the exit code that it has.
 */
final class StopOnSignal implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(StopOnSignal.class);

    /** How long a start that is interrupted may take to clean up. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(10);

    private final Logging logging;
    private final Thread starting = Thread.currentThread();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final CountDownLatch startEnded = new CountDownLatch(1);
    private volatile boolean signalled;
    private volatile @Nullable Forge forge;

    private StopOnSignal(Logging logging) {
        this.logging = logging;
    }

    /** Takes charge of the end of this process, before the calling thread starts the server. */
    static StopOnSignal install(Logging logging) {
        var stop = new StopOnSignal(logging);
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "forge-stop"));
        Signals.handle(stop::signalled);
        return stop;
    }

    private void signalled(int exitCode) {
        if (!ending.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(exitCode);
        }
        signalled = true;
        System.exit(0);
    }

    /** Takes the server that has started. */
    void own(Forge started) {
        forge = started;
        startEnded.countDown();
    }

    /** The start has failed and has cleaned up after itself. */
    void startFailed() {
        startEnded.countDown();
    }

    /** Whether the process is ending. */
    boolean isEnding() {
        return ending.get();
    }

    @Override
    public void run() {
        boolean failed = startEnded.getCount() == 0 && forge == null;
        ending.set(true);
        if (failed) {
            return;
        }
        LOG.info("Shutting down: calls in flight may finish; a second signal stops at once");
        awaitStart();
        boolean isClosed = close();
        logging.close();
        if (signalled && !isClosed) {
            Runtime.getRuntime().halt(1);
        }
    }

    /** A start that is in progress is of no use any more. */
    private void awaitStart() {
        // Who ends the JVM waits for this thread.
        boolean waits = Stream.of(starting.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
        long patience = START_PATIENCE.toSeconds();
        try {
            while (!waits && startEnded.getCount() > 0 && patience-- > 0) {
                starting.interrupt();
                if (startEnded.await(1, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean close() {
        try {
            var started = forge;
            if (started != null) {
                started.close();
            }
            LOG.info("Stopped");
            return true;
        } catch (RuntimeException e) {
            LOG.error("The server cannot be closed", e);
            return false;
        }
    }
}
