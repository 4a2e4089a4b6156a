package io.forge.plugin;

import io.forge.config.PathText;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What lies in a plugins folder, or at another place where plugins are looked for.
 *
 * @param plugins by name; not yet looked at
 * @param failures what is no plugin and does not look as if it was meant to lie there
 */
public record PluginFolder(List<PluginFiles> plugins, List<PluginFailure> failures) {

    /** Hidden files, notes, and files that are still being copied. */
    private static final Pattern IGNORED =
            Pattern.compile("\\..*|README.*|.*\\.(txt|md|part|tmp)|.*~", Pattern.CASE_INSENSITIVE);

    /**
     * Reads a plugins folder for the first time.
     *
     * @param sources whether source files are plugins
     * @throws HandlerLoadException if it is none
     */
    static PluginFolder read(Path folder, boolean sources) {
        return read(folder, sources, Set.of());
    }

    /**
     * Reads a plugins folder.
     *
     * @param sources whether source files are plugins
     * @param known of two files with the name of one plugin, the one that was there before is the plugin
     * @throws HandlerLoadException if it is none
     */
    public static PluginFolder read(Path folder, boolean sources, Set<Path> known) {
        if (Files.isDirectory(folder)) {
            return sort(list(folder, known), sources);
        }
        throw new HandlerLoadException(
                Files.exists(folder)
                        ? "The plugins folder %s is a file: name the folder that has the plugins".formatted(folder)
                        : "The plugins folder %s does not exist: make it, or correct the path".formatted(folder));
    }

    /** The plugin at a path, if something is there. */
    public static PluginFolder at(Path place) {
        var plugins = Files.exists(place) ? List.of(PluginFiles.at(place)) : List.<PluginFiles>of();
        return new PluginFolder(plugins, List.of());
    }

    /** The same without what lies at some paths. */
    public PluginFolder without(Collection<Path> places) {
        return new PluginFolder(
                plugins.stream()
                        .filter(files -> !places.contains(files.place()))
                        .toList(),
                failures.stream()
                        .filter(failure -> !places.contains(failure.place()))
                        .toList());
    }

    private static List<Path> list(Path folder, Set<Path> known) {
        var files = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(folder)) {
            entries.forEach(files::add);
        } catch (IOException | DirectoryIteratorException e) {
            throw new HandlerLoadException(
                    "The plugins folder %s cannot be read (%s)".formatted(folder, FailureMessages.of(e)), e);
        }
        files.removeIf(file -> IGNORED.matcher(file.getFileName().toString()).matches());
        files.sort(Comparator.comparing((Path file) -> !known.contains(file)).thenComparing(Comparator.naturalOrder()));
        return files;
    }

    private static PluginFolder sort(List<Path> files, boolean sources) {
        var plugins = new TreeMap<String, PluginFiles>();
        var failures = new ArrayList<PluginFailure>();
        for (var file : files) {
            String fileName = file.getFileName().toString();
            if (Files.isDirectory(file)) {
                add(PluginFiles.ofFolder(file), plugins, failures);
            } else if (PluginFiles.isJar(fileName)) {
                add(PluginFiles.ofJar(file), plugins, failures);
            } else if (sources && PluginFiles.isSource(fileName)) {
                add(PluginFiles.ofSource(file), plugins, failures);
            } else {
                failures.add(new PluginFailure(fileName, file, Optional.empty(), whyNoPlugin(file)));
            }
        }
        return new PluginFolder(List.copyOf(plugins.values()), failures);
    }

    private static String whyNoPlugin(Path file) {
        String what = PluginFiles.isSource(file.getFileName().toString())
                ? "a source file, which is not compiled here: set plugins.sources: true, name the file with --handlers, or remove it"
                : "no JAR: remove it, or rename it to end in .jar if it is one";
        return "File %s in the plugins folder is %s".formatted(PathText.onOneLine(file), what);
    }

    private static void add(
            PluginFiles files, TreeMap<String, PluginFiles> plugins, ArrayList<PluginFailure> failures) {
        var other = plugins.putIfAbsent(files.name(), files);
        if (other != null) {
            failures.add(PluginFailure.of(
                    files,
                    new PluginLoadException("%s is named '%s' too: remove or rename one of them"
                            .formatted(PathText.onOneLine(other.place()), files.name()))));
        }
    }
}
