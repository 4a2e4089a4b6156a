package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.api.Dispatch;
import io.forge.runtime.DispatchMode;
import io.forge.testkit.Client;
import io.forge.testkit.Latches;
import io.forge.testkit.PluginJar;
import io.forge.testkit.RawConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a handler has opened is closed when no code of it runs any more, and no code of it starts after that. */
@Timeout(60)
class EndOfServiceTest {

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

    /** A source of one handler, "text", whose versions are published as the calls of "publish" and "take" say. */
    private Path source() {
        return new PluginJar()
                .source("demo.Shared", Shared.SOURCE)
                .source("demo.Versions", """
                        package demo;
                        import io.forge.api.*;
                        import java.util.ArrayDeque;
                        import java.util.Deque;
                        public final class Versions implements HandlerSource {
                            private final Deque<HandlerRegistry.Registration> all = new ArrayDeque<>();
                            public String name() { return "versions"; }
                            public void open(HandlerContext context, HandlerRegistry registry) {
                                context.onClose(() -> Shared.say("closed"));
                                registry.publish("publish", "1", Handler.unary(String.class, String.class, (version, call) -> {
                                    all.push(registry.publish("text", version, version(version)));
                                    return version;
                                }).on(Dispatch.THREAD));
                                registry.publish("take", "1", Handler.unary(String.class, String.class, (text, call) -> {
                                    var gone = all.pop();
                                    var closing = new Thread(() -> { gone.close(); Shared.say("taken back"); });
                                    closing.setDaemon(true);
                                    closing.start();
                                    return "";
                                }).on(Dispatch.THREAD));
                            }
                            private static Handler<String, String> version(String version) {
                                return Handler.unary(String.class, String.class, (text, call) -> {
                                    if (text.equals("wait")) {
                                        Shared.countDown("entered");
                                        Shared.await("opened");
                                        Shared.say("answered " + version);
                                    }
                                    return version;
                                }).on(Dispatch.THREAD);
                            }
                        }
                        """)
                .entry("META-INF/services/io.forge.api.HandlerSource", "demo.Versions")
                .write(folder.resolve("versions.jar"));
    }

    @Test
    void awaitsTheCallsOfAVersionWhosePlaceANewerOneHasTaken() throws Exception {
        var jar = source();
        try (var forge = forge().start();
                var client = Client.to(forge)) {
            Client.ask(forge, "/publish", "one");
            client.post("/text", "wait");
            Latches.await(shared.entered);
            Client.ask(forge, "/publish", "two");
            assertThat(Client.ask(forge, "/text", "").body()).isEqualTo("two");

            var unloading = new Thread(() -> forge.plugins().unload(jar));
            unloading.start();
            Latches.awaitUntil(() -> Client.ask(forge, "/text", "").status() == 404);
            assertThat(shared.said).isEmpty();
            shared.opened.countDown();

            unloading.join();
            assertThat(client.answer().body()).isEqualTo("one");
            assertThat(shared.said).containsExactly("answered one", "closed");
        }
    }

    @Test
    void awaitsTheCallsOfAVersionThatIsBeingTakenBack() throws Exception {
        var jar = source();
        try (var forge = forge().start();
                var client = Client.to(forge)) {
            Client.ask(forge, "/publish", "one");
            client.post("/text", "wait");
            Latches.await(shared.entered);
            Client.ask(forge, "/take", "");
            Latches.awaitUntil(() -> Client.ask(forge, "/text", "").status() == 404);

            var unloading = new Thread(() -> forge.plugins().unload(jar));
            unloading.start();
            Latches.awaitUntil(() -> Client.ask(forge, "/take", "").status() == 404);
            assertThat(shared.said).isEmpty();
            shared.opened.countDown();

            unloading.join();
            assertThat(client.answer().body()).isEqualTo("one");
            assertThat(shared.said).contains("answered one", "closed");
            assertThat(shared.said.peek()).isEqualTo("answered one");
        }
    }

    /** A handler that goes on after its interrupt, which it tells, and a resource that says when it is closed. */
    private Path stubborn() {
        return PluginJar.serving("text", """
                        context.onClose(() -> Shared.say("closed"));
                        return Handler.unary(String.class, String.class, (text, call) -> {
                            Shared.say("began " + text);
                            while (text.equals("first")) {
                                try { Shared.await("opened"); text = "done"; } catch (InterruptedException e) { Shared.countDown("entered"); }
                            }
                            return text;
                        });
                        """)
                .source("demo.Shared", Shared.SOURCE)
                .write(folder.resolve("text.jar"));
    }

    /** A request that has been let in, and whose body is still to come. */
    private static RawConnection withoutItsBody(Forge forge) {
        var connection = RawConnection.to(forge.uri())
                .send("POST /text HTTP/1.1\r\nHost: forge\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
        assertThat(connection.readHead().status()).isEqualTo(100);
        return connection;
    }

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#blocking")
    void startsNoCodeForABodyThatComesAfterTheRestWasInterrupted(Dispatch mode) throws Exception {
        var jar = stubborn();
        try (var forge = forge().set("dispatch.mode", DispatchMode.nameOf(mode))
                        .set("calls.drain", "1ms")
                        .start();
                var late = withoutItsBody(forge);
                var first = Client.to(forge).post("/text", "first")) {
            Latches.awaitUntil(() -> shared.said.contains("began first"));

            var unloading = new Thread(() -> forge.plugins().unload(jar));
            unloading.start();
            Latches.await(shared.entered);
            late.send("late");

            assertThat(late.read().status()).isEqualTo(503);
            assertThat(first.answer().status()).isEqualTo(503);
            shared.opened.countDown();
            unloading.join();
            assertThat(shared.said).containsExactly("began first", "closed");
        }
    }

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#blocking")
    void startsNoCodeForABodyThatComesAfterTheServerInterruptedTheRest(Dispatch mode) throws Exception {
        stubborn();
        var forge = forge().set("dispatch.mode", DispatchMode.nameOf(mode))
                .set("calls.drain", "1ms")
                .start();
        try (var late = withoutItsBody(forge);
                var first = Client.to(forge).post("/text", "first")) {
            Latches.awaitUntil(() -> shared.said.contains("began first"));

            var closing = new Thread(forge::close);
            closing.start();
            Latches.await(shared.entered);
            late.send("late");

            assertThat(late.read().status()).isEqualTo(503);
            assertThat(first.answer().status()).isEqualTo(503);
            shared.opened.countDown();
            closing.join();
            assertThat(shared.said).containsExactly("began first", "closed");
        } finally {
            forge.close();
        }
    }

    @Test
    void endsACallThatWaitsBehindOneThatDoesNotEnd() throws Exception {
        var jar = PluginJar.serving("text", """
                        return Handler.unary(String.class, String.class, (text, call) -> {
                            Shared.countDown("entered");
                            while (true) {
                                try { Shared.await("opened"); return "late"; } catch (InterruptedException e) { }
                            }
                        }).on(Dispatch.SERIAL);
                        """)
                .source("demo.Shared", Shared.SOURCE)
                .write(folder.resolve("text.jar"));
        try (var forge = forge().set("calls.drain", "1ms").start();
                var stuck = Client.to(forge)) {
            stuck.post("/text", "");
            Latches.await(shared.entered);
            var queued = new ArrayList<CompletableFuture<String>>();
            for (int i = 0; i < 3; i++) {
                queued.add(forge.call("text", "", String.class).toCompletableFuture());
            }

            forge.plugins().unload(jar);

            assertThat(stuck.answer().status()).isEqualTo(503);
            assertThat(queued).allMatch(call -> call.isCompletedExceptionally());
            shared.opened.countDown();
            queued.clear();
            Latches.awaitUntil(() -> {
                System.gc();
                return forge.plugins().retained().isEmpty();
            });
        }
    }
}
