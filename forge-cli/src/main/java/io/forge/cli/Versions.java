package io.forge.cli;

import io.forge.runtime.VirtualThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Says which Forge, Java and Undertow this is, and what this Java can do for Forge; a line each, by its first word. */
final class Versions implements IVersionProvider {

    private static final String FILE = "version.properties";

    @Override
    public String[] getVersion() {
        var versions = read();
        return new String[] {
            "Forge " + versions.getProperty("forge"),
            "Java %s (%s) in %s".formatted(Runtime.version(), property("java.vendor"), property("java.home")),
            "Undertow " + versions.getProperty("undertow"),
            "System %s %s %s".formatted(property("os.name"), property("os.version"), property("os.arch")),
            "Dispatch auto, event-loop, worker, thread, serial"
                    + (VirtualThreads.available() ? ", virtual" : "; virtual with Java 21 or later"),
            "Start-up cache: " + startUpCache()
        };
    }

    private static String property(String name) {
        return String.valueOf(System.getProperty(name));
    }

    private static String startUpCache() {
        return Runtime.version().feature() >= 25
                ? "AOT cache"
                : "class-data archive; the faster AOT cache with Java 25 or later";
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
