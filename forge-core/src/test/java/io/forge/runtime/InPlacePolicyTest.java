package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.testkit.Client;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A handler that holds its IO thread too long is moved away from it; one that has bad luck is not. */
class InPlacePolicyTest {

    private static final String IN_PLACE = "io.forge.testkit.Modes#inPlace";
    private static final long LIMIT = 5;

    private final InPlacePolicy legs = new InPlacePolicy("code", "forge-code", LIMIT);
    private long now;

    @Test
    void fourSlowLegsInARowAreTooMuchAndAreToldOnce() {
        try (var log = Log.capture()) {
            slow(3);
            assertThat(legs.areInPlace()).isTrue();

            slow(3);

            assertThat(legs.areInPlace()).isFalse();
            assertThat(log.messages(Level.WARN))
                    .singleElement()
                    .asString()
                    .startsWith("Handler code has repeatedly blocked an IO thread");
        }
    }

    @Test
    void oneSlowLegInTwentyIsTooMuch() {
        for (int hundred = 0; hundred < 5; hundred++) {
            for (int leg = 0; leg < 5; leg++) {
                slow(1);
                quick(19);
            }
        }

        assertThat(legs.areInPlace()).isFalse();
    }

    @Test
    void oneSlowLegInThirtyIsBadLuck() {
        for (int round = 0; round < 100; round++) {
            slow(1);
            quick(29);
        }

        assertThat(legs.areInPlace()).isTrue();
    }

    @Test
    void slowLegsAtTheSameTimeCountOnceAsWhenTheCollectorStopsThemAll() {
        for (int thread = 0; thread < 16; thread++) {
            legs.ran(thread, 100);
        }

        assertThat(legs.areInPlace()).isTrue();
    }

    private void slow(int count) {
        run(count, LIMIT + 1);
    }

    private void quick(int count) {
        run(count, LIMIT);
    }

    private void run(int count, long time) {
        for (int leg = 0; leg < count; leg++) {
            legs.ran(now, now + time);
            now += time;
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(IN_PLACE)
    void aHandlerThatComputesInEveryCallStartsElsewhereFromThenOn(VirtualCarrier carrier) {
        var handler = Handler.unary(String.class, String.class, (text, call) -> {
            long until = System.nanoTime() + 2_000_000;
            Latches.awaitBusily(() -> System.nanoTime() - until > 0);
            return Thread.currentThread().toString();
        });
        try (var log = Log.capture();
                Forge forge = Forge.builder()
                        .port(0)
                        .set("http.io-threads", 1)
                        .set("dispatch.virtual.first-leg", "1ms")
                        .handler("code", handler.on(Dispatch.VIRTUAL))
                        .start();
                var client = Client.to(forge)) {
            for (int call = 0; call < 4; call++) {
                assertThat(client.post("/code", "x").answer().body()).contains("@forge I/O-1");
            }
            assertThat(client.post("/code", "x").answer().body()).contains("@ForkJoinPool-");
            assertThat(log.messages(Level.WARN)).singleElement().asString().contains("code", "'forge I/O-1'");
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(IN_PLACE)
    void aCallThatDoesNotComeBackIsNamedWhileItRunsAndTheNextStartsElsewhere(VirtualCarrier carrier) throws Exception {
        var entered = new CountDownLatch(1);
        var opened = new AtomicBoolean();
        var handler = Handler.unary(String.class, String.class, (text, call) -> {
            entered.countDown();
            Latches.awaitBusily(opened::get);
            return Thread.currentThread().toString();
        });
        try (var log = Log.capture();
                Forge forge = Forge.builder()
                        .port(0)
                        .set("http.io-threads", 1)
                        .handler("code", handler.on(Dispatch.VIRTUAL))
                        .start();
                var client = Client.to(forge)) {
            client.post("/code", "x");
            Latches.await(entered);
            log.awaitFirst();
            opened.set(true);

            assertThat(client.answer().body()).contains("@forge I/O-1");
            assertThat(client.post("/code", "x").answer().body()).contains("@ForkJoinPool-");
            assertThat(log.messages(Level.WARN))
                    .singleElement()
                    .asString()
                    .startsWith("Handler code has blocked IO thread 'forge I/O-1' for ")
                    .endsWith("Its calls start on other threads from now on. CPU-bound code belongs on dispatch"
                            + " worker");
        }
    }
}
