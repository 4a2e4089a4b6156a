package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.ForgeStartException;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.testkit.Client;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller sees of virtual threads, whatever carries them; each server has one IO thread, so that calls meet there. */
class VirtualCarrierTest {

    private static final String CARRIERS = "io.forge.testkit.Modes#carriers";
    private static final String IN_PLACE = "io.forge.testkit.Modes#inPlace";

    /** What the JDK says of a virtual thread ends with the name of the thread that carries it. */
    private static final String ON_IO_THREAD = "@forge I/O-1";

    private static final String ON_JDK_CARRIER = "@ForkJoinPool-";

    private static final Handler<String, String> ECHO = Handler.unary(String.class, String.class, (text, call) -> text);

    /** Says where it runs, before and after it has waited. */
    private static final Handler<String, String> PLACE = Handler.unary(String.class, String.class, (text, call) -> {
        String first = here();
        Thread.sleep(1);
        return first + " " + here();
    });

    private static String here() {
        return Thread.currentThread().toString();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(IN_PLACE)
    void theFirstLegRunsOnTheIoThreadAndALaterOneElsewhere(VirtualCarrier carrier) {
        try (Forge forge = serving(carrier, PLACE).start()) {
            assertThat(Client.ask(forge, "/code", "x").body()).containsSubsequence(ON_IO_THREAD, ON_JDK_CARRIER);
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(IN_PLACE)
    void aBodyTooLongForTheEventLoopIsDecodedElsewhere(VirtualCarrier carrier) {
        try (Forge forge =
                serving(carrier, PLACE).set("dispatch.event-loop.max-body", 1).start()) {
            assertThat(Client.ask(forge, "/code", "xx").body()).doesNotContain(ON_IO_THREAD);
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(IN_PLACE)
    void aStreamStartsElsewhereAsItWaitsForTheIoThread(VirtualCarrier carrier) {
        var handler = Handler.streaming(String.class, String.class, (text, sink, call) -> sink.send(here()));
        try (Forge forge = serving(carrier, handler).start()) {
            assertThat(Client.ask(forge, "/code", "x").body()).contains(ON_JDK_CARRIER);
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(IN_PLACE)
    void aThreadThatTheCodeStartsDoesNotRunOnTheIoThread(VirtualCarrier carrier) {
        var handler = Handler.unary(String.class, String.class, (text, call) -> {
            var places = new ArrayList<String>();
            var child = VirtualThreads.factory("child").orElseThrow().newThread(() -> places.add(here()));
            child.start();
            child.join();
            return places.get(0);
        });
        try (Forge forge = serving(carrier, handler).start()) {
            assertThat(Client.ask(forge, "/code", "x").body()).contains("child", ON_JDK_CARRIER);
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(CARRIERS)
    void codeThatCannotLeaveItsThreadGoesOnWhenTheLockThatItWaitsForIsFree(VirtualCarrier carrier) throws Exception {
        var locked = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var waiting = new CountDownLatch(1);
        var handler = Handler.unary(String.class, String.class, (text, call) -> {
            if (text.equals("holds")) {
                Pinned.LOCK.lock();
                try {
                    locked.countDown();
                    Latches.await(release);
                    return "held";
                } finally {
                    Pinned.LOCK.unlock();
                }
            }
            waiting.countDown();
            return carrier == VirtualCarrier.JDK ? Pinned.OnJdkCarrier.ready : Pinned.InPlace.ready;
        });
        try (Forge forge = serving(carrier, handler).start();
                var holding = Client.to(forge);
                var needing = Client.to(forge);
                var other = Client.to(forge)) {
            holding.post("/code", "holds");
            Latches.await(locked);
            needing.post("/code", "needs");
            Latches.await(waiting);
            other.post("/echo", "x");
            Latches.awaitUntil(Pinned.LOCK::hasQueuedThreads);

            release.countDown();

            assertThat(holding.answer().body()).isEqualTo("held");
            assertThat(needing.answer().body()).isEqualTo("ready");
            assertThat(other.answer().body()).isEqualTo("x");
        }
    }

    /** Two classes that need a lock to be initialized, which holds a virtual thread where it is; one for each carrier. */
    private static final class Pinned {

        static final ReentrantLock LOCK = new ReentrantLock();

        static String lockAndUnlock() {
            LOCK.lock();
            LOCK.unlock();
            return "ready";
        }

        static final class InPlace {
            static String ready = lockAndUnlock();
        }

        static final class OnJdkCarrier {
            static String ready = lockAndUnlock();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(CARRIERS)
    void othersAreAnsweredWhileACallWaitsInsideSynchronized(VirtualCarrier carrier) throws Exception {
        var lock = new Object();
        var opened = new AtomicBoolean();
        var entered = new CountDownLatch(1);
        var handler = Handler.unary(String.class, String.class, (text, call) -> {
            synchronized (lock) {
                entered.countDown();
                while (!opened.get()) {
                    lock.wait();
                }
            }
            return text;
        });
        try (Forge forge = serving(carrier, handler).start();
                var client = Client.to(forge)) {
            client.post("/code", "waited");
            Latches.await(entered);

            assertThat(Client.ask(forge, "/echo", "x").body()).isEqualTo("x");

            synchronized (lock) {
                opened.set(true);
                lock.notifyAll();
            }
            assertThat(client.answer().body()).isEqualTo("waited");
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(CARRIERS)
    void whatACallLeavesInItsThreadReachesNoOther(VirtualCarrier carrier) {
        var secret = new ThreadLocal<String>();
        var handler = Handler.unary(String.class, String.class, (text, call) -> {
            String before = secret.get() + " " + Thread.currentThread().isInterrupted();
            secret.set(text);
            Thread.currentThread().interrupt();
            return before;
        });
        try (Forge forge = serving(carrier, handler).start();
                var client = Client.to(forge)) {
            for (int call = 0; call < 3; call++) {
                assertThat(client.post("/code", "mine").answer().body()).isEqualTo("null false");
            }
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(CARRIERS)
    void aDeadlineInterruptsACallThatWaitsAndTheConnectionGoesOn(VirtualCarrier carrier) throws Exception {
        var gate = new Gate();
        try (Forge forge = serving(carrier, gate.handler())
                        .set("calls.timeout", "500ms")
                        .start();
                var client = Client.to(forge)) {
            assertThat(client.post("/code", "x").answer().status()).isEqualTo(504);
            gate.awaitInterrupted();
            assertThat(client.post("/echo", "next").answer().body()).isEqualTo("next");
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(CARRIERS)
    void aDeadlineInterruptsCodeThatHasNeverWaited(VirtualCarrier carrier) {
        var handler = Handler.unary(String.class, String.class, (text, call) -> {
            Latches.awaitBusily(() -> Thread.currentThread().isInterrupted());
            return "too late";
        });
        try (Forge forge =
                        serving(carrier, handler).set("calls.timeout", "500ms").start();
                var client = Client.to(forge)) {
            assertThat(client.post("/code", "x").answer().status()).isEqualTo(504);
            assertThat(client.post("/echo", "next").answer().body()).isEqualTo("next");
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(CARRIERS)
    void aFaultIsAnsweredBeforeAndAfterTheCodeHasWaited(VirtualCarrier carrier) {
        var handler = Handler.unary(String.class, String.class, (text, call) -> {
            if (text.startsWith("later")) {
                Thread.sleep(1);
            }
            if (text.endsWith("null")) {
                return null;
            }
            throw new IllegalStateException(text);
        });
        try (var log = Log.capture();
                Forge forge = serving(carrier, handler).start();
                var client = Client.to(forge)) {
            for (String text : new String[] {"now", "now null", "later", "later null"}) {
                assertThat(client.post("/code", text).answer().status()).isEqualTo(500);
            }
            assertThat(log.events()).hasSize(4);
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(CARRIERS)
    void aThousandCallsWaitAtOnce(VirtualCarrier carrier) throws Exception {
        int calls = 1_000;
        var entered = new CountDownLatch(calls);
        var opened = new CountDownLatch(1);
        var handler = Handler.unary(String.class, String.class, (text, call) -> {
            entered.countDown();
            Latches.await(opened);
            return text;
        });
        var clients = new ArrayList<Client>();
        try (Forge forge = serving(carrier, handler).start()) {
            for (int call = 0; call < calls; call++) {
                clients.add(Client.to(forge).post("/code", "" + call));
            }
            Latches.await(entered);

            opened.countDown();

            for (int call = 0; call < calls; call++) {
                assertThat(clients.get(call).answer().body()).isEqualTo("" + call);
            }
        } finally {
            clients.forEach(Client::close);
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(CARRIERS)
    void aCallCallsAnotherInProcess(VirtualCarrier carrier) {
        var forges = new ArrayList<Forge>();
        var handler = Handler.unary(
                String.class,
                String.class,
                (text, call) -> forges.get(0)
                        .call("echo", text, String.class)
                        .toCompletableFuture()
                        .get());
        try (Forge forge = serving(carrier, handler).start()) {
            forges.add(forge);

            assertThat(Client.ask(forge, "/code", "through").body()).isEqualTo("through");
        }
    }

    @Test
    void inPlaceIsAnErrorAtStartThatSaysWhatToDoWhereItCannotBeHad() {
        var builder = serving(VirtualCarrier.IN_PLACE, ECHO);

        if (InPlaceThreads.isOfUse()) {
            builder.start().close();
        } else {
            assertThat(catchThrowable(builder::start))
                    .isInstanceOf(ForgeStartException.class)
                    .hasMessage(
                            "dispatch.virtual.carrier in-place needs Java 24 or later and this is Java %s; or set it to"
                                    + " auto or jdk",
                            Runtime.version());
        }
    }

    private static ForgeBuilder serving(VirtualCarrier carrier, Handler<String, String> handler) {
        return Forge.builder()
                .port(0)
                .set("http.io-threads", 1)
                .set(
                        "dispatch.virtual.carrier",
                        carrier.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .handler("code", handler.on(Dispatch.VIRTUAL))
                .handler("echo", ECHO.on(Dispatch.VIRTUAL));
    }
}
