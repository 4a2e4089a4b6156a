package io.forge.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line as a process of its own, on the JDK that runs the tests and with the launcher's flags. */
final class ForgeProcess implements AutoCloseable {

    private static final Pattern SERVED = Pattern.compile("[A-Z]+ +(http://\\S+)/\\S+ .*");
    private static final long PATIENCE_SECONDS = 60;

    /** A test that reads from a process waits for good, and no interrupt ends that. */
    private static final long MAX_LIFE_SECONDS = 180;

    /** What virtual threads need to start in place. */
    static final String OPENS_THREADS = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    private final Process process;
    private final BufferedReader out;
    private final BufferedReader err;
    private final HttpClient client = HttpClient.newHttpClient();

    private ForgeProcess(Process process) {
        this.process = process;
        this.out = process.inputReader();
        this.err = process.errorReader();
        process.onExit().orTimeout(MAX_LIFE_SECONDS, TimeUnit.SECONDS).exceptionally(late -> process.destroyForcibly());
    }

    static ForgeProcess run(String... arguments) throws IOException {
        return run(Main.class, process -> {}, arguments);
    }

    /**
     * Runs a program with a main method.
     *
     * @param setup changes how the process is started
     */
    static ForgeProcess run(Class<?> program, Consumer<ProcessBuilder> setup, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("-Dguice_bytecode_gen_option=DISABLED");
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add(OPENS_THREADS);
        }
        command.add(program.getName());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        setup.accept(builder);
        return new ForgeProcess(builder.start());
    }

    /** Reads the output up to the line that says that the server is ready. */
    List<String> awaitReady() throws IOException {
        return readUpTo(out, "ready in ");
    }

    /** Waits until something listens on a port, where the process cannot say so. */
    void awaitListening(int port) throws IOException, InterruptedException {
        while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (ConnectException e) {
                // Not yet.
            }
        }
        throw new IOException("The process has ended with exit code " + process.exitValue());
    }

    List<String> readOutUpTo(String part) throws IOException {
        return readUpTo(out, part);
    }

    List<String> readErrUpTo(String part) throws IOException {
        return readUpTo(err, part);
    }

    private static List<String> readUpTo(BufferedReader reader, String part) throws IOException {
        var lines = new ArrayList<String>();
        while (lines.isEmpty() || !lines.get(lines.size() - 1).contains(part)) {
            String line = reader.readLine();
            if (line == null) {
                throw new IOException("No line with '%s' came but %s".formatted(part, lines));
            }
            lines.add(line);
        }
        return lines;
    }

    /** Where the server listens, from one of the lines that it wrote. */
    static URI base(List<String> lines) {
        return lines.stream()
                .map(SERVED::matcher)
                .filter(Matcher::matches)
                .map(matcher -> URI.create(matcher.group(1)))
                .findFirst()
                .orElseThrow();
    }

    CompletableFuture<HttpResponse<String>> post(URI uri, String json) {
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    /** Sends SIGTERM; unlike {@link Process#destroy} it leaves the process's streams open. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Sends a signal by its name, such as HUP. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, "" + process.pid())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Lets one call through the gate. */
    void openGate() throws IOException {
        process.getOutputStream().write('x');
        process.getOutputStream().flush();
    }

    /** Leaves, as a reader does that has read enough. */
    void closeOut() throws IOException {
        out.close();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The process does not end");
        }
        return process.exitValue();
    }

    List<String> restOfErr() {
        return err.lines().toList();
    }

    List<String> restOfOut() {
        return out.lines().toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            out.close();
            err.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
