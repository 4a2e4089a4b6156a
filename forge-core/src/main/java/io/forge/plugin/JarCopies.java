package io.forge.plugin;

import io.forge.config.PathText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;

/** Copies the JARs and native libraries of one plugin to where nobody else changes them, after a look at each file. */
final class JarCopies {

    /** The most bytes of one plugin's JARs together. */
    static final long MAX_BYTES = 2L << 30;

    private static final byte[] START_OF_ZIP = {'P', 'K'};

    private final LinkCheck links;
    private final PluginFiles files;
    private long bytesLeft = MAX_BYTES;

    /**
     * Copies of one plugin.
     *
     * @param pluginFolder no JAR may lie elsewhere
     */
    JarCopies(Path pluginFolder, PluginFiles files) {
        this.links = new LinkCheck(pluginFolder);
        this.files = files;
    }

    /** Whether files look as if they would all be copied, which says nothing about what is in them. */
    static boolean canBeCopied(Collection<Path> files) throws IOException {
        long size = 0;
        for (var path : files) {
            if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
                return false;
            }
            try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
                size += file.size();
                if (size > MAX_BYTES || (PluginFiles.isJar(path.toString()) && !startsAsZip(file))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Copies one JAR into a folder, under its own name. */
    Path copy(Path jar, Path target) throws PluginLoadException {
        return copy(jar, target, JarCopies::checkStart);
    }

    /** Copies a native library into a folder, under its own name. */
    void copyLibrary(Path library, Path target) throws PluginLoadException {
        copy(library, target, (file, name) -> {});
    }

    /** A look at a file before it is copied. */
    private interface Check {
        void check(FileChannel file, String name) throws IOException, PluginLoadException;
    }

    private Path copy(Path original, Path target, Check check) throws PluginLoadException {
        String name = PathText.onOneLine(files.nameOf(original));
        try {
            links.check(original, name);
            if (!Files.isRegularFile(original)) {
                throw new PluginLoadException("%s is not a file: put a JAR in its place, or remove it".formatted(name));
            }
            var copy = target.resolve(original.getFileName());
            copy(original, copy, name, check);
            return copy;
        } catch (IOException e) {
            throw new CopyException("%s cannot be copied: %s".formatted(name, FailureMessages.of(e)), e);
        }
    }

    private void copy(Path original, Path copy, String name, Check check) throws IOException, PluginLoadException {
        try (var from = FileChannel.open(original, StandardOpenOption.READ)) {
            long size = from.size();
            check.check(from, name);
            if (size > bytesLeft) {
                throw new PluginLoadException(
                        "with %s its JARs are larger than 2 GiB: keep models and data outside of JARs".formatted(name));
            }
            bytesLeft -= size;
            try (var to = FileChannel.open(copy, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                // A file that shrinks meanwhile is found to be cut off when it is read.
                long done = 0;
                for (long count = -1; done < size && count != 0; done += count) {
                    count = from.transferTo(done, size - done, to);
                }
            }
        }
    }

    private static void checkStart(FileChannel file, String name) throws IOException, PluginLoadException {
        if (file.size() == 0) {
            throw new PluginLoadException("%s is empty, or still being copied: copy it again".formatted(name));
        }
        if (!startsAsZip(file)) {
            throw new PluginLoadException("%s is not a JAR (not a ZIP file): build it again".formatted(name));
        }
    }

    private static boolean startsAsZip(FileChannel file) throws IOException {
        var start = ByteBuffer.allocate(START_OF_ZIP.length);
        file.read(start, 0);
        return Arrays.equals(start.array(), START_OF_ZIP);
    }
}
