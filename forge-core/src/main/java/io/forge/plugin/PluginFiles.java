package io.forge.plugin;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A plugin as it lies in the plugins folder.
 *
 * @param name its file's name without {@code .jar}, or its folder's name
 * @param place the file or folder
 */
record PluginFiles(String name, Path place) {

    private static final String JAR = ".jar";

    static boolean isJar(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(JAR);
    }

    static PluginFiles ofJar(Path jar) {
        String fileName = jar.getFileName().toString();
        return new PluginFiles(fileName.substring(0, fileName.length() - JAR.length()), jar);
    }

    static PluginFiles ofFolder(Path folder) {
        return new PluginFiles(folder.getFileName().toString(), folder);
    }

    /** What lies at a path, or should. */
    static PluginFiles at(Path place) {
        return isJar(place.getFileName().toString()) ? ofJar(place) : ofFolder(place);
    }

    /** Its JARs, in the order of their names, which is the order of the class path. */
    List<Path> jars() throws PluginLoadException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        var jars = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(place, PluginFiles::isOffered)) {
            entries.forEach(jars::add);
        } catch (IOException | DirectoryIteratorException e) {
            throw new PluginLoadException("the folder cannot be read (%s)".formatted(Words.of(e)), e);
        }
        if (jars.isEmpty()) {
            throw new PluginLoadException("there is no JAR in the folder: put the plugin's JARs into it, or remove it");
        }
        Collections.sort(jars);
        return jars;
    }

    private static boolean isOffered(Path file) {
        String fileName = file.getFileName().toString();
        return isJar(fileName) && !fileName.startsWith(".");
    }
}
