package io.forge.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds the models in a folder: {@code NAME/VERSION/model.onnx}, or {@code NAME.onnx} as version 1.
 *
 * <p>A model's configuration is {@code NAME/model.yaml} or {@code NAME.yaml}. What begins with a dot is passed over.
 */
final class ModelFolder {

    /** The version of a model that is a single file. */
    static final String ONLY_VERSION = "1";

    private static final String ENDING = ".onnx";
    private static final String FILE = "model.onnx";
    private static final String CONFIG = "model.yaml";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,63}");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,63}");

    private final Path folder;

    ModelFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * All versions of one model.
     *
     * @param name the model's
     * @param config the file with its configuration; empty where there is none
     * @param configLook what that file looks like from outside
     * @param versions the highest last
     */
    record Found(String name, Optional<Path> config, Optional<ModelFile.Look> configLook, List<ModelFile> versions) {}

    /**
     * What a look at the folder finds.
     *
     * @param models by name
     * @param problems what cannot be a model, in words
     */
    record Contents(Map<String, Found> models, List<String> problems) {}

    /**
     * Looks at the folder.
     *
     * @throws IOException if it cannot be read now
     */
    Contents look() throws IOException {
        var models = new TreeMap<String, Found>();
        var problems = new ArrayList<String>();
        try (var entries = Files.list(folder)) {
            // Folders come first: a file of the same name is the mistake.
            var sorted = entries.filter(entry -> !isHidden(entry))
                    .sorted(Comparator.comparing((Path entry) -> !Files.isDirectory(entry))
                            .thenComparing(Path::getFileName))
                    .toList();
            for (var entry : sorted) {
                look(entry, models, problems);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Contents(models, problems);
    }

    private static boolean isHidden(Path entry) {
        return entry.getFileName().toString().startsWith(".");
    }

    private static void look(Path entry, Map<String, Found> models, List<String> problems) throws IOException {
        String fileName = entry.getFileName().toString();
        boolean isFolder = Files.isDirectory(entry);
        if (!isFolder && !fileName.endsWith(ENDING)) {
            return;
        }
        String name = isFolder ? fileName : fileName.substring(0, fileName.length() - ENDING.length());
        var found = isFolder ? folder(name, entry) : Optional.of(file(name, entry));
        if (found.isEmpty()) {
            return;
        }
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    "'%s' cannot be the name of a model: use up to 63 of letters, digits, '.', '_' and '-', a letter or digit first"
                            .formatted(name.replaceAll("\\p{Cntrl}", "?")));
        } else if (models.containsKey(name)) {
            problems.add("%s is passed over, as the folder %s has versions of this model: put it in there as %s/%s/%s"
                    .formatted(fileName, name, name, ONLY_VERSION, FILE));
        } else {
            models.put(name, found.get());
        }
    }

    private static Found file(String name, Path file) throws IOException {
        return found(name, file.resolveSibling(name + ".yaml"), List.of(ModelFile.single(name, file)));
    }

    private static Optional<Found> folder(String name, Path folder) throws IOException {
        var versions = new ArrayList<ModelFile>();
        try (var entries = Files.list(folder)) {
            for (var entry : (Iterable<Path>) entries.filter(one -> !isHidden(one))::iterator) {
                var file = entry.resolve(FILE);
                if (Files.exists(file)
                        && VERSION.matcher(entry.getFileName().toString()).matches()) {
                    versions.add(ModelFile.in(name, entry, file));
                }
            }
        }
        versions.sort(Comparator.comparing(ModelFile::version, ModelFolder::compare));
        return versions.isEmpty() ? Optional.empty() : Optional.of(found(name, folder.resolve(CONFIG), versions));
    }

    private static Found found(String name, Path config, List<ModelFile> versions) throws IOException {
        return Files.exists(config)
                ? new Found(name, Optional.of(config), Optional.of(ModelFile.Look.at(config)), versions)
                : new Found(name, Optional.empty(), Optional.empty(), versions);
    }

    /** Whole numbers by what they are, and behind all others. */
    private static int compare(String one, String other) {
        boolean oneIsWhole = WHOLE.matcher(one).matches();
        boolean otherIsWhole = WHOLE.matcher(other).matches();
        if (oneIsWhole && otherIsWhole) {
            return new BigInteger(one).compareTo(new BigInteger(other));
        }
        return oneIsWhole == otherIsWhole ? one.compareTo(other) : Boolean.compare(oneIsWhole, otherIsWhole);
    }

    /** The versions of a model that are to be served. */
    static List<ModelFile> chosen(Found model, ModelConfig config) {
        var all = model.versions();
        if (!config.versions().isEmpty()) {
            return all.stream()
                    .filter(one -> config.versions().contains(one.version()))
                    .toList();
        }
        return all.subList(Math.max(0, all.size() - config.latest().orElse(1)), all.size());
    }
}
