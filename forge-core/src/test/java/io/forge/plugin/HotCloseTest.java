package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.testkit.Client;
import io.forge.testkit.ForgeThreads;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server ends while its plugins change, and two changes at once come one after the other. */
@Timeout(60)
class HotCloseTest {

    private final Shared shared = new Shared();

    @TempDir
    private Path folder;

    @AfterEach
    void letGo() {
        shared.close();
    }

    private ForgeBuilder forge() {
        return Forge.builder().port(0).handler("own", PluginHandlers.echo());
    }

    /** A plugin whose create waits until the test lets it go on, or interrupts it. */
    private static PluginJar slow() {
        return PluginJar.serving("slow", """
                        context.onClose(() -> Shared.say("closed"));
                        Shared.countDown("entered");
                        Shared.await("opened");
                        return Handler.unary(String.class, String.class, (text, call) -> text);
                        """).source("demo.Shared", Shared.SOURCE);
    }

    @Test
    void interruptsACreateThatTheWatchWaitsFor() throws Exception {
        try (var log = Log.capture()) {
            try (var forge = forge().plugins(folder).start()) {
                slow().write(folder.resolve("slow.jar"));
                Latches.await(shared.entered);
                assertThat(Client.ask(forge, "/own", "x").body()).isEqualTo("x");
            }
            assertThat(shared.said).containsExactly("closed");
            assertThat(log.messages(Level.WARN)).isEmpty();
        }
        assertNothingIsLeft();
    }

    @Test
    void waitsForAChangeThatTheApplicationMakes() throws Exception {
        var jar = slow().write(folder.resolve("slow.jar"));
        var forge = forge().start();
        var loading = new Thread(() -> forge.plugins().load(jar));
        loading.start();
        Latches.await(shared.entered);
        var closing = new Thread(forge::close);
        closing.start();

        shared.opened.countDown();
        loading.join();
        closing.join();

        assertThat(shared.said).containsExactly("closed");
        assertNothingIsLeft();
    }

    @Test
    void interruptsTheLastCallOfAPluginThatIsDraining() throws Exception {
        var jar = PluginJar.serving("text", """
                        context.onClose(() -> Shared.say("closed"));
                        return Handler.unary(String.class, String.class, (text, call) -> {
                            Shared.countDown("entered");
                            Shared.await("opened");
                            return "";
                        });
                        """)
                .source("demo.Shared", Shared.SOURCE)
                .write(folder.resolve("text.jar"));
        var forge = forge().set("calls.drain", "100ms").start();
        forge.plugins().load(jar);
        try (var client = Client.to(forge)) {
            client.post("/text", "");
            Latches.await(shared.entered);
            PluginJar.answering("text", "\"new\"").write(jar);
            forge.plugins().load(jar);

            forge.close();

            assertThat(client.answer().status()).isEqualTo(503);
        }
        assertThat(shared.said).containsExactly("closed");
        assertNothingIsLeft();
    }

    @Test
    void refusesAChangeAfterItsEnd() {
        var jar = PluginJar.answering("text", "text").write(folder.resolve("text.jar"));
        var forge = forge().start();
        forge.close();

        assertThatThrownBy(() -> forge.plugins().load(jar))
                .isInstanceOf(HandlerLoadException.class)
                .hasMessageContaining("is shutting down: plugins cannot be changed");
        assertThat(forge.plugins().unload(jar)).isFalse();
    }

    @Test
    void makesChangesOfOnePluginOneAfterTheOther() throws Exception {
        var jar = PluginJar.answering("text", "\"one\"").write(folder.resolve("text.jar"));
        Set<String> failures = ConcurrentHashMap.newKeySet();
        try (var log = Log.capture();
                var forge = forge().start()) {
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 4; i++) {
                var thread = new Thread(() -> {
                    for (int round = 0; round < 10; round++) {
                        forge.plugins().load(jar);
                        forge.plugins().unload(jar);
                    }
                });
                thread.setUncaughtExceptionHandler((failed, e) -> failures.add(e.toString()));
                thread.start();
                threads.add(thread);
            }
            for (var thread : threads) {
                thread.join();
            }
            assertThat(failures).isEmpty();
            assertThat(log.messages(Level.WARN)).isEmpty();
            assertThat(forge.plugins().unload(jar)).isFalse();
            Latches.awaitUntil(() -> forge.plugins().all().isEmpty());
            assertThat(Client.ask(forge, "/text", "").status()).isEqualTo(404);
            forge.plugins().load(jar);
            assertThat(Client.ask(forge, "/text", "").body()).isEqualTo("one");
        }
        assertNothingIsLeft();
    }

    private static void assertNothingIsLeft() throws Exception {
        assertThat(ForgeThreads.left()).isEmpty();
        assertThat(privateFolders()).isEmpty();
    }

    private static List<Path> privateFolders() throws IOException {
        try (var folders = Files.newDirectoryStream(
                Path.of(System.getProperty("java.io.tmpdir")), PrivateFolder.prefixOfThisProcess() + "[0-9]*")) {
            var found = new ArrayList<Path>();
            folders.forEach(found::add);
            return found;
        }
    }
}
