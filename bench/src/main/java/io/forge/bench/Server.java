package io.forge.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server that runs in a process of its own; the process ends with this one, also on Ctrl-C. */
public final class Server implements AutoCloseable {

    /** What every measured JVM gets, so that only the servers differ. */
    public static final List<String> FLAGS = List.of("-Xmx256m", "-XX:+UseG1GC");

    private static final int PATIENCE_SECONDS = 10;
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");

    private final String name;
    private final Process process;
    private final BufferedReader output;
    private final int port;

    private Server(String name, Process process, BufferedReader output, int port) {
        this.name = name;
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /** Starts a peer under {@link #FLAGS} and returns when it listens. */
    static Server start(Peer peer) throws IOException {
        return start(peer, FLAGS);
    }

    /** As {@link #start(Peer)}, under other flags. */
    static Server start(Peer peer, List<String> flags) throws IOException {
        return start(peer.name(), command(peer, flags));
    }

    /** What starts a peer on the Java that runs this. */
    public static ProcessBuilder command(Peer peer, List<String> flags) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", peer.classPath(), peer.main()));
        command.addAll(peer.arguments());
        return new ProcessBuilder(command);
    }

    /** Starts what prints its address when it listens; what it says of errors is shown, unless it is sent elsewhere. */
    public static Server start(String name, ProcessBuilder builder) throws IOException {
        if (builder.redirectError().type() == ProcessBuilder.Redirect.Type.PIPE) {
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        }
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        // Left open: the peer may print more.
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        return new Server(name, process, output, readPort(name, output));
    }

    private static int readPort(String name, BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            var address = ADDRESS.matcher(line);
            if (address.find()) {
                return Integer.parseInt(address.group(1));
            }
        }
        throw new IOException("%s ended before it listened".formatted(name));
    }

    public String name() {
        return name;
    }

    /** Gives it a line to read. */
    void tell(String line) throws IOException {
        var input = process.outputWriter(UTF_8);
        input.write(line);
        input.newLine();
        input.flush();
    }

    /** What it prints after its address. */
    String nextLine() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("%s has ended".formatted(name));
        }
        return line;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** The process, and those that it has started. */
    public Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    /** User and system time of its processes until now. */
    public Duration cpuTime() {
        if (!process.isAlive()) {
            throw new IllegalStateException("%s has ended".formatted(name));
        }
        return processes()
                .flatMap(one -> one.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }
}
