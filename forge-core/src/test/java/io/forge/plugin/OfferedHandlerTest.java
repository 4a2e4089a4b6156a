package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ModelReport;
import io.forge.ModelReport.State;
import io.forge.api.HandlerRegistry;
import io.forge.api.HandlerRegistry.Offered;
import io.forge.testkit.Client;
import io.forge.testkit.ForgeThreads;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import io.forge.testkit.OfferingSource;
import io.forge.testkit.TestLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source offers handlers, which Forge loads, loads again and unloads. */
class OfferedHandlerTest {

    private final AtomicReference<HandlerRegistry> registry = new AtomicReference<>();
    private final TestLoader loader = new TestLoader();

    @TempDir
    private Path folder;

    private Forge start(Consumer<HandlerRegistry> opening) throws IOException {
        return OfferingSource.start(folder, UnaryOperator.identity(), given -> {
            registry.set(given);
            opening.accept(given);
        });
    }

    private Offered offer(String version) {
        return registry.get().offer("text", version, loader);
    }

    @Test
    void loadsWhatIsOfferedWhileTheSourceIsOpenedBeforeItIsServed() throws Exception {
        try (var forge = start(given -> given.offer("text", "1", loader))) {
            assertThat(ask(forge, "/text")).isEqualTo("load 1");
            assertThat(forge.models().all())
                    .containsExactly(new ModelReport("text", "1", List.of(), State.READY, Optional.empty(), 0));
        }
        assertThat(loader.events()).containsExactly(TestLoader.closed(1));
    }

    @Test
    void loadsInTheBackgroundWhatIsOfferedLater() throws Exception {
        loader.held();
        try (var forge = start(given -> {})) {
            offer("1");
            assertThat(report(forge).state()).isEqualTo(State.LOADING);

            loader.proceed();
            OfferingSource.awaitState(forge, "text", "1", State.READY);

            assertThat(ask(forge, "/text")).isEqualTo("load 1");
            assertThat(forge.call("text", "", String.class)
                            .toCompletableFuture()
                            .join())
                    .isEqualTo("load 1");
        }
    }

    @Test
    void saysWhyAVersionCannotBeLoadedAndServesTheRest() throws Exception {
        try (var log = Log.capture();
                var forge = start(given -> {
                    given.offer("text", "1", loader);
                    given.offer("text", "2", new TestLoader().failing("the file is broken"));
                })) {
            assertThat(ask(forge, "/text")).isEqualTo("load 1");
            assertThat(OfferingSource.report(forge, "text", "2").state()).isEqualTo(State.UNAVAILABLE);
            assertThat(OfferingSource.report(forge, "text", "2").reason()).hasValue("the file is broken");
            Latches.awaitUntil(() -> !log.messages(Level.WARN).isEmpty());
            assertThat(log.messages(Level.WARN))
                    .containsExactly("Version 2 of handler text cannot be loaded: the file is broken");
        }
    }

    @Test
    void closesWhatAFailedLoadHasOpened() throws Exception {
        loader.failing("the file is broken");
        try (var log = Log.capture();
                var forge = start(given -> given.offer("text", "1", loader))) {
            assertThat(loader.events()).containsExactly(TestLoader.closed(1));
            Latches.awaitUntil(() -> log.messages(Level.WARN).size() == 1);
            assertThat(report(forge).state()).isEqualTo(State.UNAVAILABLE);
        }
        assertThat(loader.events()).containsExactly(TestLoader.closed(1));
    }

    @Test
    void loadsAgainBesideWhatServesAndLosesNoCall() throws Exception {
        var gate = new Gate();
        loader.giving(load -> load == 1 ? gate.handler() : PluginHandlers.echo());
        try (var forge = start(given -> {});
                var client = Client.to(forge)) {
            var offered = offer("1");
            OfferingSource.awaitState(forge, "text", "1", State.READY);
            client.post("/text", "held");
            gate.awaitEntered();

            loader.held();
            offered.reload();
            loader.awaitLoads(2);
            assertThat(report(forge).state()).isEqualTo(State.READY);
            var again = forge.models().load("text").toCompletableFuture();
            loader.proceed();
            again.join();
            assertThat(ask(forge, "/text")).isEqualTo("asked");

            assertThat(loader.events()).isEmpty();
            gate.open();
            assertThat(client.answer().body()).isEqualTo("held");
            Latches.awaitUntil(() -> loader.events().size() == 2);
            assertThat(loader.events()).containsExactly(TestLoader.closed(1));
        }
    }

    @Test
    void servesOnWhereItCannotBeLoadedAgain() throws Exception {
        try (var log = Log.capture();
                var forge = start(given -> {})) {
            var offered = offer("1");
            OfferingSource.awaitState(forge, "text", "1", State.READY);
            loader.failing("the file is broken");
            offered.reload();
            Latches.awaitUntil(() -> report(forge).reason().isPresent());

            assertThat(report(forge).state()).isEqualTo(State.READY);
            assertThat(report(forge).reason()).hasValue("it could not be loaded again: the file is broken");
            assertThat(ask(forge, "/text")).isEqualTo("load 1");
            Latches.awaitUntil(() -> !log.messages(Level.WARN).isEmpty());
            assertThat(log.messages(Level.WARN))
                    .containsExactly(
                            "Version 1 of handler text cannot be loaded again, and what was loaded before serves"
                                    + " on: the file is broken");

            loader.failing("");
            offered.reload();
            Latches.awaitUntil(() -> ask(forge, "/text").equals("load 3"));
            assertThat(report(forge).reason()).isEmpty();
        }
    }

    @Test
    void loadsAgainWhatCouldNotBeLoaded() throws Exception {
        loader.failing("the file is broken");
        try (var log = Log.capture();
                var forge = start(given -> {})) {
            var offered = offer("1");
            OfferingSource.awaitState(forge, "text", "1", State.UNAVAILABLE);
            loader.failing("");
            offered.reload();
            OfferingSource.awaitState(forge, "text", "1", State.READY);
            assertThat(ask(forge, "/text")).isEqualTo("load 2");
            Latches.awaitUntil(() -> log.messages(Level.WARN).size() == 1);
        }
    }

    @Test
    void endsCallsBeforeItClosesWhatIsUnloaded() throws Exception {
        var gate = new Gate();
        loader.giving(load -> gate.handler());
        try (var forge = start(given -> given.offer("text", "1", loader));
                var client = Client.to(forge)) {
            client.post("/text", "held");
            gate.awaitEntered();
            forge.models().unload("text").toCompletableFuture().join();
            assertThat(report(forge).state()).isEqualTo(State.UNLOADING);
            assertThat(loader.events()).isEmpty();

            gate.open();
            assertThat(client.answer().body()).isEqualTo("held");
            OfferingSource.awaitState(forge, "text", "1", State.UNAVAILABLE);
            assertThat(report(forge).reason()).hasValue("it was unloaded");
            assertThat(loader.events()).containsExactly(TestLoader.closed(1));

            forge.models().unload("text").toCompletableFuture().join();
            forge.models().load("text").toCompletableFuture().join();
            assertThat(ask(forge, "/text")).isEqualTo("asked");
        }
    }

    @Test
    void doesNotLoadAgainWhatAnOperatorHasUnloaded() throws Exception {
        try (var forge = start(given -> {})) {
            var offered = offer("1");
            OfferingSource.awaitState(forge, "text", "1", State.READY);
            forge.models().unload("text").toCompletableFuture().join();
            OfferingSource.awaitState(forge, "text", "1", State.UNAVAILABLE);

            offered.reload();

            assertThat(report(forge).state()).isEqualTo(State.UNAVAILABLE);
            assertThat(loader.loads()).isEqualTo(1);
        }
    }

    @Test
    void givesUpALoadThatTakesTooLong() throws Exception {
        loader.held();
        try (var log = Log.capture();
                var forge = OfferingSource.start(
                        folder,
                        builder -> builder.set("models.load-timeout", "1s"),
                        given -> given.offer("text", "1", loader))) {
            loader.awaitInterrupted();
            OfferingSource.awaitState(forge, "text", "1", State.UNAVAILABLE);
            assertThat(report(forge).reason()).hasValue("loading took longer than models.load-timeout (1s)");
            Latches.awaitUntil(() -> log.messages(Level.WARN).size() == 1);
            Latches.awaitUntil(() -> loader.events().size() == 2);
        }
    }

    @Test
    void closesWhatALoadBringsThatWasGivenUpBefore() throws Exception {
        var opened = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var log = Log.capture();
                var forge = OfferingSource.start(
                        folder, builder -> builder.set("models.load-timeout", "1s"), registry::set)) {
            registry.get().offer("text", "1", context -> {
                context.onClose(closed::countDown);
                while (opened.getCount() > 0) {
                    try {
                        Latches.await(opened);
                    } catch (InterruptedException e) {
                        // It does not care.
                    }
                }
                return PluginHandlers.echo();
            });
            OfferingSource.awaitState(forge, "text", "1", State.UNAVAILABLE);
            var again = forge.models().load("text").toCompletableFuture();
            assertThat(again).isNotDone();

            opened.countDown();

            Latches.await(closed);
            again.join();
            assertThat(ask(forge, "/text")).isEqualTo("asked");
            assertThat(log.messages(Level.WARN)).hasSize(1);
        }
    }

    @Test
    void interruptsALoadWhoseOfferIsClosed() throws Exception {
        loader.held();
        try (var log = Log.capture();
                var forge = start(given -> {})) {
            var offered = offer("1");
            loader.awaitLoads(1);

            offered.close();
            offered.close();

            loader.awaitInterrupted();
            assertThat(loader.events()).containsExactly(TestLoader.closed(1));
            assertThat(forge.models().all()).isEmpty();
            assertThat(ask(forge, "/text")).isEqualTo("404");
            assertThat(log.messages(Level.WARN)).isEmpty();
        }
    }

    @Test
    void takesAnOfferBackWhenItsLastCallHasEnded() throws Exception {
        var gate = new Gate();
        loader.giving(load -> gate.handlerHolding("held"));
        try (var forge = start(given -> {});
                var client = Client.to(forge)) {
            var offered = offer("1");
            OfferingSource.awaitState(forge, "text", "1", State.READY);
            client.post("/text", "held");
            gate.awaitEntered();
            var closing = CompletableFuture.runAsync(offered::close, task -> new Thread(task).start());
            Latches.awaitUntil(() -> ask(forge, "/text").equals("404"));
            assertThat(closing).isNotDone();

            gate.open();
            closing.join();

            assertThat(client.answer().body()).isEqualTo("held");
            assertThat(loader.events()).containsExactly(TestLoader.closed(1));
            offer("1");
        }
    }

    @Test
    void leavesNoThreadAndNothingOpenWhenTheServerEndsWhileItLoads() throws Exception {
        loader.held();
        var ready = new TestLoader();
        var before = ForgeThreads.alive();
        var forge = start(given -> given.offer("ready", "1", ready));
        offer("1");
        loader.awaitLoads(1);
        assertThat(ForgeThreads.alive()).anyMatch(name -> name.startsWith("forge-load-"));

        forge.close();

        assertThat(loader.events()).containsExactly(TestLoader.closed(1));
        assertThat(ready.events()).containsExactly(TestLoader.closed(1));
        assertThat(ForgeThreads.left()).isEqualTo(before);
        assertThatThrownBy(() -> offer("2"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Source 'models' has been closed");
    }

    @Test
    void closesWhatIsLoadedWhereTheSourceCannotBeOpened() {
        assertThatThrownBy(() -> start(given -> {
                    given.offer("text", "1", loader);
                    loader.awaitLoads(1);
                    throw new IllegalStateException("there is no folder");
                }))
                .hasMessageContaining("there is no folder");

        assertThat(loader.events()).containsExactly(TestLoader.closed(1));
    }

    @Test
    void refusesWhatCannotBeOffered() throws Exception {
        try (var forge = start(given -> {
            given.publish("text", "1", PluginHandlers.echo());
            given.offer("text", "2", loader);
        })) {
            assertThat(forge.models().all()).hasSize(1);
            assertThatThrownBy(() -> offer("1")).hasMessageContaining("is published already");
            assertThatThrownBy(() -> offer("2")).hasMessageContaining("is offered already");
            assertThatThrownBy(() -> offer("a b")).hasMessageContaining("is malformed");
            assertThatThrownBy(() -> registry.get().publish("text", "2", PluginHandlers.echo()))
                    .hasMessageContaining("already");
            assertThatThrownBy(() -> registry.get().label("text", Map.of("a b", "1")))
                    .hasMessageContaining("Label 'a b' of handler 'text' is malformed");
        }
    }

    @Test
    void endsInOneStateHoweverItIsLoadedAndUnloaded() throws Exception {
        try (var forge = start(given -> given.offer("text", "1", loader))) {
            for (int round = 0; round < 50; round++) {
                forge.models().unload("text");
                forge.models().load("text");
                forge.models().unload("text");
            }
            var loaded = forge.models().load("text").toCompletableFuture();
            loaded.join();
            OfferingSource.awaitState(forge, "text", "1", State.READY);
            Latches.awaitUntil(() -> loader.events().size() == 2 * (loader.loads() - 1));
            assertThat(ask(forge, "/text")).isEqualTo("load " + loader.loads());
        }
        assertThat(loader.events()).hasSize(2 * loader.loads());
    }

    private static ModelReport report(Forge forge) {
        return OfferingSource.report(forge, "text", "1");
    }

    private static String ask(Forge forge, String path) {
        var answer = Client.ask(forge, path, "asked");
        return answer.status() == 200 ? answer.body() : "" + answer.status();
    }
}
