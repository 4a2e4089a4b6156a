package io.forge.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Lets the servers of a test class keep their copies of plugins in a folder of its own, where no other process looks for
 * copies that were left. JUnit finds it as a service.
 */
public final class OwnTemporaryFolder implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(Namespace.GLOBAL).computeIfAbsent(OwnTemporaryFolder.class, key -> use());
    }

    /** For whoever reads the property from now on; the JDK has read it when it started. */
    private static Path use() {
        try {
            var parent = Files.createDirectories(Path.of("target", "copies").toAbsolutePath());
            var folder = Files.createTempDirectory(parent, "");
            System.setProperty("java.io.tmpdir", folder.toString());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
