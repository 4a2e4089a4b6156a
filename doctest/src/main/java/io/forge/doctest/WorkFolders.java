package io.forge.doctest;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folders in which documents are run. */
final class WorkFolders implements AutoCloseable {

    private static final Path ARCHIVES = Path.of("forge-distribution", "target");

    private final Path root;
    private final Path scratch;
    private Optional<Path> distribution = Optional.empty();

    private WorkFolders(Path root, Path scratch) {
        this.root = root;
        this.scratch = scratch;
    }

    static WorkFolders open(Path root) throws IOException {
        return new WorkFolders(root, Files.createTempDirectory("forge doctest"));
    }

    /** A new empty folder that goes away with this. */
    Path newFolder() throws IOException {
        return Files.createTempDirectory(scratch, "run");
    }

    /** Where commands run. */
    Path directory(Place place) throws IOException, InterruptedException {
        return switch (place) {
            case REPOSITORY -> root;
            case DISTRIBUTION -> distribution();
        };
    }

    private Path distribution() throws IOException, InterruptedException {
        if (distribution.isEmpty()) {
            distribution = Optional.of(unpack(only(root.resolve(ARCHIVES), "forge-*.tar.gz")));
        }
        return distribution.get();
    }

    private Path unpack(Path archive) throws IOException, InterruptedException {
        Path folder = newFolder();
        int exitCode = new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", folder.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IOException("The distribution " + archive + " cannot be unpacked");
        }
        return only(folder, "*");
    }

    private static Path only(Path folder, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
                files.forEach(found::add);
            }
        }
        if (found.size() != 1) {
            throw new IOException("One " + glob + " should be in " + folder + ", but there are " + found.size()
                    + ": build with mvn clean package");
        }
        return found.get(0);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(scratch)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
