package io.forge.doctest;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** One run of a script by bash, from its start to its end. */
final class Execution {

    private static final long LIMIT_SECONDS = 180;
    private static final long STOP_LIMIT_SECONDS = 30;
    private static final Pattern READY = Pattern.compile("^ready in ", Pattern.MULTILINE);

    private final Process process;
    private final Path folder;

    private Execution(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * Starts a script.
     *
     * @param directory where it runs
     * @param folder an empty folder for what is known about the run
     */
    static Execution start(Script script, Path directory, Path folder) throws IOException {
        Path commands =
                Files.writeString(folder.resolve("commands"), script.commands().text());
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        script.bash(),
                        "bash",
                        commands.toString(),
                        failedLine(folder).toString())
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output(folder).toFile())
                .redirectError(errors(folder).toFile())
                .redirectErrorStream(script.printsErrors())
                .start();
        return new Execution(process, folder);
    }

    /**
     * Waits until a server is ready.
     *
     * @return whether it is; else it has ended
     */
    boolean awaitReady() throws IOException, InterruptedException, TimeoutException {
        long start = System.nanoTime();
        while (!READY.matcher(printed()).find()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                return false;
            }
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
                throw tooSlow("is not ready", LIMIT_SECONDS);
            }
        }
        return true;
    }

    /** Waits for the end, and returns the exit code. */
    int awaitEnd() throws InterruptedException, TimeoutException {
        return awaitEnd(LIMIT_SECONDS);
    }

    /** Ends a server as an operator does, with SIGTERM, and returns its exit code. */
    int stop() throws InterruptedException, TimeoutException {
        // Bash, which started it, waits for it and exits with its code.
        process.children().forEach(ProcessHandle::destroy);
        return awaitEnd(STOP_LIMIT_SECONDS);
    }

    private int awaitEnd(long seconds) throws InterruptedException, TimeoutException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw tooSlow("has not ended", seconds);
        }
        return process.exitValue();
    }

    private TimeoutException tooSlow(String what, long seconds) {
        kill();
        return new TimeoutException("This " + what + " after " + seconds + " s");
    }

    void kill() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    /** What it has printed so far, without its errors unless the script says so. */
    String printed() throws IOException {
        return Files.readString(output(folder));
    }

    /** All that it has printed so far. */
    String everything() throws IOException {
        return printed() + (Files.exists(errors(folder)) ? Files.readString(errors(folder)) : "");
    }

    /** The line of the command that failed, from 1; of a script that bash cannot read, the first. */
    int failedLine() throws IOException {
        Path file = failedLine(folder);
        return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 1;
    }

    private static Path output(Path folder) {
        return folder.resolve("output");
    }

    private static Path errors(Path folder) {
        return folder.resolve("errors");
    }

    private static Path failedLine(Path folder) {
        return folder.resolve("failed-line");
    }
}
