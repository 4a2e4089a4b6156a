package io.forge.cli;

import io.forge.cli.output.CommandException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a project that is there as a whole or not at all: it is written beside its place, and moved there in one step. */
final class ProjectFolder {

    private ProjectFolder() {}

    /**
     * Writes files into a folder that is not there yet, or is empty.
     *
     * @param place where the project's folder is to be
     * @param name the name of the project's folder
     * @param files the content of each file, by its path in the project
     * @return the project's folder
     * @throws CommandException if it cannot be written
     */
    static Path write(Path place, String name, Map<String, byte[]> files) {
        if (!Files.isDirectory(place)) {
            throw new CommandException(
                    Files.exists(place)
                            ? "%s is a file: name the folder in which the project's own is to be".formatted(place)
                            : "The folder %s does not exist: make it, or correct the path".formatted(place));
        }
        var folder = place.resolve(name);
        try {
            if (!isFree(folder)) {
                throw isThere(folder);
            }
            write(place, folder, files);
            return folder;
        } catch (IOException e) {
            if (isTaken(folder)) { // Somebody else was faster, and the system has no error of its own for that.
                throw isThere(folder);
            }
            throw new CommandException(
                    "%s cannot be written (%s): choose another place with --directory".formatted(folder, reason(e)));
        }
    }

    private static boolean isFree(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return !Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
        }
        try (var entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        }
    }

    private static boolean isTaken(Path folder) {
        try {
            return !isFree(folder);
        } catch (IOException e) {
            return false;
        }
    }

    private static CommandException isThere(Path folder) {
        return new CommandException(
                "%s is there already: choose another name, or another place with --directory".formatted(folder));
    }

    private static void write(Path place, Path folder, Map<String, byte[]> files) throws IOException {
        var workshop = Files.createTempDirectory(place, ".forge-cli-new");
        try {
            // Only the outer folder is closed to others, as all temporary ones are.
            var project = Files.createDirectory(workshop.resolve("project"));
            for (var file : files.entrySet()) {
                write(project, file.getKey(), file.getValue());
            }
            Files.deleteIfExists(folder); // It is empty.
            Files.move(project, folder);
        } finally {
            delete(workshop);
        }
    }

    private static void write(Path project, String path, byte[] content) throws IOException {
        Files.createDirectories(project.resolve(path.substring(0, path.lastIndexOf('/') + 1)));
        Files.write(project.resolve(path), content);
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException failure) throws IOException {
                Files.delete(inner);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "this user may not";
        }
        return e instanceof FileSystemException failure
                ? Optional.ofNullable(failure.getReason())
                        .orElse(failure.getClass().getSimpleName())
                : String.valueOf(e.getMessage());
    }
}
