package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.api.Dispatch;
import io.forge.testkit.Client;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An unloaded plugin leaves nothing. */
class PluginUnloadTest {

    @TempDir
    private Path folder;

    private static Forge start() {
        return Forge.builder().port(0).handler("own", PluginHandlers.echo()).start();
    }

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#all")
    void leavesNoClassInAnyMode(Dispatch mode) {
        var jar = PluginJar.serving(
                        "item",
                        "return Handler.unary(Item.class, Item.class, (item, call) -> item).on(Dispatch.%s);"
                                .formatted(mode))
                .source(
                        "demo.Item",
                        "package demo; public record Item(String text, java.util.List<Integer> numbers) {}")
                .write(folder.resolve("item.jar"));
        try (var forge = start();
                var client = Client.to(forge)) {
            for (int i = 0; i < 10; i++) {
                forge.plugins().load(jar);
                String item = "{\"text\":\"x\",\"numbers\":[1]}";
                assertThat(client.post("/item", item).answer().body()).isEqualTo(item);
                forge.plugins().unload(jar);
                assertThat(Client.ask(forge, "/item", item).status()).isEqualTo(404);
            }

            assertNothingIsRetained(forge);
        }
    }

    /** Not in the queue, its timer, its model of durations, nor with a thread that has run a batch. */
    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#blocking")
    void leavesNoClassOfAHandlerThatRunsInBatches(Dispatch mode) {
        var jar = PluginJar.serving("item", """
                        return Handler.batched(Item.class, Item.class, Handler.Prepared.by(
                                (Item item, Call call) -> new Item("prepared"),
                                (Batch<Item> batch) -> List.copyOf(batch.inputs()))
                            .with(BatchPolicy.defaults().key((Item item) -> item.text())))
                            .on(Dispatch.%s);
                        """.formatted(mode))
                .source("demo.Item", "package demo; public record Item(String text) {}")
                .write(folder.resolve("item.jar"));
        try (var forge = start()) {
            for (int i = 0; i < 5; i++) {
                forge.plugins().load(jar);
                for (int j = 0; j < 10; j++) {
                    assertThat(Client.ask(forge, "/item", "{\"text\":\"x\"}").body())
                            .isEqualTo("{\"text\":\"prepared\"}");
                }
                forge.plugins().unload(jar);
            }

            assertNothingIsRetained(forge);
        }
    }

    @Test
    void leavesNoThreadLocalOfAWorkerThread() {
        var jar = PluginJar.serving("local", """
                        ThreadLocal<Object> local = new ThreadLocal<>();
                        return Handler.unary(String.class, String.class, (text, call) -> {
                            local.set(new Object() { Object map = local; });
                            return text;
                        }).on(Dispatch.WORKER);
                        """).write(folder.resolve("local.jar"));
        try (var forge = start()) {
            forge.plugins().load(jar);
            assertThat(Client.ask(forge, "/local", "x").body()).isEqualTo("x");
            forge.plugins().unload(jar);

            assertNothingIsRetained(forge);
        }
    }

    @Test
    void namesAThreadThatIsLeftRunning() {
        var jar = PluginJar.serving("busy", """
                        var thread = new Thread(() -> java.util.concurrent.locks.LockSupport.park(), "busy-timer");
                        thread.setDaemon(true);
                        thread.start();
                        return Handler.unary(String.class, String.class, (text, call) -> text);
                        """).write(folder.resolve("busy.jar"));
        try (var log = Log.capture();
                var forge = start()) {
            forge.plugins().load(jar);
            forge.plugins().unload(jar);

            assertThat(log.messages(Level.WARN)).singleElement().asString().contains("'busy-timer' at ");
        } finally {
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("busy-timer"))
                    .forEach(Thread::interrupt);
        }
    }

    @Test
    void takesItsJdbcDriversOutOfTheJdk() {
        var jar = PluginJar.serving("driver", """
                        java.sql.DriverManager.registerDriver(new FakeDriver());
                        return Handler.unary(String.class, String.class, (text, call) -> text);
                        """)
                .source("demo.FakeDriver", """
                        package demo;
                        import java.sql.*;
                        import java.util.Properties;
                        public class FakeDriver implements Driver {
                            public Connection connect(String url, Properties info) { return null; }
                            public boolean acceptsURL(String url) { return false; }
                            public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) { return null; }
                            public int getMajorVersion() { return 1; }
                            public int getMinorVersion() { return 0; }
                            public boolean jdbcCompliant() { return false; }
                            public java.util.logging.Logger getParentLogger() { return null; }
                        }
                        """)
                .entry("META-INF/services/java.sql.Driver", "demo.FakeDriver")
                .write(folder.resolve("driver.jar"));
        try (var forge = start()) {
            forge.plugins().load(jar);
            forge.plugins().unload(jar);

            assertNothingIsRetained(forge);
        }
    }

    @Test
    void loadsANativeLibraryAgainFromACopyOfItsOwn() throws Exception {
        var plugin = folder.resolve("native");
        PluginJar.serving("native", """
                        System.loadLibrary("demo");
                        return Handler.unary(String.class, String.class, (text, call) -> text);
                        """).write(plugin.resolve("native.jar"));
        // Any library will do that does nothing when it is loaded.
        Files.copy(
                Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("prefs")),
                plugin.resolve(System.mapLibraryName("demo")));
        try (var forge = start()) {
            forge.plugins().load(plugin);
            forge.plugins().load(plugin);
            assertThat(Client.ask(forge, "/native", "x").body()).isEqualTo("x");
            forge.plugins().unload(plugin);

            assertNothingIsRetained(forge);
        }
    }

    @Test
    void saysThatANativeLibraryIsBoundToAnotherPlugin() throws Exception {
        var library = folder.resolve(System.mapLibraryName("bound"));
        Files.copy(Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("prefs")), library);
        var jar = PluginJar.serving("bound", """
                        System.load("%s");
                        return Handler.unary(String.class, String.class, (text, call) -> text);
                        """.formatted(library)).write(folder.resolve("bound.jar"));
        try (var forge = start()) {
            forge.plugins().load(jar);

            assertThatThrownBy(() -> forge.plugins().load(jar))
                    .isInstanceOf(HandlerLoadException.class)
                    .hasMessageContaining("native library %s is loaded by another plugin".formatted(library));
            assertThat(Client.ask(forge, "/bound", "x").body()).isEqualTo("x");
        }
    }

    private static void assertNothingIsRetained(Forge forge) {
        Latches.awaitUntil(() -> {
            System.gc();
            return forge.plugins().retained().isEmpty();
        });
    }
}
