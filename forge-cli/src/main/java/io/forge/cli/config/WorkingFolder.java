package io.forge.cli.config;

import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import io.forge.cli.output.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the configuration that lies in the folder in which a command runs.
 *
 * @param folder the folder
 */
record WorkingFolder(Path folder) {

    /** Also a link that leads nowhere: who made it wants to know. */
    Optional<Path> file() {
        var file = folder.resolve("forge.yaml");
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (Files.isDirectory(file)) {
            throw refused(file, "This is a directory, and the configuration is looked for here");
        }
        if (anyoneMayWrite(file) || anyoneMayWrite(folder)) {
            throw refused(file, "This is not read, because every user of this machine may write to it or its folder");
        }
        return Optional.of(file);
    }

    private static CommandException refused(Path file, String why) {
        return new CommandException("%s: %s: rename it, or name the file to read with --config".formatted(file, why));
    }

    /** A configuration names code to load, and nobody has asked for the one that lies here. */
    private static boolean anyoneMayWrite(Path path) {
        try {
            return Files.getPosixFilePermissions(path).contains(OTHERS_WRITE);
        } catch (UnsupportedOperationException | IOException e) { // No such permissions; or who reads it says why not.
            return false;
        }
    }
}
