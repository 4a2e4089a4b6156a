package io.forge.plugin;

import io.forge.config.PathText;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A plugin as it lies in the plugins folder.
 *
 * @param name its file's name without {@code .jar} or {@code .java}, or its folder's name
 * @param place the file or folder
 */
public record PluginFiles(String name, Path place) {

    /** The folder in a plugin's folder for the JARs of libraries with native code. */
    static final String NATIVE = "native";

    private static final String JAR = ".jar";
    private static final String SOURCE = ".java";

    /** How the file of a native library ends on this system. */
    private static final String LIBRARY = System.mapLibraryName("x").replaceFirst(".*x", "");

    static boolean isJar(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(JAR);
    }

    static boolean isSource(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(SOURCE);
    }

    static PluginFiles ofJar(Path jar) {
        return new PluginFiles(nameWithout(JAR, jar), jar);
    }

    static PluginFiles ofSource(Path source) {
        return new PluginFiles(nameWithout(SOURCE, source), source);
    }

    private static String nameWithout(String ending, Path file) {
        String fileName = file.getFileName().toString();
        return fileName.substring(0, fileName.length() - ending.length());
    }

    static PluginFiles ofFolder(Path folder) {
        return new PluginFiles(folder.getFileName().toString(), folder);
    }

    /** What lies at a path, or should. */
    public static PluginFiles at(Path place) {
        String fileName = place.getFileName() == null ? "" : place.getFileName().toString();
        if (Files.isDirectory(place)) { // Whatever its name ends in, as in a plugins folder.
            return new PluginFiles(fileName, place);
        }
        if (isJar(fileName)) {
            return ofJar(place);
        }
        return isSource(fileName) ? ofSource(place) : new PluginFiles(fileName, place);
    }

    public void checkExists() throws PluginLoadException {
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) { // What a link leads to is looked at later.
            throw new PluginLoadException("it does not exist: correct the path");
        }
    }

    /** Java finds a file again by its name only where the locale's encoding has all letters of it. */
    void checkRepresentable() throws PluginLoadException {
        var paths = new ArrayList<>(List.of(place));
        if (Files.isDirectory(place)) {
            paths.addAll(all());
        }
        for (var path : paths) {
            if (!PathText.isRepresentable(path)) {
                throw new PluginLoadException(
                        "Java cannot represent the file name %s in this locale (%s): set LC_ALL=C.UTF-8, or rename it"
                                .formatted(PathText.onOneLine(path.getFileName()), PathText.encoding()));
            }
        }
    }

    /** The folder that links to its files may not lead out of, where it lies in no plugins folder. */
    public Path folder() {
        var parent = place.getParent();
        return parent == null || Files.isDirectory(place) ? place : parent;
    }

    /** Whether it is to be compiled. */
    public boolean isSource() {
        return isSource(String.valueOf(place.getFileName())) && !Files.isDirectory(place);
    }

    /** Its JARs, in the order of their names, which is the order of the class path; or its source file. */
    List<Path> jars() throws PluginLoadException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        var jars = list(place, PluginFiles::isOffered);
        if (jars.isEmpty()) {
            throw new PluginLoadException("there is no JAR in the folder: put the plugin's JARs into it, or remove it");
        }
        return jars;
    }

    private static List<Path> list(Path folder, DirectoryStream.Filter<Path> filter) throws PluginLoadException {
        var files = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(folder, filter)) {
            entries.forEach(files::add);
        } catch (IOException | DirectoryIteratorException e) {
            throw new PluginLoadException("the folder cannot be read (%s)".formatted(FailureMessages.of(e)), e);
        }
        Collections.sort(files);
        return files;
    }

    /** The native libraries that lie beside its JARs; none where it is a single file. */
    List<Path> libraries() throws PluginLoadException {
        return Files.isDirectory(place) ? list(place, PluginFiles::isLibrary) : List.of();
    }

    /** The JARs of its libraries with native code, in the order of their names; mostly there are none. */
    List<Path> nativeJars() throws PluginLoadException {
        var folder = place.resolve(NATIVE);
        return Files.isDirectory(folder) ? list(folder, PluginFiles::isOffered) : List.of();
    }

    /** All that it runs from; the same errors as {@link #jars}. */
    List<Path> all() throws PluginLoadException {
        var all = new ArrayList<>(jars());
        all.addAll(libraries());
        all.addAll(nativeJars());
        return all;
    }

    /** What one of its files is called: its path from the plugin's folder. */
    Path nameOf(Path file) {
        return file.equals(place) || !file.startsWith(place) ? file.getFileName() : place.relativize(file);
    }

    private static boolean isLibrary(Path file) {
        return file.getFileName().toString().endsWith(LIBRARY);
    }

    private static boolean isOffered(Path file) {
        String fileName = file.getFileName().toString();
        return isJar(fileName) && !fileName.startsWith(".");
    }
}
