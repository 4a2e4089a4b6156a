package io.forge.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a plugin's files look like from outside: as long as it is the same, they were probably not written to.
 *
 * @param plugin whose they are
 * @param files by path; none in a folder without a plugin in it
 */
public record PluginStamp(PluginFiles plugin, SortedMap<Path, Look> files) {

    /**
     * What tells one content of a file from another without reading it.
     *
     * @param attributes what the file system says of it
     */
    private record Look(Map<String, Object> attributes, boolean readable) {

        /** The key is the file's own, whatever its path; {@code cp -p} gives a file the time of another. */
        private static final String EVERYWHERE = "size,lastModifiedTime,fileKey";

        /** With the time of the last change, which nobody can set. New permissions are such a change too. */
        private static final String UNIX = "unix:ctime," + EVERYWHERE;

        static Look at(Path file) throws IOException {
            try {
                return of(file, Files.isReadable(file));
            } catch (IOException e) {
                if (Files.isSymbolicLink(file)) { // To nothing, or to itself: that it is there must be told.
                    return of(file, false, NOFOLLOW_LINKS);
                }
                throw e;
            }
        }

        private static Look of(Path file, boolean readable, LinkOption... options) throws IOException {
            boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
            return new Look(Files.readAttributes(file, unix ? UNIX : EVERYWHERE, options), readable);
        }
    }

    /** Looks at a plugin's files; empty where they cannot be looked at, which says nothing about them. */
    public static Optional<PluginStamp> of(PluginFiles plugin) {
        var looks = new TreeMap<Path, Look>();
        try {
            for (var file : plugin.all()) {
                looks.put(file, Look.at(file));
            }
            return Optional.of(new PluginStamp(plugin, looks));
        } catch (IOException e) {
            return Optional.empty();
        } catch (PluginLoadException e) {
            return e.getCause() == null ? Optional.of(new PluginStamp(plugin, new TreeMap<>())) : ofUnreadable(plugin);
        }
    }

    /** A folder that cannot be listed is there all the same. */
    private static Optional<PluginStamp> ofUnreadable(PluginFiles plugin) {
        var folder = plugin.place();
        try {
            return Optional.of(new PluginStamp(plugin, new TreeMap<>(Map.of(folder, Look.at(folder)))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    /**
     * A hash of the names and contents of the files. Where a look at them tells that they cannot be loaded, they are not
     * read: they may be of any size, or no files at all, of which reading has no end.
     *
     * @throws IOException if one cannot be read now
     */
    public String contentHash() throws IOException {
        return JarCopies.canBeCopied(files.keySet()) ? hashOf(byName()) : toString();
    }

    private SortedMap<String, Path> byName() {
        var named = new TreeMap<String, Path>();
        files.keySet().forEach(file -> named.put(plugin.nameOf(file).toString(), file));
        return named;
    }

    /**
     * A hash of the names and contents of files.
     *
     * @param files by name
     * @throws IOException if one cannot be read
     */
    static String hashOf(SortedMap<String, Path> files) throws IOException {
        var digest = sha256();
        try (var sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            for (var file : files.entrySet()) {
                sink.write(file.getKey().getBytes(UTF_8));
                Files.copy(file.getValue(), sink);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A hash of a text. */
    static String hashOf(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
