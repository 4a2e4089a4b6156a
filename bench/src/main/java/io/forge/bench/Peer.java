package io.forge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A server on the JVM that can be measured.
 *
 * @param name what the tables call it
 * @param classPath of its own
 * @param main its main class, which prints its address when it listens
 * @param arguments for the main class
 */
public record Peer(String name, String classPath, String main, List<String> arguments) {

    private static final Path PEERS = Path.of("peers");

    /** Forge with every default on; {@code auto} lets {@code reverse} choose the event loop, as it asks. */
    public static Peer forge(String dispatch) {
        return new Peer(
                "forge " + dispatch,
                System.getProperty("java.class.path"),
                ForgeServer.class.getName(),
                List.of(dispatch));
    }

    /** Forge with handlers that take as long as a model would. */
    static Peer batching() {
        return new Peer(
                "forge batching", System.getProperty("java.class.path"), BatchingServer.class.getName(), List.of());
    }

    /** Forge with a management port. */
    static Peer operations(boolean metrics) {
        return new Peer(
                "forge operations",
                System.getProperty("java.class.path"),
                OperationsServer.class.getName(),
                List.of(Boolean.toString(metrics)));
    }

    /** Forge with MiniLM. */
    static Peer models() {
        return new Peer(
                "forge models",
                System.getProperty("java.class.path"),
                ModelServer.class.getName(),
                List.of(Models.FOLDER.toAbsolutePath().toString()));
    }

    /** Undertow alone: {@code reverse} on the IO thread, {@code fixed}, {@code worker} or {@code virtual}. */
    public static Peer bare(String mode) throws IOException {
        return of(
                "bare " + mode,
                "undertow",
                "io.forge.bench.undertow.UndertowServer",
                mode.equals("reverse") ? "io" : mode);
    }

    /** The same under another name. */
    public Peer named(String other) {
        return new Peer(other, classPath, main, arguments);
    }

    /** The server of a module in {@code peers}. */
    public static Peer of(String name, String module, String main, String... arguments) throws IOException {
        var built = PEERS.resolve(module).resolve("target");
        String classPath = built.resolve("classes") + ":" + Files.readString(built.resolve("classpath"));
        return new Peer(name, classPath, main, List.of(arguments));
    }
}
