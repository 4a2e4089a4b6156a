package io.forge.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the copies of JARs young while the server runs, on a thread of its own.
 *
 * <p>Who cleans the folder for temporary files deletes what nobody has touched for days; a JAR is read once. What
 * systemd-tmpfiles leaves alone is what is locked with {@code flock}, which Java cannot do.
 */
final class CopyRenewal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CopyRenewal.class);

    /** Often enough for the strictest of them, which wait for a day. */
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final List<PrivateFolder> folders = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** From now on, a folder is kept young. */
    void add(PrivateFolder folder) {
        folders.add(folder);
        if (folders.size() == 1) {
            var thread = new Thread(this::run, "forge-plugin-copies");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        try {
            while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                folders.forEach(CopyRenewal::renew);
                NativeLoaders.ofThisProcess().folders().forEach(CopyRenewal::renew);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void renew(PrivateFolder folder) {
        try {
            folder.renew();
        } catch (IOException | UncheckedIOException e) { // A plugin was unloaded meanwhile, or the disk is away.
            LOG.debug("Copies of JARs cannot be renewed this time", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
