package io.forge.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * Asks for the version again and again over a few kept connections, and judges each answer.
 *
 * <p>It must be no newer than what was put in place, and no older than any answer that had come back before it was asked.
 */
final class VersionCheck implements AutoCloseable {

    private static final int CLIENTS = 3;
    private static final Pattern BODY = Pattern.compile("\\{\"version\":(\\d{1,9})}");

    private final AtomicInteger placed = new AtomicInteger();
    private final AtomicInteger seen = new AtomicInteger();
    private final Map<Integer, Long> firstSeen = new ConcurrentHashMap<>();
    private final LongAdder answers = new LongAdder();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    private VersionCheck() {}

    /** Starts to ask. */
    static VersionCheck start(int port, int version) throws IOException {
        var check = new VersionCheck();
        check.placed.set(version);
        for (int i = 0; i < CLIENTS; i++) {
            var client = Client.connect(port);
            var thread = new Thread(() -> check.ask(client), "version check " + i);
            thread.setDaemon(true);
            check.threads.add(thread);
            thread.start();
        }
        return check;
    }

    private void ask(Client client) {
        try (client) {
            while (!closed) {
                int oldest = seen.get();
                judge(oldest, client.ask("/version"));
            }
        } catch (IOException e) {
            wrong.add("no answer: " + e);
        }
    }

    private void judge(int oldest, Client.Answer answer) {
        answers.increment();
        var body = BODY.matcher(answer.body());
        if (answer.status() != 200 || !body.matches()) {
            wrong.add(answer.toString());
            return;
        }
        int version = Integer.parseInt(body.group(1));
        if (version < oldest || version > placed.get()) {
            wrong.add("version %d, where %d had been answered and %d was in place"
                    .formatted(version, oldest, placed.get()));
        }
        firstSeen.putIfAbsent(version, System.nanoTime());
        seen.accumulateAndGet(version, Math::max);
    }

    /** Allows a version from now on. */
    void expect(int version) {
        placed.set(version);
    }

    /**
     * Waits for the first answer of a version.
     *
     * @return when it came, as {@link System#nanoTime} says
     * @throws IOException if none has come in time
     */
    long await(int version, Duration patience) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (seen.get() < version) {
            if (System.nanoTime() - begin > patience.toNanos()) {
                throw new IOException("Version %d is not answered after %d s; the newest is %d; wrong: %s"
                        .formatted(version, patience.toSeconds(), seen.get(), wrong()));
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return requireNonNull(firstSeen.get(version), "noted before seen is raised");
    }

    /** How many answers there were. */
    long answers() {
        return answers.sum();
    }

    /** What was wrong with answers. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    @Override
    public void close() {
        closed = true;
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
