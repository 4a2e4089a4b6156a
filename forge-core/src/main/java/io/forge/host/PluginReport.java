package io.forge.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one plugin.
 *
 * @param name its file's name without the ending, or its folder's name
 * @param version what its manifest says in {@code Implementation-Version}
 * @param place the file or folder
 * @param jars the names of its JARs
 * @param handlers the names of those of its handlers that are in service
 * @param state what becomes of it
 * @param problem what is wrong, and what to do: why it could not be loaded, why a newer file could not take its place, or
 *     which of its handlers are not served
 */
public record PluginReport(
        String name,
        Optional<String> version,
        Path place,
        List<String> jars,
        List<String> handlers,
        State state,
        Optional<String> problem) {

    /** Copies the lists. */
    public PluginReport {
        jars = List.copyOf(jars);
        handlers = List.copyOf(handlers);
    }

    /** What becomes of a plugin. */
    public enum State {

        /** It serves. */
        LOADED,

        /** It does not serve, for the reason that is told. */
        FAILED,

        /** It was replaced or removed, and its last calls are in flight. */
        DRAINING
    }
}
