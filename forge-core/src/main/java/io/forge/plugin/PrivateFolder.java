package io.forge.plugin;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A folder of this server's own for the copies of JARs, deleted when it is closed.
 *
 * <p>A lock on a file in it, which ends with its process however that ends, tells others that it is in use.
 */
final class PrivateFolder implements AutoCloseable {

    static final String PREFIX = "forge-plugins-";

    private static final String LOCK = "lock";

    /** Whoever deletes what others have left may take a folder for such a one before it is locked. */
    private static final int ATTEMPTS = 10;

    private final Path folder;
    private final FileChannel lock;

    private PrivateFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Makes a folder that only this user may enter, and deletes those that killed processes have left. */
    static PrivateFolder open(Path parent) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            var folder = Files.createTempDirectory(parent, prefixOfThisProcess());
            var channel = lockNew(folder);
            if (channel != null) {
                Leftovers.delete(parent, folder);
                return new PrivateFolder(folder, channel);
            }
        }
        throw new IOException("no folder can be locked");
    }

    /** With the start of the process: in a container, every process has the same id. */
    static String prefixOfThisProcess() {
        var process = ProcessHandle.current();
        long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return "%s%s-%s-".formatted(PREFIX, process.pid(), start);
    }

    private static @Nullable FileChannel lockNew(Path folder) throws IOException {
        try {
            var file = folder.resolve(LOCK);
            var channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            if (channel.tryLock() != null) {
                return channel;
            }
            channel.close();
            return null;
        } catch (NoSuchFileException e) {
            return null; // Somebody took it for a left one.
        }
    }

    /** Deletes a folder whose process has ended; never to be called with one of this process, which would unlock it. */
    static void deleteIfLeft(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                deleteAll(folder);
            }
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(folder); // Its process ended before, or after, everything else.
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder, file -> !file.endsWith(LOCK))) {
            for (var file : files) {
                delete(file);
            }
        }
        Files.deleteIfExists(folder.resolve(LOCK));
        Files.deleteIfExists(folder);
    }

    /** Deletes a file, or a folder with all that is in it. */
    static void delete(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** A new folder in it. */
    Path newFolder() throws IOException {
        return Files.createTempDirectory(folder, "");
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            deleteAll(folder);
        }
    }
}
