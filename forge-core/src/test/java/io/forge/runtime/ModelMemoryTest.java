package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ModelReport.State;
import io.forge.api.HandlerRegistry;
import io.forge.testkit.Client;
import io.forge.testkit.Gate;
import io.forge.testkit.Log;
import io.forge.testkit.OfferingSource;
import io.forge.testkit.TestLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is loaded takes no more memory than it may: what was not called for the longest time goes first. */
class ModelMemoryTest {

    private static final long MEBIBYTE = 1 << 20;

    private final AtomicReference<HandlerRegistry> registry = new AtomicReference<>();
    private final TestLoader one = new TestLoader().taking(4 * MEBIBYTE);
    private final TestLoader two = new TestLoader().taking(4 * MEBIBYTE);

    @TempDir
    private Path folder;

    private Forge forge;

    @BeforeEach
    void start() throws IOException {
        forge = OfferingSource.start(folder, builder -> builder.set("models.memory", "10MiB"), registry::set);
        offer("one", one);
        offer("two", two);
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private void offer(String name, TestLoader loader) {
        registry.get().offer(name, "1", loader);
        OfferingSource.awaitState(forge, name, "1", State.READY);
    }

    @Test
    void unloadsWhatWasNotCalledForTheLongestTime() {
        assertThat(Client.ask(forge, "/one", "x").status()).isEqualTo(200);
        offer("three", new TestLoader().taking(6 * MEBIBYTE));

        var gone = OfferingSource.report(forge, "two", "1");
        assertThat(gone.state()).isEqualTo(State.UNAVAILABLE);
        assertThat(gone.reason()).hasValue("it was unloaded to make room for others");
        assertThat(gone.memory()).isZero();
        assertThat(two.events()).containsExactly(TestLoader.closed(1));
        assertThat(OfferingSource.report(forge, "one", "1").memory()).isEqualTo(4 * MEBIBYTE);
    }

    @Test
    void loadsAgainWithTheNextCallWhatHasMadeRoom() {
        Client.ask(forge, "/two", "x");
        offer("three", new TestLoader().taking(3 * MEBIBYTE));
        assertThat(OfferingSource.report(forge, "one", "1").state()).isEqualTo(State.UNAVAILABLE);

        assertThat(Client.ask(forge, "/one", "x").body()).isEqualTo("load 2");
    }

    @Test
    void waitsForTheCallsOfWhatMakesRoom() throws Exception {
        var gate = new Gate();
        try (var client = Client.to(forge)) {
            registry.get().offer("held", "1", new TestLoader().taking(MEBIBYTE).giving(load -> gate.handler()));
            OfferingSource.awaitState(forge, "held", "1", State.READY);
            client.post("/held", "held");
            gate.awaitEntered();
            Client.ask(forge, "/one", "x");
            Client.ask(forge, "/two", "x");
            var large = new TestLoader().taking(9 * MEBIBYTE);
            registry.get().offer("large", "1", large);
            large.awaitLoads(1);
            OfferingSource.awaitState(forge, "held", "1", State.UNLOADING);
            assertThat(OfferingSource.report(forge, "large", "1").state()).isEqualTo(State.LOADING);

            gate.open();

            assertThat(client.answer().body()).isEqualTo("held");
            OfferingSource.awaitState(forge, "large", "1", State.READY);
        }
    }

    @Test
    void unloadsNothingForWhatWouldNotFitEvenAlone() {
        try (var log = Log.capture()) {
            registry.get().offer("large", "1", new TestLoader().taking(11 * MEBIBYTE));
            OfferingSource.awaitState(forge, "large", "1", State.UNAVAILABLE);

            assertThat(OfferingSource.report(forge, "large", "1").reason())
                    .hasValue("it needs 11MiB, but models.memory is 10MiB, of which 8MiB are taken");
            assertThat(OfferingSource.report(forge, "one", "1").state()).isEqualTo(State.READY);
            assertThat(OfferingSource.report(forge, "two", "1").state()).isEqualTo(State.READY);
            assertThat(log.messages(Level.ERROR)).isEmpty();
        }
    }

    @Test
    void releasesWhatAFailedLoadHasReserved() {
        try (var log = Log.capture()) {
            var broken = new TestLoader().taking(2 * MEBIBYTE).failing("the file is broken");
            registry.get().offer("broken", "1", broken);
            OfferingSource.awaitState(forge, "broken", "1", State.UNAVAILABLE);
            offer("small", new TestLoader().taking(2 * MEBIBYTE));
            assertThat(OfferingSource.report(forge, "one", "1").state()).isEqualTo(State.READY);
            assertThat(OfferingSource.report(forge, "two", "1").state()).isEqualTo(State.READY);
            assertThat(log.messages(Level.ERROR)).isEmpty();
        }
    }
}
