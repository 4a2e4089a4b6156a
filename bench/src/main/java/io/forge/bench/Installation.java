package io.forge.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A throw-away folder that looks like an unpacked distribution, with a start-up cache of its own. */
final class Installation implements AutoCloseable {

    /** Whether a start may use the cache. */
    enum Cache {
        ON,
        OFF
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String REQUEST = """
            POST /reverse HTTP/1.1
            Host: localhost
            Connection: close
            Content-Type: application/json
            Content-Length: 11

            {"a":"abc"}""";

    private final Path folder;

    private Installation(Path folder) {
        this.folder = folder;
    }

    /** Copies what the launcher of a source checkout runs, which is built first if that is needed, with the shipped launcher. */
    static Installation make(Path checkout) throws IOException, InterruptedException {
        return make(checkout, "--version");
    }

    /** With a command that needs what is to be built. */
    private static Installation make(Path checkout, String... command) throws IOException, InterruptedException {
        var installation =
                new Installation(Files.createTempDirectory("forge-bench").toRealPath());
        var building = new ArrayList<String>();
        building.add(checkout.resolve(Path.of("bin", "forge-cli")).toString());
        building.addAll(List.of(command));
        installation.run(building);
        Files.createDirectories(installation.launcher().getParent());
        Files.copy(checkout.resolve(Path.of("forge-distribution", "src", "bin", "forge-cli")), installation.launcher());
        copy(checkout.resolve(Path.of("forge-cli", "target", "forge", "lib")), installation.folder.resolve("lib"));
        return installation;
    }

    /** The same with the plugin that runs models. */
    static Installation makeWithModels(Path checkout) throws IOException, InterruptedException {
        var installation = make(checkout, "start", "--models", ".", "--help");
        var built = checkout.resolve(Path.of("forge-handlers", "onnx", "target", "forge", "onnx"));
        var plugin = Files.createDirectories(installation.plugins()).resolve("onnx");
        copy(built, plugin);
        copy(built.resolve("native"), plugin.resolve("native"));
        return installation;
    }

    /** Where its plugins are. */
    Path plugins() {
        return folder.resolve("plugins");
    }

    /** Another with the same JARs. */
    Installation copy() throws IOException {
        var installation =
                new Installation(Files.createTempDirectory("forge-bench").toRealPath());
        Files.createDirectories(installation.launcher().getParent());
        Files.copy(launcher(), installation.launcher());
        copy(folder.resolve("lib"), installation.folder.resolve("lib"));
        return installation;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (var files = Files.newDirectoryStream(from)) {
            for (var file : (Iterable<Path>)
                    StreamSupport.stream(files.spliterator(), false).filter(Files::isRegularFile)::iterator) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** Moves the JAR whose name begins so from the class path into another folder. */
    void moveJar(String name, Path to) throws IOException {
        try (var jars = Files.newDirectoryStream(folder.resolve("lib"), name + "*")) {
            for (var jar : jars) {
                Files.move(jar, to.resolve(jar.getFileName()));
            }
        }
    }

    /** An empty folder, which goes with this. */
    Path newFolder(String name) throws IOException {
        return Files.createTempDirectory(folder, name);
    }

    /** Starts the server on a free port, under {@link Server#FLAGS}; it logs warnings only. */
    Server serve(String name, String... arguments) throws IOException {
        var command =
                new ArrayList<>(List.of(launcher().toString(), "start", "--port", "0", "--set", "log.level=warn"));
        command.addAll(List.of(arguments));
        var builder = builder(command, Cache.OFF);
        builder.environment().put("FORGE_JAVA_OPTS", String.join(" ", Server.FLAGS));
        return Server.start(name, builder);
    }

    /** Makes the cache. */
    void warm() throws IOException, InterruptedException {
        run(List.of(launcher().toString(), "warm"));
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        var process = builder(command, Cache.ON).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("%s ended with %d".formatted(String.join(" ", command), process.exitValue()));
        }
    }

    /** Starts the server, waits for its first answer and stops it. */
    double millisToFirstAnswer(Cache cache) throws IOException, InterruptedException {
        return millisToFirstAnswer(
                cache,
                List.of("--handlers", "reverse"),
                REQUEST.replace("\n", "\r\n").getBytes(US_ASCII));
    }

    /** The same, with other handlers and another request. */
    double millisToFirstAnswer(Cache cache, List<String> arguments, byte[] request)
            throws IOException, InterruptedException {
        int port = freePort();
        var command = new ArrayList<>(List.of(launcher().toString(), "start", "--port", String.valueOf(port)));
        command.addAll(arguments);
        long begin = System.nanoTime();
        var process = builder(command, cache)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            while (!isAnswered(port, request)) {
                if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw new IOException("%s does not answer".formatted(String.join(" ", command)));
                }
                TimeUnit.MILLISECONDS.sleep(1);
            }
            return (System.nanoTime() - begin) / 1e6;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isAnswered(int port, byte[] request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request);
            return new String(socket.getInputStream().readAllBytes(), US_ASCII).startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            return false; // It does not listen yet.
        }
    }

    private ProcessBuilder builder(List<String> command, Cache cache) {
        var builder = new ProcessBuilder(command);
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("FORGE_"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put(
                "FORGE_CACHE", cache == Cache.ON ? folder.resolve("cache").toString() : "off");
        return builder;
    }

    private Path launcher() {
        return folder.resolve("bin").resolve("forge-cli");
    }

    @Override
    public void close() throws IOException {
        var paths = new ArrayList<Path>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(paths::add);
        }
        for (var path : paths) {
            Files.delete(path);
        }
    }
}
