package io.forge.bench;

import io.forge.api.BatchPolicy;
import io.forge.api.Content;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.api.TypeRef;
import io.forge.http.HttpConfig;
import io.forge.http.HttpServer;
import io.forge.http.Threads;
import io.forge.http.plain.PlainProtocol;
import io.forge.json.JsonCodecs;
import io.forge.runtime.Admission;
import io.forge.runtime.CallServices;
import io.forge.runtime.CallStatistics;
import io.forge.runtime.CallSupervisor;
import io.forge.runtime.Codec;
import io.forge.runtime.DispatchConfig;
import io.forge.runtime.Dispatchers;
import io.forge.runtime.Lifecycle;
import io.forge.runtime.PlainCodecs;
import io.forge.runtime.Servable;
import io.forge.runtime.ServableFactory;
import io.forge.runtime.ServableRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * Forge with every default on, put together from its parts so that it can be looked into: handlers that take as long as a
 * model would, with and without batches, and others that tell what has come of it.
 */
final class BatchingServer {

    /** What every handler answers. */
    static final String ANSWER = "answer";

    /** How long a rejected call may take at most. */
    static final Duration PROMPT = Duration.ofMillis(5);

    /** What batches gain most with: many items, which cost little. */
    static final Model WIDE = new Model(64, new ModelTime(Duration.ofMillis(5), Duration.ofNanos(100_000)));

    /** What overload is measured with. */
    static final Model HEAVY = new Model(16, new ModelTime(Duration.ofMillis(20), Duration.ofMillis(2)));

    private static final Duration HOLD_WARNING = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpConfig http = onFreePort(HttpConfig.defaults());
    private final DispatchConfig dispatch = DispatchConfig.defaults();
    private final RefusalTimes refusals = new RefusalTimes(new CallStatistics());
    private final Overshoots overshoots = new Overshoots();
    private final CallSupervisor supervisor = new CallSupervisor(System::nanoTime, HOLD_WARNING);
    private final ServableRegistry registry = new ServableRegistry();
    private final Threads threads = new Threads(http, dispatch);
    private final PlainCodecs codecs =
            new PlainCodecs(new JsonCodecs(http.maxBody().bytes()));
    private final ServableFactory servables = new ServableFactory(
            new Dispatchers(threads.eventLoop(), threads.tasks(), supervisor, dispatch),
            codecs,
            new ServableFactory.Defaults(http.maxBody().bytes(), TIMEOUT));

    private BatchingServer() {}

    /**
     * What answers batches, one at a time.
     *
     * @param maxItems the most items of a batch
     * @param time what a batch takes
     */
    record Model(int maxItems, ModelTime time) {

        /** What it can do at the most. */
        double capacity() {
            return time.capacity(maxItems);
        }

        private Handler<Content, String> batched(Overshoots overshoots) {
            return Handler.batched(Content.class, String.class, batch -> {
                        int items = batch.inputs().size();
                        overshoots.spend(time, items);
                        return Collections.nCopies(items, ANSWER);
                    })
                    .with(BatchPolicy.defaults().maxItems(maxItems).instances(1));
        }

        /** The same as a server without batches runs it: one item after another. */
        private Handler<Content, String> oneByOne() {
            return Handler.unary(Content.class, String.class, (input, call) -> {
                        time.spend(1);
                        return ANSWER;
                    })
                    .on(Dispatch.SERIAL);
        }

        private Handler<Content, String> inOrderOfArrival() {
            return Handler.async(Content.class, String.class, new ArrivalQueue(maxItems, time).start());
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var server = new BatchingServer();
        server.start();
        new CountDownLatch(1).await();
    }

    private void start() throws IOException {
        serve("wide", WIDE.batched(new Overshoots()));
        serve("wide-one-by-one", WIDE.oneByOne());
        serve("heavy", HEAVY.batched(overshoots));
        serve("heavy-one-by-one", HEAVY.oneByOne());
        serve("heavy-in-order", HEAVY.inOrderOfArrival());
        serve(
                "instant",
                Handler.batched(
                        Content.class,
                        String.class,
                        batch -> Collections.nCopies(batch.inputs().size(), ANSWER)));
        serve(
                "instant-one-by-one",
                Handler.unary(Content.class, String.class, (input, call) -> ANSWER)
                        .on(Dispatch.WORKER));
        tell("refusals", () -> refusals.take(PROMPT.toNanos()).line());
        tell("overshoots", () -> overshoots.take().line());
        tell("wide-totals", () -> totals("wide").line());
        tell("heavy-totals", () -> totals("heavy").line());
        supervisor.start();
        threads.start();
        var server = server();
        server.start();
        System.out.println(server.uri());
    }

    private void serve(String name, Handler<?, ?> handler) {
        registry.add(servables.create(name, Servable.ONLY_VERSION, handler, ServableFactory.Settings.NONE));
    }

    private void tell(String name, Supplier<String> what) {
        serve(
                name,
                Handler.unary(Content.class, String.class, (input, call) -> what.get())
                        .on(Dispatch.EVENT_LOOP));
    }

    private BatchTotals totals(String name) {
        var batches = registry.find(name).flatMap(Servable::batches).orElseThrow();
        return BatchTotals.of(batches.counters());
    }

    @SuppressWarnings("unchecked") // A codec is found by the very type that it is for.
    private HttpServer server() {
        var lifecycle = new Lifecycle();
        return new HttpServer(
                http,
                threads,
                registry,
                new Admission(http.maxBodyMemory().bytes(), refusals, lifecycle),
                new CallServices(supervisor, refusals),
                lifecycle,
                List.of(new PlainProtocol(
                        (Codec<Map<String, Object>>) codecs.of(new TypeRef<Map<String, Object>>() {}.type()), http)));
    }

    private static HttpConfig onFreePort(HttpConfig config) {
        return new HttpConfig(
                config.host(),
                0,
                config.ioThreads(),
                config.maxBody(),
                config.maxBodyMemory(),
                config.maxHeader(),
                config.maxHeaders(),
                config.maxUri(),
                config.headerTimeout(),
                config.idleTimeout(),
                config.bodyTimeout(),
                config.writeTimeout(),
                config.streamBuffer(),
                config.compressAnswers());
    }
}
