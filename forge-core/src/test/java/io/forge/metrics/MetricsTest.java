package io.forge.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.api.Dispatch;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.testkit.Batches;
import io.forge.testkit.Client;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator sees of a server, after calls through the front door. */
class MetricsTest {

    private static ForgeBuilder server() {
        return Forge.builder().port(0);
    }

    private static Handler<String, String> code(Dispatch dispatch) {
        return Handler.unary(String.class, String.class, (input, call) -> {
                    if (input.equals("conflict")) {
                        throw new ForgeException(ErrorCode.CONFLICT, "no");
                    }
                    if (input.equals("fail")) {
                        throw new IllegalStateException("as the test wants it");
                    }
                    return input;
                })
                .on(dispatch);
    }

    private static String calls(String handler, String protocol, String outcome) {
        return "forge_calls_seconds_count{handler=\"%s\",outcome=\"%s\",protocol=\"%s\",version=\"1\"}"
                .formatted(handler, outcome, protocol);
    }

    /** A client may have its answer before the last of its call is counted. */
    private static void awaitValue(Forge forge, String series, double value) {
        Latches.awaitUntil(() -> Scrape.of(forge).value(series) == value);
    }

    @ParameterizedTest
    @CsvSource({
        "hello, 200, ok, EVENT_LOOP",
        "hello, 200, ok, WORKER",
        "conflict, 409, conflict, EVENT_LOOP",
        "conflict, 409, conflict, WORKER",
        "fail, 500, internal, EVENT_LOOP",
        "fail, 500, internal, WORKER",
    })
    void countsCallsByOutcome(String input, int status, String outcome, Dispatch dispatch) {
        try (var forge = server().handler("code", code(dispatch)).start()) {
            assertThat(Client.ask(forge, "/code", input).status()).isEqualTo(status);

            awaitValue(forge, calls("code", "plain", outcome), 1);
        }
    }

    @Test
    void countsInputThatCannotBeReadAsInvalid() {
        record Point(int x) {}
        var handler = Handler.unary(Point.class, Integer.class, (point, call) -> point.x());
        try (var forge = server().handler("point", handler).start()) {
            assertThat(Client.ask(forge, "/point", "{\"x\":").status()).isEqualTo(400);

            awaitValue(forge, calls("point", "plain", "invalid_input"), 1);
        }
    }

    @Test
    void countsCallsThatEndAtTheirDeadline() {
        var gate = new Gate();
        try (var forge = server().set("handlers.gate.timeout", "20ms")
                .handler("gate", gate.handler())
                .start()) {
            assertThat(Client.ask(forge, "/gate", "x").status()).isEqualTo(504);

            awaitValue(forge, calls("gate", "plain", "deadline_exceeded"), 1);
        }
    }

    @Test
    void countsCallsWhoseClientLeft() throws Exception {
        var gate = new Gate();
        try (var forge = server().handler("gate", gate.handler()).start()) {
            try (var client = Client.to(forge).post("/gate", "x")) {
                gate.awaitEntered();
                assertThat(Scrape.of(forge).value("forge_calls_in_flight{handler=\"gate\",version=\"1\"}"))
                        .isEqualTo(1);
                client.reset();
            }

            awaitValue(forge, calls("gate", "plain", "cancelled"), 1);
            awaitValue(forge, "forge_calls_in_flight{handler=\"gate\",version=\"1\"}", 0);
        }
    }

    @Test
    void countsCallsThatFindNoPermit() throws Exception {
        var gate = new Gate();
        try (var forge = server().set("dispatch.thread.max-running", 1)
                        .handler("gate", gate.handler().on(Dispatch.THREAD))
                        .start();
                var first = Client.to(forge).post("/gate", "x")) {
            gate.awaitEntered();

            assertThat(Client.ask(forge, "/gate", "x").status()).isEqualTo(429);

            var scrape = Scrape.of(forge);
            assertThat(scrape.value("forge_calls_refused_total{handler=\"gate\",reason=\"permits\",version=\"1\"}"))
                    .isEqualTo(1);
            assertThat(scrape.value("forge_calls_permits{handler=\"gate\",version=\"1\"}"))
                    .isEqualTo(1);
            gate.open();
            assertThat(first.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void showsCallsThatWaitForAThread() throws Exception {
        var gate = new Gate();
        String queued = "forge_calls_queued{handler=\"gate\",version=\"1\"}";
        try (var forge = server().handler("gate", gate.handler().on(Dispatch.SERIAL))
                        .start();
                var first = Client.to(forge).post("/gate", "x")) {
            gate.awaitEntered();
            assertThat(Scrape.of(forge).value(queued)).isZero();
            try (var second = Client.to(forge).post("/gate", "y")) {
                awaitValue(forge, queued, 1);
                gate.open();
                assertThat(first.answer().body()).isEqualTo("x");
                assertThat(second.answer().body()).isEqualTo("y");
            }
            assertThat(Scrape.of(forge).value(queued)).isZero();
        }
    }

    @Test
    void tellsProtocolsApart() {
        try (var forge = server().handler("double", Handler.unary(int[].class, int[].class, (input, call) -> input))
                .start()) {
            Client.ask(forge, "/double", "[1]");
            Client.ask(
                    forge,
                    "/v2/models/double/infer",
                    "{\"inputs\":[{\"name\":\"input\",\"datatype\":\"INT32\",\"shape\":[1],\"data\":[1]}]}");
            forge.call("double", new int[] {1}, int[].class)
                    .toCompletableFuture()
                    .join();

            awaitValue(forge, calls("double", "plain", "ok"), 1);
            awaitValue(forge, calls("double", "v2", "ok"), 1);
            awaitValue(forge, calls("double", "local", "ok"), 1);
        }
    }

    @Test
    void countsTheBytesOfBodies() {
        try (var forge = server().handler("code", code(Dispatch.EVENT_LOOP)).start()) {
            Client.ask(forge, "/code", "four");

            awaitValue(forge, "forge_body_received_bytes_total{handler=\"code\",version=\"1\"}", 4);
            awaitValue(forge, "forge_body_sent_bytes_total{handler=\"code\",version=\"1\"}", 4);
        }
    }

    @ParameterizedTest
    @CsvSource({"EVENT_LOOP, false, 0", "EVENT_LOOP, true, 1", "WORKER, false, 1"})
    void measuresPartsWhereTheyAreWantedOrCheap(Dispatch dispatch, boolean parts, int measured) {
        try (var forge = server().set("metrics.parts", parts)
                .handler("code", code(dispatch))
                .start()) {
            Client.ask(forge, "/code", "x");
            awaitValue(forge, calls("code", "plain", "ok"), 1);

            for (String part : List.of("waiting", "decode", "handle", "encode", "write")) {
                awaitValue(
                        forge,
                        "forge_call_parts_seconds_count{handler=\"code\",part=\"%s\",version=\"1\"}".formatted(part),
                        measured);
            }
        }
    }

    @Test
    void measuresBatches() {
        var batches = new Batches();
        var handler = Handler.batched(String.class, String.class, batch -> {
            batches.run(batch);
            return batch.inputs();
        });
        try (var forge = server().set("handlers.batch.batch.instances", 1)
                        .handler("batch", handler)
                        .start();
                var calls = batches.callsTo(forge, "batch")) {
            calls.run("a").queue("b", "c");
            var scrape = Scrape.of(forge);
            assertThat(scrape.value("forge_calls_queued{handler=\"batch\",version=\"1\"}"))
                    .isEqualTo(2);
            assertThat(scrape.value("forge_batch_items_running{handler=\"batch\",version=\"1\"}"))
                    .isEqualTo(1);
            batches.open();
            calls.answers();

            awaitValue(forge, "forge_batch_size_count{handler=\"batch\",version=\"1\"}", 2);
            awaitValue(forge, "forge_batch_size_sum{handler=\"batch\",version=\"1\"}", 3);
            awaitValue(forge, "forge_batch_wait_seconds_count{handler=\"batch\",version=\"1\"}", 2);
            awaitValue(forge, "forge_batch_run_seconds_count{handler=\"batch\",version=\"1\"}", 2);
            awaitValue(forge, "forge_batches_total{handler=\"batch\",reason=\"idle\",version=\"1\"}", 2);
        }
    }

    @Test
    void measuresStreams() {
        var goOn = new CountDownLatch(1);
        var handler = Handler.streaming(String.class, String.class, (input, sink, call) -> {
            sink.send("one");
            Latches.await(goOn);
            sink.send("two");
        });
        String open = "forge_streams_open{handler=\"stream\",version=\"1\"}";
        String items = "forge_stream_items_total{handler=\"stream\",version=\"1\"}";
        try (var forge = server().handler("stream", handler).start();
                var client = Client.to(forge)) {
            client.post("/stream", "x");
            awaitValue(forge, items, 1);
            assertThat(Scrape.of(forge).value(open)).isEqualTo(1);
            goOn.countDown();
            assertThat(client.answer().status()).isEqualTo(200);

            awaitValue(forge, items, 2);
            awaitValue(forge, open, 0);
            awaitValue(forge, calls("stream", "plain", "ok"), 1);
        }
    }

    @Test
    void tellsWhetherTheServerIsReady() throws Exception {
        var forge = server().handler("code", code(Dispatch.EVENT_LOOP))
                .set("shutdown.delay", "1h")
                .start();
        assertThat(Scrape.of(forge).value("forge_ready")).isEqualTo(1);
        var closing = new Thread(forge::close);
        closing.start();

        Latches.awaitUntil(() -> Scrape.of(forge).value("forge_ready") == 0);

        closing.interrupt();
        closing.join();
    }

    @Test
    void hasOneSeriesForAllUnknownPaths() {
        try (var forge = server().handler("code", code(Dispatch.EVENT_LOOP)).start()) {
            Client.ask(forge, "/unknown", "");
            var before = Scrape.of(forge).ownSeries();
            try (var client = Client.to(forge)) {
                for (int i = 0; i < 300; i++) {
                    assertThat(client.post("/unknown-" + i, "").answer().status())
                            .isEqualTo(404);
                }
            }

            var after = Scrape.of(forge);
            assertThat(after.value("forge_requests_unhandled_total{status=\"404\"}"))
                    .isEqualTo(301);
            assertThat(after.ownSeries()).isEqualTo(before);
        }
    }

    @Test
    void showsWhatTheServerHasOpen() {
        try (var forge = server().handler("code", code(Dispatch.WORKER)).start();
                var client = Client.to(forge)) {
            client.post("/code", "x").answer();

            var scrape = Scrape.of(forge);
            assertThat(scrape.value("forge_connections_open")).isEqualTo(1);
            assertThat(scrape.value("forge_worker_threads")).isPositive();
            assertThat(scrape.value("forge_body_memory_limit_bytes")).isPositive();
            assertThat(scrape.types()).containsKeys("jvm_memory_used_bytes", "process_uptime_seconds");
            awaitLag(forge);
        }
    }

    private static void awaitLag(Forge forge) {
        Latches.awaitUntil(() -> Scrape.of(forge).value("forge_event_loop_lag_seconds_count") > 0);
    }

    @Test
    void goesToTheRegistryOfAnApplicationAndLeavesItAtTheEnd() {
        var registry = new SimpleMeterRegistry();
        try (var forge = server().metrics(registry)
                .handler("code", code(Dispatch.EVENT_LOOP))
                .start()) {
            Client.ask(forge, "/code", "x");
            Latches.awaitUntil(() -> registry.find("forge.calls").timer() != null);

            assertThat(forge.metrics("")).isEmpty();
            assertThat(registry.getMeters())
                    .extracting(Meter::getId)
                    .allSatisfy(id -> assertThat(id.getName()).startsWith("forge."));
        }
        assertThat(registry.getMeters()).isEmpty();
        assertThat(registry.isClosed()).isFalse();
    }

    @Test
    void measuresNothingWhereItIsDisabled() {
        try (var forge = server().set("metrics.enabled", false)
                .handler("code", code(Dispatch.EVENT_LOOP))
                .start()) {
            assertThat(Client.ask(forge, "/code", "x").status()).isEqualTo(200);

            assertThat(forge.metrics("")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                                                | text/plain; version=0.0.4; charset=utf-8
                    */*                                                               | text/plain; version=0.0.4; charset=utf-8
                    text/plain;version=0.0.4                                          | text/plain; version=0.0.4; charset=utf-8
                    application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.3 | application/openmetrics-text; version=1.0.0; charset=utf-8
                    application/openmetrics-text;q=0,*/*                              | text/plain; version=0.0.4; charset=utf-8
                    """)
    void speaksOpenMetricsWithThoseWhoAskForIt(String accept, String contentType) {
        try (var forge = server().handler("code", code(Dispatch.EVENT_LOOP)).load()) {
            var text = forge.metrics(accept).orElseThrow();

            assertThat(text.mediaType()).isEqualTo(contentType);
            String body = UTF_8.decode(text.bytes()).toString();
            assertThat(body.endsWith("# EOF\n")).isEqualTo(contentType.startsWith("application"));
        }
    }
}
