package io.forge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;
import tools.jackson.databind.json.JsonMapper;

/** Every server beside which Forge is measured and that this machine has: what is not installed has no test here. */
final class PeersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final List<Running> PEERS = new ArrayList<>();

    /** What a peer does with a body. */
    private enum Work {
        REVERSES,
        SENDS_A_FIXED_ANSWER,
        GREETS
    }

    /** A peer that listens. */
    private record Running(Server server, Work work, boolean sleeps) {

        CompletableFuture<HttpResponse<String>> post(String path, String body) {
            return send(HttpRequest.newBuilder(uri(path))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body)));
        }

        CompletableFuture<HttpResponse<String>> get(String path) {
            return send(HttpRequest.newBuilder(uri(path)).GET());
        }

        private URI uri(String path) {
            return URI.create("http://127.0.0.1:" + server.port() + path);
        }

        private static CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
            return CLIENT.sendAsync(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        }
    }

    private interface Starter {
        Server start() throws IOException;
    }

    @BeforeAll
    static void startAll() {
        var starting = new ArrayList<CompletableFuture<Running>>();
        for (String mode : List.of("reverse", "worker")) {
            starting.add(start(Work.REVERSES, true, () -> Server.start(Peer.bare(mode))));
        }
        starting.add(start(Work.SENDS_A_FIXED_ANSWER, true, () -> Server.start(Peer.bare("fixed"))));
        starting.add(start(Work.REVERSES, true, () -> jvm("vertx", "io.forge.bench.vertx.VertxServer")));
        starting.add(start(Work.REVERSES, true, () -> jvm("javalin", "io.forge.bench.javalin.JavalinServer")));
        if (Runtime.version().feature() >= 21) {
            starting.add(start(Work.REVERSES, true, () -> Server.start(Peer.bare("virtual"))));
            starting.add(start(Work.REVERSES, true, () -> jvm("helidon", "io.forge.bench.helidon.HelidonServer")));
        }
        if (isInstalled("python3")) {
            starting.add(start(Work.GREETS, false, () -> command("python3", "peers/python/sequential.py")));
            starting.add(start(Work.REVERSES, true, () -> command("python3", "peers/python/threaded.py")));
            starting.add(start(Work.REVERSES, true, () -> command("python3", "peers/python/event_loop.py")));
        }
        if (isInstalled("node") && Files.exists(Path.of("peers", "fastify", "node_modules"))) {
            starting.add(start(Work.REVERSES, true, () -> command("node", "peers/fastify/server.js")));
        }
        if (isInstalled("nginx")) {
            starting.add(start(Work.SENDS_A_FIXED_ANSWER, false, () -> command("peers/nginx/start")));
        }
        starting.forEach(peer -> PEERS.add(peer.join()));
    }

    private static CompletableFuture<Running> start(Work work, boolean sleeps, Starter starter) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return new Running(starter.start(), work, sleeps);
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
    }

    private static Server jvm(String module, String main) throws IOException {
        return Server.start(Peer.of(module, module, main));
    }

    private static Server command(String... command) throws IOException {
        return Server.start(command[command.length - 1], new ProcessBuilder(command));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @AfterAll
    static void endAll() {
        PEERS.forEach(peer -> peer.server().close());
    }

    @TestFactory
    Stream<DynamicTest> reversesTextByCodePointAndArraysInTheOrderInWhichTheyStand() {
        return each(Work.REVERSES, peer -> {
            var response = peer.post(
                            "/reverse", "{\"z\":\"Hé\uD83D\uDE00\",\"a\":[1,\"xy\",null,{\"b\":[2]}],\"e\":\"\"}")
                    .join();

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/json");
            assertThat(JsonMapper.shared().readTree(response.body()))
                    .isEqualTo(JsonMapper.shared()
                            .readTree("{\"data\":[\"\uD83D\uDE00éH\",[{\"b\":[2]},null,\"xy\",1],\"\"]}"));
        });
    }

    @TestFactory
    Stream<DynamicTest> readsABodyThatComesInManyPieces() {
        String text = "ab".repeat(32 << 10);
        return each(Work.REVERSES, peer -> {
            var response =
                    peer.post("/reverse", "{\"text\":\"%s\"}".formatted(text)).join();

            assertThat(JsonMapper.shared()
                            .readTree(response.body())
                            .at("/data/0")
                            .asString())
                    .isEqualTo(new StringBuilder(text).reverse().toString());
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatCannotBeReversed() {
        return each(Work.REVERSES, peer -> {
            for (String body : List.of("{\"a\":1}", "{\"a\":null}", "[\"a\"]", "null", "{\"a\"")) {
                assertThat(peer.post("/reverse", body).join().statusCode())
                        .as(body)
                        .isEqualTo(400);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> sendsAFixedAnswer() {
        return each(Work.SENDS_A_FIXED_ANSWER, peer -> {
            for (String body : List.of("{}", "{\"text\":\"%s\"}".formatted("ab".repeat(32 << 10)))) {
                var response = peer.post("/reverse", body).join();

                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).isEqualTo("{\"data\":[\"!dlroW ,olleH\",[3,2,1]]}");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> greetsWhoeverAsks() {
        return each(Work.GREETS, peer -> {
            assertThat(peer.get("/nothing").join().body()).isEqualTo("Hello, World!");
            assertThat(peer.post("/reverse", "x".repeat(64 << 10)).join().body())
                    .isEqualTo("Hello, World!");
        });
    }

    @TestFactory
    Stream<DynamicTest> hasNothingElse() {
        return each(peer -> peer.work() != Work.GREETS, peer -> {
            assertThat(peer.post("/nothing", "{}").join().statusCode()).isEqualTo(404);
            assertThat(peer.get("/reverse").join().statusCode()).isEqualTo(404);
        });
    }

    @TestFactory
    Stream<DynamicTest> answersAfterItsSleep() {
        // All at once: each of them takes 3 s.
        record Asleep(Running peer, CompletableFuture<HttpResponse<String>> response) {}
        var asleep = PEERS.stream()
                .filter(Running::sleeps)
                .map(peer -> new Asleep(peer, peer.post("/sleep", "{\"a\":\"bc\"}")))
                .toList();
        return asleep.stream()
                .map(each -> dynamicTest(each.peer().server().name(), () -> {
                    var response = each.response().join();

                    assertThat(response.statusCode()).isEqualTo(200);
                    assertThat(JsonMapper.shared()
                                    .readTree(response.body())
                                    .at("/data/0")
                                    .asString())
                            .isEqualTo("cb");
                }));
    }

    private static Stream<DynamicTest> each(Work work, ThrowingConsumer<Running> test) {
        return each(peer -> peer.work() == work, test);
    }

    private static Stream<DynamicTest> each(Predicate<Running> which, ThrowingConsumer<Running> test) {
        return PEERS.stream()
                .filter(which)
                .map(peer -> dynamicTest(peer.server().name(), () -> test.accept(peer)));
    }
}
