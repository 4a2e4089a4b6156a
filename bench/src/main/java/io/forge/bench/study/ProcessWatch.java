package io.forge.bench.study;

import io.forge.bench.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** Looks at the resident memory and the threads of a server's processes ten times a second, where the system tells them. */
final class ProcessWatch implements AutoCloseable {

    private static final int EVERY_MILLIS = 100;
    private static final long KIBIBYTE = 1 << 10;

    private final List<Long> processes;
    private final long begin = System.nanoTime();
    private final List<Sample> samples = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "process-watch");
        thread.setDaemon(true);
        return thread;
    });

    private ProcessWatch(List<Long> processes) {
        this.processes = processes;
    }

    /**
     * What was seen at one moment.
     *
     * @param seconds since the watch began
     * @param memory resident, in bytes; 0 where the system does not tell
     * @param threads of all processes; 0 where the system does not tell
     */
    record Sample(double seconds, long memory, long threads) {}

    /** Begins to watch, until it is closed. */
    static ProcessWatch of(Server server) {
        var watch = new ProcessWatch(server.processes().map(ProcessHandle::pid).toList());
        var unused = watch.clock.scheduleAtFixedRate(watch::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    /** What the processes hold now. */
    static Sample now(Server server) {
        return sample(0, server.processes().map(ProcessHandle::pid).toList());
    }

    private synchronized void look() {
        samples.add(sample((System.nanoTime() - begin) / 1e9, processes));
    }

    private static Sample sample(double seconds, List<Long> processes) {
        long memory = 0;
        long threads = 0;
        for (long process : processes) {
            for (String line : status(process)) {
                if (line.startsWith("VmRSS:")) {
                    memory += number(line) * KIBIBYTE;
                } else if (line.startsWith("Threads:")) {
                    threads += number(line);
                }
            }
        }
        return new Sample(seconds, memory, threads);
    }

    private static List<String> status(long process) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process), "status"));
        } catch (IOException e) {
            return List.of(); // It has ended, or this is no Linux.
        }
    }

    private static long number(String line) {
        return Long.parseLong(line.replaceAll("\\D", ""));
    }

    /** All that was seen until now. */
    synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** The most of something that was seen until now. */
    long peak(ToLongFunction<Sample> figure) {
        return samples().stream().mapToLong(figure).max().orElse(0);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
