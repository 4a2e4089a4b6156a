package io.forge.plugin;

import io.forge.config.PathText;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Refuses files that lie elsewhere than in a folder, of which there is only a link in it.
 *
 * @param folder whoever may write to it decides what runs
 */
record LinkCheck(Path folder) {

    /**
     * Checks one file.
     *
     * @param name what it is called in messages
     */
    void check(Path file, String name) throws IOException, PluginLoadException {
        Path real;
        try {
            real = file.toRealPath();
        } catch (NoSuchFileException e) {
            throw new PluginLoadException(
                    "%s is a link to nothing: copy the file itself, or remove the link".formatted(name), e);
        } catch (FileSystemException e) {
            throw new PluginLoadException("%s cannot be read: %s".formatted(name, FailureMessages.of(e)), e);
        }
        if (!real.startsWith(folder.toRealPath())) {
            throw new PluginLoadException("%s leads to %s, outside of %s: copy the file itself"
                    .formatted(name, PathText.onOneLine(real), PathText.onOneLine(folder)));
        }
    }
}
