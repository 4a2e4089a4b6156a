package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.api.Dispatch;
import io.forge.host.PluginReport;
import io.forge.runtime.DispatchMode;
import io.forge.testkit.Client;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import io.forge.testkit.RawConnection;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls in flight when their plugin is replaced or removed end on the old one. */
@Timeout(60)
class HotDrainTest {

    private final Shared shared = new Shared();

    @TempDir
    private Path folder;

    @AfterEach
    void letGo() {
        shared.close();
    }

    private ForgeBuilder forge() {
        return Forge.builder().port(0).set("plugins.watch", false).plugins(folder);
    }

    /** Its class Late is loaded when the gate has opened. */
    private Path old() {
        return PluginJar.serving("text", """
                        context.onClose(() -> Shared.say("closed"));
                        return Handler.unary(String.class, String.class, (text, call) -> {
                            Shared.countDown("entered");
                            Shared.await("opened");
                            Shared.say("answered");
                            return Late.answer();
                        });
                        """)
                .source("demo.Late", "package demo; class Late { static String answer() { return \"old\"; } }")
                .source("demo.Shared", Shared.SOURCE)
                .write(folder.resolve("text.jar"));
    }

    private Path fresh() {
        return PluginJar.answering("text", "\"new\"").write(folder.resolve("text.jar"));
    }

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#blocking")
    void answersACallOfTheOldOneWholeWhileNewCallsGetTheNewOne(Dispatch mode) throws Exception {
        old();
        try (var log = Log.capture();
                var forge =
                        forge().set("dispatch.mode", DispatchMode.nameOf(mode)).start();
                var client = Client.to(forge)) {
            client.post("/text", "");
            Latches.await(shared.entered);

            forge.plugins().load(fresh());
            assertThat(Client.ask(forge, "/text", "").body()).isEqualTo("new");
            assertThat(forge.plugins().all())
                    .extracting(PluginReport::state)
                    .containsExactly(PluginReport.State.LOADED, PluginReport.State.DRAINING);
            assertThat(shared.said).isEmpty();

            shared.opened.countDown();
            assertThat(client.answer().body()).isEqualTo("old");
            Latches.awaitUntil(() -> forge.plugins().all().size() == 1);
            assertThat(shared.said).containsExactly("answered", "closed");
            assertThat(log.messages(Level.WARN)).isEmpty();
        }
    }

    @Test
    void sendsAStreamOfTheOldOneToItsEnd() throws Exception {
        PluginJar.serving("text", """
                        context.onClose(() -> Shared.say("closed"));
                        return Handler.streaming(String.class, Item.class, (text, sink, call) -> {
                            sink.send(new Item("old 1"));
                            Shared.await("opened");
                            sink.send(new Item("old 2"));
                            Shared.say("sent");
                        });
                        """)
                .source("demo.Item", "package demo; public record Item(String text) {}")
                .source("demo.Shared", Shared.SOURCE)
                .write(folder.resolve("text.jar"));
        try (var forge = forge().start();
                var client = Client.to(forge)) {
            client.post("/text", "");
            var head = client.head();
            assertThat(client.chunk()).isEqualTo("{\"text\":\"old 1\"}\n");

            forge.plugins().load(fresh());
            assertThat(Client.ask(forge, "/text", "").body()).isEqualTo("new");
            assertThat(forge.plugins().all()).hasSize(2);
            shared.opened.countDown();

            var rest = client.restOf(head);
            assertThat(rest.body()).isEqualTo("{\"text\":\"old 2\"}\n");
            assertThat(rest.whole()).isTrue();
            Latches.awaitUntil(() -> forge.plugins().all().size() == 1);
            assertThat(shared.said).containsExactly("sent", "closed");
        }
    }

    @Test
    void answersACallOfAPluginThatIsRemovedAndThenNobody() throws Exception {
        var jar = old();
        try (var forge = forge().handler("own", PluginHandlers.echo()).start();
                var client = Client.to(forge)) {
            client.post("/text", "");
            Latches.await(shared.entered);
            var unloading = new Thread(() -> forge.plugins().unload(jar));
            unloading.start();
            // Not by asking: a call that comes before the removal waits for the gate.
            Latches.awaitUntil(() ->
                    forge.plugins().all().stream().allMatch(plugin -> plugin.state() == PluginReport.State.DRAINING));

            var refusal = Client.ask(forge, "/text", "");
            assertThat(refusal.status()).isEqualTo(404);
            assertThat(refusal.header("content-type")).isEqualTo("application/problem+json");
            assertThat(refusal.body()).contains("urn:forge:problem:not-found");
            assertThat(forge.plugins().all())
                    .extracting(PluginReport::state)
                    .containsExactly(PluginReport.State.DRAINING);
            assertThat(unloading.isAlive()).isTrue();

            shared.opened.countDown();
            assertThat(client.answer().body()).isEqualTo("old");
            unloading.join();
            assertThat(forge.plugins().all()).isEmpty();
            assertThat(shared.said).containsExactly("answered", "closed");
            assertThat(Client.ask(forge, "/own", "x").body()).isEqualTo("x");
        }
    }

    @Test
    void interruptsACallThatOutlivesTheDrainAndUnloadsAllTheSame() throws Exception {
        var jar = old();
        try (var log = Log.capture();
                var forge = forge().handler("own", PluginHandlers.echo())
                        .set("calls.drain", "1ms")
                        .start();
                var client = Client.to(forge)) {
            client.post("/text", "");
            Latches.await(shared.entered);

            forge.plugins().unload(jar);

            assertThat(client.answer().status()).isEqualTo(503);
            assertThat(shared.said).containsExactly("closed");
            assertThat(log.messages(Level.WARN))
                    .containsExactly("Calls of [text] still in flight after calls.drain (1ms) are interrupted: 1");
            assertThat(forge.plugins().all()).isEmpty();
        }
    }

    @Test
    void givesUpACallThatDoesNotCareAboutItsInterrupt() throws Exception {
        var jar = PluginJar.serving("text", """
                        context.onClose(() -> Shared.say("closed"));
                        return Handler.unary(String.class, String.class, (text, call) -> {
                            Shared.countDown("entered");
                            while (true) {
                                try { Shared.await("opened"); return "late"; } catch (InterruptedException e) { }
                            }
                        });
                        """)
                .source("demo.Shared", Shared.SOURCE)
                .write(folder.resolve("text.jar"));
        try (var log = Log.capture();
                var forge = forge().handler("own", PluginHandlers.echo())
                        .set("calls.drain", "1ms")
                        .start();
                var client = Client.to(forge)) {
            client.post("/text", "");
            Latches.await(shared.entered);

            forge.plugins().unload(jar);

            assertThat(client.answer().status()).isEqualTo(503);
            assertThat(shared.said).containsExactly("closed");
            assertThat(log.messages(Level.WARN))
                    .satisfiesExactly(
                            message -> assertThat(message).endsWith("are interrupted: 1"),
                            message -> assertThat(message)
                                    .startsWith("These calls of [text] did not end when interrupted: "),
                            message -> assertThat(message)
                                    .startsWith("Plugin %s has left threads running".formatted(jar)));
            shared.opened.countDown();
        }
    }

    @Test
    void answersACallOfTheOldOneWhoseBodyComesAfterTheReplacement() throws Exception {
        PluginJar.answering("text", "\"old \" + text").write(folder.resolve("text.jar"));
        try (var forge = forge().start();
                var client = withoutItsBody(forge)) {
            forge.plugins().load(fresh());
            assertThat(Client.ask(forge, "/text", "").body()).isEqualTo("new");
            client.send("abc");

            assertThat(client.read().text()).isEqualTo("old abc");
            Latches.awaitUntil(() -> forge.plugins().all().size() == 1);
        }
    }

    @Test
    void refusesACallWhoseBodyComesWhenItsPluginIsUnloaded() throws Exception {
        var jar = PluginJar.answering("text", "Late.answer()")
                .source("demo.Late", "package demo; class Late { static String answer() { return \"old\"; } }")
                .write(folder.resolve("text.jar"));
        try (var log = Log.capture();
                var forge = forge().handler("own", PluginHandlers.echo())
                        .set("calls.drain", "1ms")
                        .start();
                var client = withoutItsBody(forge)) {
            forge.plugins().unload(jar);
            client.send("abc");

            assertThat(client.read().status()).isEqualTo(503);
            assertThat(log.messages(Level.ERROR)).isEmpty();
        }
    }

    /** A call that has its place, and is told to send its body. */
    private static RawConnection withoutItsBody(Forge forge) {
        var client = RawConnection.to(forge.uri());
        client.send("POST /text HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
        assertThat(client.readHead().status()).isEqualTo(100);
        return client;
    }
}
