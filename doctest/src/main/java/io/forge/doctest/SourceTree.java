package io.forge.doctest;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of a repository that are written by hand. */
final class SourceTree {

    /** The folders that a build fills. */
    private static final Set<String> MADE = Set.of("target", "node_modules");

    private final Path root;
    private final List<Path> files = new ArrayList<>();

    SourceTree(Path root) throws IOException {
        this.root = root;
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                boolean made = MADE.contains(name) || (name.startsWith(".") && !directory.equals(root));
                return made ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(root.relativize(file));
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
    }

    /** The files, relative to the root, whose path matches a glob. */
    List<Path> files(String glob) {
        PathMatcher matcher = root.getFileSystem().getPathMatcher("glob:" + glob);
        return files.stream().filter(matcher::matches).toList();
    }

    List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(root.resolve(file));
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not written in UTF-8", e);
        }
    }
}
