package io.forge.plugin;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
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

    private static final String KEY = "fileKey";

    private final Path folder;
    private final FileChannel lock;
    private final Map<String, Object> made;
    private final Map<String, Object> locked;

    /**
     * A folder.
     *
     * @param made the folder as it is
     * @param locked the file that is locked, as it is
     */
    private PrivateFolder(Path folder, FileChannel lock, Map<String, Object> made, Map<String, Object> locked) {
        this.folder = folder;
        this.lock = lock;
        this.made = made;
        this.locked = locked;
    }

    /** Makes a folder that only this user may enter. */
    static PrivateFolder open(Path parent) throws IOException {
        return open(parent, "");
    }

    /**
     * As {@link #open(Path)}.
     *
     * @param kind tells the folder from those of other kinds, for people
     */
    static PrivateFolder open(Path parent, String kind) throws IOException {
        if (!Files.exists(parent)) {
            throw new NoSuchFileException(parent.toString());
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            var folder = Files.createTempDirectory(parent, prefixOfThisProcess() + kind);
            var channel = lockNew(folder);
            if (channel == null) {
                continue;
            }
            try {
                return new PrivateFolder(folder, channel, identityOf(folder), identityOf(folder.resolve(LOCK)));
            } catch (NoSuchFileException e) {
                channel.close(); // Somebody took it for a left one before it was locked.
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

    /** Which file it is, of whom, and who may use it; what a link leads to does not count. */
    private static Map<String, Object> identityOf(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        String attributes = "isDirectory," + KEY;
        return Files.readAttributes(
                file, posix ? "posix:owner,permissions," + attributes : attributes, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Whether it is still the folder that was made, locked, and open to nobody else. Who cleans the folder for temporary
     * files may have taken it for an old one.
     */
    boolean isIntact() {
        return hasIdentity(folder, made) && hasIdentity(folder.resolve(LOCK), locked);
    }

    private static boolean hasIdentity(Path file, Map<String, Object> identity) {
        try {
            return identityOf(file).equals(identity);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether nothing else has come to be in its place. */
    private boolean isThere() {
        try {
            return Objects.equals(identityOf(folder).get(KEY), made.get(KEY));
        } catch (IOException e) {
            return false;
        }
    }

    /** Gives all that is in it the present time: who cleans the folder for temporary files deletes what is old. */
    void renew() throws IOException {
        if (!isIntact()) {
            return;
        }
        var now = FileTime.from(Instant.now());
        try (var files = Files.walk(folder)) {
            for (var file : files.toList()) {
                Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(now, now, null);
            }
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

    /** Deletes a file, or a folder with all that is in it, if it is there. */
    static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Where it is. */
    Path path() {
        return folder;
    }

    /** A new folder in it. */
    Path newFolder() throws IOException {
        return Files.createTempDirectory(folder, "");
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            if (isThere()) {
                deleteAll(folder);
            }
        }
    }
}
