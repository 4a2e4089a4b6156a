package io.forge.plugin;

import io.forge.config.PathText;
import java.nio.file.Path;

/** A plugin has a Guice of its own, and uses what is made for the server's. */
final class TwoGuicesError extends LinkageError {

    private static final long serialVersionUID = 1;

    /**
     * Says what to do.
     *
     * @param className what was asked for
     * @param jar where the plugin's own Guice is
     */
    TwoGuicesError(String className, Path jar) {
        super(
                "it uses %s, which is made for the server's Guice, and has a Guice of its own in %s: remove that JAR, or do without io.forge.guice"
                        .formatted(className, PathText.onOneLine(jar)));
    }
}
