package io.forge.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Says which Forge, Java and Undertow this is. */
final class Versions implements IVersionProvider {

    private static final String FILE = "version.properties";

    @Override
    public String[] getVersion() {
        var versions = read();
        return new String[] {
            "Forge " + versions.getProperty("forge"),
            "Java %s (%s)".formatted(Runtime.version(), System.getProperty("java.vendor")),
            "Undertow " + versions.getProperty("undertow")
        };
    }

    private static Properties read() {
        var versions = new Properties();
        try (var file = Versions.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("The build has left out " + FILE);
            }
            versions.load(file);
            return versions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
