package io.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.testkit.Client;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import io.forge.testkit.RawConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a server, for the clients that it still has: no request is lost that could be served. */
final class ShutdownTest {

    private static final int CLIENTS = 20;
    private static final String READY = "GET /v2/health/ready HTTP/1.1\r\nHost: forge\r\n\r\n";

    private final Gate gate = new Gate();

    private ForgeBuilder builder() {
        return Forge.builder()
                .port(0)
                .set("calls.drain", "1m")
                .handler("gate", gate.handler())
                .handler("echo", Handler.unary(String.class, String.class, (text, call) -> text));
    }

    private static Thread closing(Forge forge) {
        var thread = new Thread(forge::close);
        thread.start();
        return thread;
    }

    private static void join(Thread thread) throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(thread.isAlive()).isFalse();
    }

    private static String echo(String text) {
        return "POST /echo HTTP/1.1\r\nHost: forge\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(text.length(), text);
    }

    /** From then on no connection is taken, and connections end behind their answers. */
    private static void awaitDrain(Forge forge) {
        Latches.awaitUntil(() ->
                forge.call("echo", "x", String.class).toCompletableFuture().isCompletedExceptionally());
    }

    @Test
    void servesWhoIsConnectedWhileOthersFinish() throws Exception {
        var forge = builder().start();
        try (var busy = Client.to(forge);
                var idle = Client.to(forge)) {
            busy.post("/gate", "x");
            gate.awaitEntered();
            var closing = closing(forge);
            awaitDrain(forge);

            var served = idle.post("/echo", "y").answer();
            gate.open();
            var last = busy.answer();
            join(closing);

            assertThat(served.status()).isEqualTo(200);
            assertThat(served.header("connection")).isEqualTo("close");
            assertThat(last.status()).isEqualTo(200);
            assertThat(last.header("connection")).isEqualTo("close");
        }
    }

    @Test
    void tellsWhoIsConnectedThatTheDrainIsOver() throws Exception {
        var forge = builder()
                .set("calls.drain", "1ms")
                .handler("stubborn", gate.stubbornHandler().on(Dispatch.THREAD))
                .start();
        try (var log = Log.capture();
                var busy = Client.to(forge);
                var idle = Client.to(forge)) {
            busy.post("/stubborn", "x");
            gate.awaitEntered();
            var closing = closing(forge);
            Latches.awaitUntil(() -> !log.messages(Level.WARN).isEmpty());

            var refused = idle.post("/echo", "y").answer();
            gate.open();
            join(closing);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("connection")).isEqualTo("close");
            assertThat(refused.detail()).isEqualTo("The server is shutting down: send the request to another server");
        }
    }

    @Test
    void servesOnForAWhileThatItSaysItIsNotReady() throws Exception {
        var forge = builder().set("shutdown.delay", "1h").start();
        var closing = closing(forge);
        Latches.awaitUntil(() -> forge.state() != State.RUNNING);
        try (var kept = RawConnection.to(forge.uri());
                var fresh = RawConnection.to(forge.uri())) {
            Latches.awaitUntil(() -> kept.send(READY).read().status() == 503);

            var served = fresh.send(echo("y")).read();
            assertThat(served.status()).isEqualTo(200);
            assertThat(served.header("Connection")).isEmpty();
            assertThat(forge.call("echo", "z", String.class)
                            .toCompletableFuture()
                            .join())
                    .isEqualTo("z");

            closing.interrupt();
            assertThat(kept.isClosedByServer()).isTrue();
        }
        join(closing);
        assertThat(forge.state()).isEqualTo(State.CLOSED);
    }

    @Test
    @Timeout(20)
    void doesNotWaitForLoadBalancersWhereItHasNotListened() {
        var taken = builder().start();
        try (taken) {
            var second = builder().port(taken.uri().getPort()).set("shutdown.delay", "1h");

            assertThatThrownBy(second::start).isInstanceOf(ForgeStartException.class);
        }
        builder().set("shutdown.delay", "1h").load().close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void servesThoseWhoWaitToBeAccepted(int ioThreads) throws Exception {
        var forge = builder()
                .set("http.io-threads", ioThreads)
                .handler("hold", gate.stubbornHandler().on(Dispatch.EVENT_LOOP))
                .start();
        var connections = new ArrayList<RawConnection>();
        try {
            // As many as hold every IO thread, wherever they were put.
            var held = new ArrayList<Client>();
            held.add(Client.to(forge));
            held.get(0).post("/hold", "x");
            gate.awaitEntered();
            for (int i = 0; i < CLIENTS; i++) {
                connections.add(RawConnection.to(forge.uri()).send(echo("waiting")));
            }
            var closing = closing(forge);
            Latches.awaitUntil(() -> forge.state() != State.RUNNING);
            gate.open();

            for (var connection : connections) {
                assertThat(connection.read().text()).isEqualTo("waiting");
            }
            assertThat(held.get(0).answer().status()).isEqualTo(200);
            held.get(0).close();
            join(closing);
        } finally {
            connections.forEach(RawConnection::close);
        }
    }

    @Test
    void losesNoRequestOfClientsThatSendOneAfterTheOther() throws Exception {
        var forge = builder().start();
        var answered = new CountDownLatch(CLIENTS);
        var unanswered = new AtomicInteger();
        List<CompletableFuture<Boolean>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(CompletableFuture.supplyAsync(
                    () -> sendUntilTold(forge, answered, unanswered), task -> new Thread(task).start()));
        }
        Latches.await(answered);

        forge.close();

        for (var client : clients) {
            assertThat(client.get(20, TimeUnit.SECONDS))
                    .as("was told to use another connection")
                    .isTrue();
        }
        assertThat(unanswered).hasValue(0);
    }

    private static boolean sendUntilTold(Forge forge, CountDownLatch answered, AtomicInteger unanswered) {
        try (var connection = RawConnection.to(forge.uri())) {
            for (int sent = 0; ; sent++) {
                unanswered.incrementAndGet();
                var answer = connection.send(echo("x")).read();
                assertThat(answer.status()).isEqualTo(200);
                unanswered.decrementAndGet();
                if (sent == 0) {
                    answered.countDown();
                }
                if (answer.header("Connection").isPresent()) {
                    return connection.isClosedByServer();
                }
            }
        }
    }

    @Test
    void waitsForNobodyWhereNobodyIsConnected() throws Exception {
        var forge = builder().set("shutdown.idle", "1m").start();
        try (var client = Client.to(forge)) {
            assertThat(client.post("/echo", "x").answer().status()).isEqualTo(200);
        }

        join(closing(forge));

        assertThat(forge.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void endsAStreamThatBeganMeanwhileWithItsConnection() throws Exception {
        var forge = builder()
                .handler("count", Handler.streaming(String.class, Integer.class, (text, sink, call) -> {
                    sink.send(1);
                    sink.send(2);
                }))
                .start();
        try (var busy = Client.to(forge);
                var idle = RawConnection.to(forge.uri())) {
            busy.post("/gate", "x");
            gate.awaitEntered();
            idle.send(echo("x")).read();
            var closing = closing(forge);
            awaitDrain(forge);

            var stream = idle.send(echo("x").replace("/echo", "/count")).read();
            gate.open();
            join(closing);

            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Connection")).contains("close");
        }
    }
}
