package io.forge.plugin;

import io.forge.config.PathText;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Tells the path of a plugin from the name of a handler, where either may stand. */
public final class PluginPath {

    private PluginPath() {}

    /** Whether it ends as a JAR or a source file does, or leads to a folder. */
    public static boolean isOne(String entry) {
        return PluginFiles.isJar(entry)
                || PluginFiles.isSource(entry)
                || entry.indexOf('/') >= 0
                || entry.indexOf(File.separatorChar) >= 0;
    }

    /**
     * The path.
     *
     * @param directory where it starts if it is relative
     * @throws HandlerLoadException if it can be none
     */
    public static Path resolve(Path directory, String entry) {
        try {
            return directory.resolve(entry).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new HandlerLoadException(
                    "'%s' can be no path%s".formatted(entry.replaceAll("\\p{Cntrl}", "?"), PathText.why(e)), e);
        }
    }
}
