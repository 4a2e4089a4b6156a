package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.api.Call;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerRegistry;
import io.forge.api.HandlerSource;
import io.forge.testkit.ForgeThreads;
import io.forge.testkit.Latches;
import io.forge.testkit.Modes;
import io.forge.testkit.PluginJar;
import io.forge.testkit.RawConnection;
import io.forge.testkit.RawResponse;
import io.forge.testkit.ServiceFolder;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Handlers that come and go at random under calls of every kind: no code starts after its end, nothing is closed under a
 * running call, every call ends once, and nothing stays.
 *
 * <p>Ten seconds, with another seed each time, which a failure tells. {@code -Dforge.stress.seconds=3600} for an hour of it,
 * {@code -Dforge.stress.seed=N} for the same choices again; the threads take their turns as they like.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class ServiceStressTest {

    private static final long SECONDS = Long.getLong("forge.stress.seconds", 10);
    private static final long SEED = Long.getLong("forge.stress.seed", System.nanoTime());

    /** How the plugins find what they use; a thing of the JDK, under a name. */
    private static final String RESOURCES = "forge.test.resources";

    private static final List<String> SHARED_NAMES = List.of("one", "two");
    private static final AtomicReference<HandlerRegistry> REGISTRY = new AtomicReference<>();

    /** What has gone wrong. */
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger ran = new AtomicInteger();
    private final Map<Outcome, AtomicLong> outcomes = new EnumMap<>(Outcome.class);
    private final ScheduledExecutorService later = new ScheduledThreadPoolExecutor(1);

    @TempDir
    private Path folder;

    private enum Outcome {
        ANSWERED,
        NOT_THERE,
        GIVEN_UP,
        BROKEN_OFF
    }

    /** Lends its registry to the test. */
    public static final class Versions implements HandlerSource {

        @Override
        public String name() {
            return "versions";
        }

        @Override
        public void open(HandlerContext context, HandlerRegistry registry) {
            REGISTRY.set(registry);
        }
    }

    /** What one version of a handler uses; native memory, as it were. */
    private final class Resource implements AutoCloseable, Runnable, Callable<Integer> {

        private final String what;
        private int users;
        private boolean isClosed;

        private Resource(String what) {
            this.what = what;
            opened.incrementAndGet();
        }

        /** Used by code that begins. */
        synchronized void enter() {
            ran.incrementAndGet();
            users++;
            if (isClosed) {
                faults.add("Code of %s started after its end".formatted(what));
            }
        }

        synchronized void leave() {
            users--;
        }

        /** A plugin begins to use it, which knows it as a thing of the JDK. */
        @Override
        public void run() {
            enter();
        }

        /** A plugin has used it. */
        @Override
        public synchronized Integer call() {
            leave();
            return users;
        }

        @Override
        public synchronized void close() {
            closed.incrementAndGet();
            isClosed = true;
            if (users > 0) {
                faults.add("%s was closed under %s calls".formatted(what, users));
            }
        }
    }

    @Test
    void nothingRunsOnWhatIsClosed() throws Exception {
        for (var outcome : Outcome.values()) {
            outcomes.put(outcome, new AtomicLong());
        }
        System.getProperties().put(RESOURCES, (Supplier<Object>) () -> new Resource("the plugin"));
        try (var loader = new ServiceFolder(folder.resolve("services"))
                        .offer(HandlerSource.class, Versions.class)
                        .loader();
                var forge = Forge.builder()
                        .port(0)
                        .classLoader(loader)
                        .handlers("versions")
                        .set("plugins.watch", false)
                        .set("http.io-threads", 2)
                        .set("dispatch.worker.threads", 4)
                        .set("calls.drain", "5ms")
                        .set("calls.timeout", "50ms")
                        .start()) {
            run(forge);
            assertThat(faults).as("seed %s", SEED).isEmpty();
            Latches.awaitUntil(() -> {
                System.gc();
                return forge.plugins().retained().isEmpty()
                        && forge.plugins().all().isEmpty();
            });
        } finally {
            System.getProperties().remove(RESOURCES);
            later.shutdownNow();
        }
        assertThat(faults).as("seed %s", SEED).isEmpty();
        assertThat(closed).as("what was closed").hasValue(opened.get());
        assertThat(ForgeThreads.left()).isEmpty();
        assertThat(ran).hasPositiveValue();
        assertThat(outcomes.get(Outcome.ANSWERED)).hasPositiveValue();
    }

    private void run(Forge forge) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        var jar = plugin(folder.resolve("built/text.jar"));
        var random = new Random(SEED);
        var threads = new ArrayList<Thread>();
        threads.add(turns("versions", end, random, turn -> publishAndTakeBack(turn)));
        threads.add(turns("more versions", end, random, turn -> publishAndTakeBack(turn)));
        threads.add(turns("plugins", end, random, turn -> loadAndUnload(forge, jar, turn)));
        for (int i = 0; i < 3; i++) {
            threads.add(turns("http " + i, end, random, turn -> post(forge.uri(), turn)));
        }
        threads.add(turns("in process", end, random, turn -> callInProcess(forge, turn)));
        threads.add(turns("late", end, random, turn -> sendLate(forge.uri(), turn)));
        for (var thread : threads) {
            thread.join();
        }
    }

    /** What one thread does again and again. */
    private interface Turn {

        void take(Random random) throws Exception;
    }

    private Thread turns(String name, long end, Random seeds, Turn turn) {
        var random = new Random(seeds.nextLong());
        var thread = new Thread(
                () -> {
                    while (System.nanoTime() - end < 0 && faults.isEmpty()) {
                        try {
                            turn.take(random);
                        } catch (Exception | AssertionError e) {
                            faults.add("%s: %s".formatted(name, e));
                        }
                    }
                },
                "stress " + name);
        thread.start();
        return thread;
    }

    private void publishAndTakeBack(Random random) throws InterruptedException {
        String name = random.nextBoolean() ? SHARED_NAMES.get(0) : SHARED_NAMES.get(1);
        var registrations = new ArrayList<HandlerRegistry.Registration>();
        var resources = new ArrayList<Resource>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String version = Long.toHexString(random.nextLong());
            var resource = new Resource(name + " " + version);
            resources.add(resource);
            registrations.add(REGISTRY.get().publish(name, version, handler(resource, random)));
            pause(random.nextInt(10));
        }
        while (!registrations.isEmpty()) {
            int which = random.nextInt(registrations.size());
            registrations.remove(which).close();
            resources.remove(which).close();
        }
    }

    private Handler<String, String> handler(Resource resource, Random random) {
        long seed = random.nextLong();
        var choices = new AtomicLong(seed);
        var modes = Modes.all().toList();
        var mode = modes.get(random.nextInt(modes.size()));
        return switch (random.nextInt(3)) {
            case 0 ->
                Handler.unary(String.class, String.class, (String text, Call call) -> {
                            resource.enter();
                            try {
                                boolean quick = mode == Dispatch.EVENT_LOOP;
                                pause(quick ? 0 : choice(choices, 8));
                                return text;
                            } finally {
                                resource.leave();
                            }
                        })
                        .on(mode);
            case 1 ->
                Handler.async(
                                String.class,
                                String.class,
                                (String text, Call call) -> later(resource, call, choice(choices, 8)))
                        .on(mode);
            default ->
                Handler.streaming(String.class, String.class, (text, sink, call) -> {
                            resource.enter();
                            try {
                                for (int i = choice(choices, 5); i >= 0; i--) {
                                    sink.send(text);
                                    pause(choice(choices, 3));
                                }
                            } finally {
                                resource.leave();
                            }
                        })
                        .on(mode == Dispatch.EVENT_LOOP ? Dispatch.WORKER : mode);
        };
    }

    /** Ends by itself, or when it is cancelled: whichever is first. */
    private CompletableFuture<String> later(Resource resource, Call call, int millis) {
        resource.enter();
        var future = new CompletableFuture<String>();
        var ended = new AtomicInteger();
        Runnable end = () -> {
            if (ended.getAndIncrement() == 0) {
                resource.leave();
                future.complete("later");
            }
        };
        call.onCancel(end);
        later.schedule(end, millis, TimeUnit.MILLISECONDS);
        return future;
    }

    private static int choice(AtomicLong choices, int bound) {
        return new Random(choices.incrementAndGet()).nextInt(bound);
    }

    /** Waits as code does that can be interrupted. */
    private static void pause(int millis) throws InterruptedException {
        boolean never = new Semaphore(0).tryAcquire(millis, TimeUnit.MILLISECONDS);
        assertThat(never).isFalse();
    }

    /** A source whose handler publishes a newer version of itself now and then, and never takes one back. */
    private Path plugin(Path jar) {
        return new PluginJar()
                .source("demo.Texts", """
                        package demo;
                        import io.forge.api.*;
                        import java.util.concurrent.Semaphore;
                        import java.util.concurrent.TimeUnit;
                        import java.util.concurrent.atomic.AtomicInteger;
                        public final class Texts implements HandlerSource {
                            private final AtomicInteger version = new AtomicInteger();
                            public String name() { return "texts"; }
                            public void open(HandlerContext context, HandlerRegistry registry) {
                                var resource = ((java.util.function.Supplier<?>) System.getProperties().get("%s")).get();
                                context.onClose((AutoCloseable) resource);
                                publish(registry, resource);
                            }
                            private void publish(HandlerRegistry registry, Object resource) {
                                registry.publish("text", "" + version.incrementAndGet(), Handler.unary(String.class, String.class, (text, call) -> {
                                    ((Runnable) resource).run();
                                    try {
                                        new Semaphore(0).tryAcquire(text.length(), TimeUnit.MILLISECONDS);
                                        if (text.length() == 9) publish(registry, resource);
                                        return text;
                                    } catch (InterruptedException e) {
                                        new Semaphore(0).tryAcquire(5, TimeUnit.MILLISECONDS);
                                        throw e;
                                    } catch (IllegalStateException e) {
                                        return "The source has been closed";
                                    } finally {
                                        ((java.util.concurrent.Callable<?>) resource).call();
                                    }
                                }));
                            }
                        }
                        """.formatted(RESOURCES))
                .entry("META-INF/services/io.forge.api.HandlerSource", "demo.Texts")
                .write(jar);
    }

    private void loadAndUnload(Forge forge, Path jar, Random random) throws Exception {
        var target = folder.resolve("plugins/text.jar");
        Files.createDirectories(target.getParent());
        for (int i = random.nextInt(3); i >= 0; i--) {
            Files.copy(jar, target, StandardCopyOption.REPLACE_EXISTING);
            forge.plugins().load(target);
            pause(random.nextInt(20));
        }
        forge.plugins().unload(target);
        Files.delete(target);
    }

    private static String target(Random random) {
        int which = random.nextInt(SHARED_NAMES.size() + 1);
        return which == SHARED_NAMES.size() ? "text" : SHARED_NAMES.get(which);
    }

    private static String head(String handler, int length) {
        return "POST /%s HTTP/1.1\r\nHost: forge\r\nContent-Type: text/plain\r\nContent-Length: %s\r\n\r\n"
                .formatted(handler, length);
    }

    private void post(URI server, Random random) {
        try (var connection = RawConnection.to(server)) {
            for (int i = random.nextInt(20); i >= 0; i--) {
                String body = "x".repeat(random.nextInt(10));
                connection.send(head(target(random), body.length()) + body);
                if (random.nextInt(20) == 0) {
                    return; // A client that leaves.
                }
                var answer = answer(connection);
                if (answer.isEmpty()) {
                    count(Outcome.BROKEN_OFF);
                    return;
                }
                count(answer.get().status());
                if (answer.get().header("connection").isPresent()) {
                    return;
                }
            }
        }
    }

    private void sendLate(URI server, Random random) throws InterruptedException {
        try (var connection = RawConnection.to(server)) {
            connection.send(head(target(random), 3));
            pause(random.nextInt(30));
            if (connection.offer(new byte[] {'a', 'b', 'c'})) {
                answer(connection).ifPresentOrElse(answer -> count(answer.status()), () -> count(Outcome.BROKEN_OFF));
            }
        }
    }

    /** A stream that has begun can only be broken off; what takes longer than the test's patience is a fault. */
    private static Optional<RawResponse> answer(RawConnection connection) {
        try {
            return connection.readUnlessDropped();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof SocketTimeoutException) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private void callInProcess(Forge forge, Random random) throws Exception {
        var ends = new AtomicInteger();
        var ended = new CountDownLatch(1);
        var future = forge.call(target(random), "x", String.class).toCompletableFuture();
        future.whenComplete((text, failure) -> {
            ends.incrementAndGet();
            count(failure == null ? Outcome.ANSWERED : Outcome.GIVEN_UP);
            ended.countDown();
        });
        if (random.nextInt(10) == 0) {
            future.cancel(true);
        }
        Latches.await(ended);
        assertThat(ends).hasValue(1);
    }

    private void count(int status) {
        count(
                switch (status) {
                    case 200 -> Outcome.ANSWERED;
                    case 404 -> Outcome.NOT_THERE;
                    case 429, 503, 504 -> Outcome.GIVEN_UP;
                    default -> throw new AssertionError("Status " + status);
                });
    }

    private void count(Outcome outcome) {
        outcomes.get(outcome).incrementAndGet();
    }
}
