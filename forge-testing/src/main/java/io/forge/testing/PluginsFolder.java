package io.forge.testing;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plugins folder with copies of the plugins under test, which is deleted in the end. */
final class PluginsFolder implements AutoCloseable {

    private final Path path;

    private PluginsFolder(Path path) {
        this.path = path;
    }

    static PluginsFolder withCopiesOf(List<Path> plugins) throws IOException {
        var folder = new PluginsFolder(Files.createTempDirectory("forge-testing"));
        try {
            for (var plugin : plugins) {
                folder.add(plugin.toAbsolutePath().normalize());
            }
            return folder;
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private void add(Path plugin) throws IOException {
        if (!Files.exists(plugin)) {
            throw new NoSuchFileException(plugin.toString(), null, "there is no such plugin: build it before its test");
        }
        var copy = path.resolve(plugin.getFileName());
        Files.copy(plugin, copy);
        if (Files.isDirectory(plugin)) {
            try (var files = Files.newDirectoryStream(plugin, Files::isRegularFile)) {
                for (var file : files) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
