package io.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.runtime.DispatchMode;
import io.forge.testkit.Client;
import io.forge.testkit.ForgeThreads;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import io.forge.testkit.Modes;
import java.net.ConnectException;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EmbeddingTest {

    @Test
    void twoServersInOneProcessDoNotKnowOfEachOther() {
        try (Forge first = serving("first")) {
            try (Forge second = serving("second")) {
                assertThat(first.uri()).isNotEqualTo(second.uri());
                assertThat(Client.ask(first, "/name", "").body()).isEqualTo("first");
                assertThat(Client.ask(second, "/name", "").body()).isEqualTo("second");
                assertThat(Client.ask(second, "/first", "").status()).isEqualTo(404);
            }
            assertThat(first.state()).isEqualTo(State.RUNNING);
            assertThat(Client.ask(first, "/name", "").body()).isEqualTo("first");
        }
    }

    private static Forge serving(String name) {
        return Forge.builder()
                .port(0)
                .handler("name", Handler.unary(Void.class, String.class, (nothing, call) -> name))
                .handler(name, Handler.unary(Void.class, String.class, (nothing, call) -> name))
                .start();
    }

    @Test
    void listsWhatIsServedAndWhere() {
        try (Forge forge = Forge.builder()
                .port(0)
                .handler("b", Handler.unary(Void.class, String.class, (nothing, call) -> ""))
                .handler(
                        "a",
                        Handler.unary(Void.class, String.class, (nothing, call) -> "")
                                .on(Dispatch.SERIAL))
                .start()) {
            long maxBody = 10L << 20;
            var missing = List.of("not under /v2: it has no input");
            assertThat(forge.handlers())
                    .containsExactly(
                            new ServedHandler(
                                    "a",
                                    "1",
                                    "GET",
                                    "/a",
                                    List.of(),
                                    Dispatch.SERIAL,
                                    Optional.empty(),
                                    Void.class,
                                    String.class,
                                    maxBody,
                                    List.of(),
                                    "application",
                                    missing),
                            new ServedHandler(
                                    "b",
                                    "1",
                                    "GET",
                                    "/b",
                                    List.of(),
                                    Dispatch.WORKER,
                                    Optional.empty(),
                                    Void.class,
                                    String.class,
                                    maxBody,
                                    List.of(),
                                    "application",
                                    missing));
        }
    }

    @Test
    void leavesNoThreadAndNoOpenPortWhenItIsClosed() throws Exception {
        var builder = Forge.builder().port(0);
        Modes.all()
                .forEach(mode -> builder.handler(
                        DispatchMode.nameOf(mode),
                        Handler.unary(String.class, String.class, (text, call) -> text)
                                .on(mode)));
        Forge forge = builder.start();
        for (var served : forge.handlers()) {
            assertThat(Client.ask(forge, "/" + served.name(), "x").body()).isEqualTo("x");
        }
        assertThat(ForgeThreads.alive()).isNotEmpty().allMatch(name -> name.startsWith("forge"));
        var uri = forge.uri();

        forge.close();

        assertThat(ForgeThreads.left()).isEmpty();
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> new Socket(uri.getHost(), uri.getPort()).close());
    }

    @Test
    void isClosedTwiceAsWellAsOnce() {
        Forge forge = serving("x");

        forge.close();
        forge.close();

        assertThat(forge.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void aSecondCloseWaitsForTheFirst() throws Exception {
        var gate = new Gate();
        Forge forge = Forge.builder()
                .port(0)
                .set("calls.drain", "1m")
                .handler("gate", gate.handler())
                .start();
        try (var client = Client.to(forge)) {
            client.post("/gate", "x");
            gate.awaitEntered();
            var first = CompletableFuture.runAsync(forge::close, task -> new Thread(task).start());
            Latches.awaitUntil(() -> forge.state() == State.DRAINING);
            var closer = new Thread(forge::close);
            closer.start();
            Latches.awaitUntil(() -> closer.getState() == Thread.State.WAITING);

            assertThat(first).isNotDone();
            gate.open();
            closer.join();

            assertThat(forge.state()).isEqualTo(State.CLOSED);
            assertThat(client.answer().body()).isEqualTo("x");
            first.join();
        }
    }

    @Test
    void namesTheCallsThatDoNotEndAndClosesAllTheSame() throws Exception {
        var gate = new Gate();
        Forge forge = Forge.builder()
                .port(0)
                .set("calls.drain", "1ms")
                .handler("gate", gate.stubbornHandler().on(Dispatch.THREAD))
                .start();
        try (var log = Log.capture();
                var client = Client.to(forge)) {
            client.post("/gate", "x", "X-Request-Id: my-call");
            gate.awaitEntered();

            forge.close();

            assertThat(forge.state()).isEqualTo(State.CLOSED);
            assertThat(log.messages(Level.WARN))
                    .containsExactly(
                            "Calls still in flight after calls.drain (1ms) are interrupted: 1",
                            "These calls did not end when interrupted; their threads are left:"
                                    + " [call my-call of gate]");
            gate.open();
            gate.awaitLeft();
        }
        assertThat(ForgeThreads.left()).isEmpty();
    }
}
