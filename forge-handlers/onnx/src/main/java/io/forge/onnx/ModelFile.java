package io.forge.onnx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One version of a model in the folder.
 *
 * @param name the model's
 * @param version the version's
 * @param file the model itself
 * @param look what its files look like from outside: as long as it is the same, they were probably not written to
 */
record ModelFile(String name, String version, Path file, SortedMap<Path, Look> look) {

    /**
     * What tells one content of a file from another without reading it.
     *
     * @param attributes its size, time and identity
     */
    record Look(Map<String, Object> attributes) {

        private static final String EVERYWHERE = "size,lastModifiedTime,fileKey";

        static Look at(Path file) throws IOException {
            boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
            return new Look(Files.readAttributes(file, unix ? "unix:ctime," + EVERYWHERE : EVERYWHERE));
        }

        private long bytes() {
            return (long) requireNonNull(attributes.get("size"));
        }
    }

    /** A model that is a single file, and files beside it whose names begin with its own. */
    static ModelFile single(String name, Path file) throws IOException {
        try (var beside = Files.list(file.getParent())) {
            String prefix = file.getFileName().toString();
            return new ModelFile(
                    name,
                    ModelFolder.ONLY_VERSION,
                    file,
                    looks(beside.filter(other -> other.getFileName().toString().startsWith(prefix))));
        }
    }

    /** A model in the folder of a version. */
    static ModelFile in(String name, Path folder, Path file) throws IOException {
        try (var all = Files.walk(folder)) {
            return new ModelFile(name, folder.getFileName().toString(), file, looks(all));
        }
    }

    private static SortedMap<Path, Look> looks(Stream<Path> files) throws IOException {
        var looks = new TreeMap<Path, Look>();
        for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
            looks.put(file, Look.at(file));
        }
        return looks;
    }

    /** About how much memory it takes when it is loaded: that of its weights. */
    long bytes() {
        return look.values().stream().mapToLong(Look::bytes).sum();
    }

    /** Name and version, as people say them. */
    String title() {
        return "%s version %s".formatted(name, version);
    }
}
