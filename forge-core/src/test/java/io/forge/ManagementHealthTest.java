package io.forge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import io.forge.testkit.Client;
import io.forge.testkit.ForgeThreads;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import io.forge.testkit.OfferingSource;
import io.forge.testkit.PluginJar;
import io.forge.testkit.RawConnection;
import io.forge.testkit.ServiceFolder;
import io.forge.testkit.TestLoader;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Health on the management port: from before the handlers are loaded until everything else is closed. */
@Timeout(60)
class ManagementHealthTest {

    private static final int WAITING = 200;

    private final Gate gate = new Gate();

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    /** A handler that takes as long to create as the test wants. */
    public static final class Slow implements HandlerFactory {

        static final CountDownLatch CREATING = new CountDownLatch(1);
        static final CountDownLatch CREATED = new CountDownLatch(1);

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public Handler<?, ?> create(HandlerContext context) throws InterruptedException {
            CREATING.countDown();
            Latches.await(CREATED);
            return Handler.unary(String.class, String.class, (text, call) -> text);
        }
    }

    private static String get(URI uri, String path) {
        try (var connection = RawConnection.to(uri)) {
            return get(connection, path);
        }
    }

    private static String get(RawConnection connection, String path) {
        var answer = connection
                .send("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path))
                .read();
        return answer.status() + " " + answer.text();
    }

    private static URI management(Forge forge) {
        return forge.managementUri().orElseThrow();
    }

    @Test
    void answersWhileHandlersAreCreated() throws Exception {
        var logger = (Logger) LoggerFactory.getLogger(Forge.class);
        logger.setLevel(Level.DEBUG);
        try (var log = Log.capture();
                var loader = new ServiceFolder(folder)
                        .offer(HandlerFactory.class, Slow.class)
                        .loader()) {
            var starting = CompletableFuture.supplyAsync(() -> Forge.builder()
                    .port(0)
                    .managementPort(0)
                    .classLoader(loader)
                    .handlers("slow")
                    .start());
            Latches.await(Slow.CREATING);
            var uri = log.messages(Level.DEBUG).stream()
                    .filter(message -> message.startsWith("Management port "))
                    .map(message -> URI.create(message.substring("Management port ".length())))
                    .findFirst()
                    .orElseThrow();

            var whileStarting =
                    List.of(get(uri, "/health/live"), get(uri, "/health/started"), get(uri, "/health/ready"));
            Slow.CREATED.countDown();
            try (var forge = starting.get(20, TimeUnit.SECONDS)) {
                assertThat(management(forge)).isEqualTo(uri);
                assertThat(get(uri, "/health/started")).isEqualTo("200 {\"started\":true}");
                assertThat(get(uri, "/health/ready")).isEqualTo("200 {\"ready\":true}");
            }

            assertThat(whileStarting)
                    .containsExactly(
                            "200 {\"live\":true}",
                            "503 {\"started\":false,\"reasons\":[\"starting\"]}",
                            "503 {\"ready\":false,\"reasons\":[\"starting\"]}");
        } finally {
            logger.setLevel(null);
        }
    }

    @Test
    void answersWhileTheServerDrainsAndEndsLast() throws Exception {
        var forge = Forge.builder()
                .port(0)
                .managementPort(0)
                .set("calls.drain", "1m")
                .handler("gate", gate.handler())
                .start();
        var uri = management(forge);
        try (var client = Client.to(forge);
                var watching = RawConnection.to(uri)) {
            client.post("/gate", "x");
            gate.awaitEntered();
            var closing = CompletableFuture.runAsync(forge::close);
            Latches.awaitUntil(
                    () -> get(watching, "/health/ready").equals("503 {\"ready\":false,\"reasons\":[\"draining\"]}"));

            assertThat(get(uri, "/health/live")).isEqualTo("200 {\"live\":true}");
            assertThat(get(uri, "/health/started")).isEqualTo("200 {\"started\":true}");
            gate.open();
            assertThat(client.answer().status()).isEqualTo(200);
            closing.get(20, TimeUnit.SECONDS);

            assertThat(watching.isClosedByServer()).isTrue();
        }
        assertThat(ForgeThreads.left()).isEmpty();
    }

    @Test
    void answersWhileEveryIoThreadIsHeldAndCallsWait() throws Exception {
        var forge = Forge.builder()
                .port(0)
                .managementPort(0)
                .set("http.io-threads", 2)
                .handler("hold", gate.stubbornHandler().on(Dispatch.EVENT_LOOP))
                .start();
        var clients = new ArrayList<Client>();
        try {
            for (int i = 0; i < WAITING; i++) {
                clients.add(Client.to(forge).post("/hold", "x"));
            }
            Latches.awaitUntil(() -> gate.threads().stream().distinct().count() == 2);

            assertThat(get(management(forge), "/health/ready")).isEqualTo("200 {\"ready\":true}");
        } finally {
            gate.open();
            clients.forEach(Client::close);
            forge.close();
        }
    }

    @Test
    void saysWhichNamedModelIsNotLoaded() throws Exception {
        try (var log = Log.capture();
                var forge = OfferingSource.start(
                        folder,
                        builder -> builder.managementPort(0)
                                .set("models.load", "named")
                                .set("models.names", List.of("text", "gone")),
                        given -> {
                            given.offer("text", "1", new TestLoader().failing("the file is broken"));
                            given.offer("other", "1", new TestLoader());
                        })) {
            OfferingSource.awaitState(forge, "text", "1", ModelReport.State.UNAVAILABLE);
            Latches.awaitUntil(() -> OfferingSource.report(forge, "text", "1")
                    .reason()
                    .orElse("")
                    .contains("broken"));

            assertThat(get(management(forge), "/health/ready"))
                    .startsWith("503 ")
                    .contains(
                            "\"Version 1 of handler 'text' is not loaded: ",
                            "the file is broken",
                            "\"handler 'gone' is not served\"")
                    .doesNotContain("other");
            assertThat(log.messages(Level.ERROR)).isEmpty();
        }
    }

    @Test
    void saysWhichNamedHandlersAndPluginsAreNotServedAnyMore() {
        var named = PluginJar.answering("named", "text").write(folder.resolve("named.jar"));
        var dropped = PluginJar.answering("dropped", "text").write(folder.resolve("dropped.jar"));
        var byPath = PluginJar.answering("path", "text").write(elsewhere.resolve("path.jar"));
        try (var log = Log.capture();
                var forge = Forge.builder()
                        .port(0)
                        .managementPort(0)
                        .plugins(folder)
                        .set("plugins.watch", false)
                        .handlers("named", byPath.toString())
                        .start()) {
            assertThat(get(management(forge), "/health/ready")).isEqualTo("200 {\"ready\":true}");

            forge.plugins().unload(dropped);
            assertThat(get(management(forge), "/health/ready")).isEqualTo("200 {\"ready\":true}");

            forge.plugins().unload(named);
            forge.plugins().unload(byPath);
            assertThat(get(management(forge), "/health/ready"))
                    .isEqualTo(("503 {\"ready\":false,\"reasons\":[\"handler 'named' is not served\","
                                    + "\"plugin %s is not loaded\"]}")
                            .formatted(byPath));
            assertThat(log.messages(Level.ERROR)).isEmpty();
        }
    }

    @Test
    void isNotThereUnlessItIsAskedFor() {
        try (var forge = Forge.builder().port(0).handler("gate", gate.handler()).start()) {
            assertThat(forge.managementUri()).isEmpty();
            assertThat(ForgeThreads.alive()).noneMatch(name -> name.startsWith("forge-management"));
        }
    }
}
