package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ModelReport.State;
import io.forge.api.HandlerRegistry;
import io.forge.testkit.Client;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import io.forge.testkit.OfferingSource;
import io.forge.testkit.TestLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A handler is loaded by its first call, which waits for that without a thread. */
class OnDemandTest {

    private static final String INFER = "/v2/models/text/infer";
    private static final String INPUT =
            "{\"inputs\":[{\"name\":\"input\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"x\"]}]}";

    private final TestLoader loader = new TestLoader();

    @TempDir
    private Path folder;

    private Forge start(Consumer<HandlerRegistry> opening) throws IOException {
        return OfferingSource.start(
                folder, builder -> builder.set("models.load", "on-demand").set("http.io-threads", 1), opening);
    }

    private Forge start() throws IOException {
        return start(given -> given.offer("text", "1", loader));
    }

    @Test
    void loadsWithTheFirstCallAndNotBefore() throws Exception {
        try (var forge = start()) {
            assertThat(OfferingSource.report(forge, "text", "1").reason()).hasValue("it is loaded by its first call");
            assertThat(loader.loads()).isZero();
            assertThat(Client.ask(forge, "/text", "x").body()).isEqualTo("load 1");
            assertThat(Client.ask(forge, "/text", "x").body()).isEqualTo("load 1");
        }
    }

    @Test
    void loadsOnceForAllThatWaitAndHoldsNoIoThread() throws Exception {
        loader.held();
        List<Client> clients = new ArrayList<>();
        try (var forge = start()) {
            for (String path : new String[] {"/text", "/text/versions/1", "/text"}) {
                clients.add(Client.to(forge).post(path, "x"));
            }
            clients.add(Client.to(forge).post(INFER, INPUT));
            clients.add(Client.to(forge).post("/text", "x", "Expect: 100-continue"));
            loader.awaitLoads(1);
            try (var other = Client.to(forge)) { // On the only IO thread that there is.
                assertThat(other.send("GET /v2/health/ready HTTP/1.1", new byte[0])
                                .answer()
                                .status())
                        .isEqualTo(200);
            }
            loader.proceed();
            for (var client : clients.subList(0, 4)) {
                assertThat(client.answer().body()).contains("load 1");
            }
            assertThat(loader.loads()).isEqualTo(1);
        } finally {
            clients.forEach(Client::close);
        }
    }

    @Test
    void loadsForWhoAsksForTheModelButNotForItsReadiness() throws Exception {
        try (var forge = start();
                var client = Client.to(forge)) {
            for (String path : new String[] {"/ready", "/stats"}) {
                assertThat(client.send("GET /v2/models/text" + path + " HTTP/1.1", new byte[0])
                                .answer()
                                .status())
                        .isEqualTo(503);
            }
            assertThat(loader.loads()).isZero();
            assertThat(client.send("GET /v2/models/text HTTP/1.1", new byte[0])
                            .answer()
                            .body())
                    .contains("\"versions\":[\"1\"]");
        }
    }

    @Test
    void loadsForCallsInProcess() throws Exception {
        loader.held();
        try (var forge = start()) {
            var call = forge.call("text", "x", String.class).toCompletableFuture();
            loader.awaitLoads(1);
            assertThat(call).isNotDone();
            loader.proceed();
            assertThat(call.join()).isEqualTo("load 1");
        }
    }

    @Test
    void saysWhyItCannotBeLoadedAndTriesAgainWithTheNextCall() throws Exception {
        loader.failing("the file is broken");
        String reason = "Version 1 of handler 'text' cannot be loaded: the file is broken";
        try (var log = Log.capture();
                var forge = start()) {
            var answer = Client.ask(forge, "/text", "x");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.detail()).isEqualTo(reason);
            assertThatThrownBy(() -> forge.call("text", "x", String.class)
                            .toCompletableFuture()
                            .join())
                    .hasRootCauseMessage(reason);
            assertThat(log.messages(Level.WARN)).hasSize(2);
            loader.failing("");
            assertThat(Client.ask(forge, "/text", "x").body()).isEqualTo("load 3");
        }
    }

    @Test
    void waitsNoLongerThanItsDeadline() throws Exception {
        loader.held();
        try (var forge = start()) {
            var answer = Client.ask(forge, "/text", "x", "X-Request-Timeout: 50ms");
            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.detail())
                    .isEqualTo("No answer within 50ms, because version 1 of handler 'text' is still being loaded");
            loader.proceed();
            OfferingSource.awaitState(forge, "text", "1", State.READY);
        }
    }

    @Test
    void isNotLoadedByCallsOnceAnOperatorHasUnloadedIt() throws Exception {
        try (var forge = start()) {
            Client.ask(forge, "/text", "x");
            forge.models().unload("text").toCompletableFuture().join();
            OfferingSource.awaitState(forge, "text", "1", State.UNAVAILABLE);
            assertThat(Client.ask(forge, "/text", "x").status()).isEqualTo(503);
            assertThat(loader.loads()).isEqualTo(1);
            forge.models().load("text").toCompletableFuture().join();
            assertThat(Client.ask(forge, "/text", "x").body()).isEqualTo("load 2");
        }
    }

    @Test
    void answersWhoWaitsWhenTheServerEnds() throws Exception {
        loader.held();
        var forge = start();
        try (var client = Client.to(forge)) {
            client.post("/text", "x");
            loader.awaitLoads(1);
            forge.close();
            assertThat(client.answer().status()).isEqualTo(503);
        }
        assertThat(loader.events()).containsExactly(TestLoader.closed(1));
    }

    @Test
    void loadsThoseThatAreNamed() throws Exception {
        var other = new TestLoader();
        try (var forge = OfferingSource.start(
                folder, builder -> builder.set("models.load", "named").set("models.names", List.of("text")), given -> {
                    given.offer("text", "1", loader);
                    given.offer("other", "1", other);
                })) {
            assertThat(Client.ask(forge, "/text", "x").body()).isEqualTo("load 1");
            var refused = Client.ask(forge, "/other", "x");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.detail())
                    .isEqualTo("Version 1 of handler 'other' is not loaded: it is not among models.names");
            forge.models().load("other").toCompletableFuture().join();
            Latches.awaitUntil(() -> Client.ask(forge, "/other", "x").status() == 200);
        }
    }
}
