package io.forge.cli;

import io.forge.cli.output.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Maven repository that this Forge brings along, with what the project of a plugin needs of it.
 *
 * @param folder where it is
 */
record ForgeRepository(Path folder) {

    /** Its artifacts, by their paths in it; what Maven has noted for itself stays behind. */
    Map<String, byte[]> artifacts() {
        var artifacts = new TreeMap<String, byte[]>();
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.filter(ForgeRepository::isArtifact)::iterator) {
                artifacts.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new CommandException("%s cannot be read (%s): unpack the distribution again".formatted(folder, e));
        }
        return artifacts;
    }

    private static boolean isArtifact(Path file) {
        String name = file.toString();
        return name.endsWith(".jar") || name.endsWith(".pom");
    }
}
