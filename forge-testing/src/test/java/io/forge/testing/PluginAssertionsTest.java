package io.forge.testing;

import static io.forge.testing.PluginAssertions.assertUnloads;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forge.Forge;
import io.forge.api.Content;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import io.forge.testing.PluginAssertions.PluginUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test of an author tells whether a plugin can be unloaded. */
class PluginAssertionsTest {

    private static final String THREAD = "left by a plugin";

    @TempDir
    private Path folder;

    /** Leaves a thread running. */
    public static final class LeavingAThread implements HandlerFactory {

        @Override
        public String name() {
            return "leaking";
        }

        @Override
        public Handler<?, ?> create(HandlerContext context) {
            var thread = new Thread(
                    () -> {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    THREAD);
            thread.setDaemon(true);
            thread.start();
            return Handler.unary(String.class, String.class, (text, call) -> text);
        }
    }

    /** Registers with the JVM. */
    public static final class LeavingAHook implements HandlerFactory {

        @Override
        public String name() {
            return "leaking";
        }

        @Override
        public Handler<?, ?> create(HandlerContext context) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
            return Handler.unary(String.class, String.class, (text, call) -> text);
        }
    }

    /** Leaves something with the thread that calls it, an IO thread. */
    public static final class LeavingAThreadLocal implements HandlerFactory {

        /** Keeps its own key, as of a static field. */
        private static final ThreadLocal<Object> LAST = new ThreadLocal<>();

        @Override
        public String name() {
            return "leaking";
        }

        @Override
        public Handler<?, ?> create(HandlerContext context) {
            return Handler.unary(String.class, String.class, (text, call) -> {
                        LAST.set(this);
                        return text;
                    })
                    .on(Dispatch.EVENT_LOOP);
        }
    }

    @Test
    void passesAPluginThatLeavesNothing() throws Exception {
        var jar = TestPlugin.write(
                folder.resolve("a plugin.jar"),
                ShoutFactory.class,
                ShoutFactory.Message.class,
                ShoutFactory.Config.class);

        assertUnloads(jar);
    }

    @Test
    void passesAFolderThatIsCalledWithItsConfiguration() throws Exception {
        var plugin = Files.createDirectory(folder.resolve("shout"));
        TestPlugin.write(
                plugin.resolve("code.jar"), ShoutFactory.class, ShoutFactory.Message.class, ShoutFactory.Config.class);
        var settings = Map.of("handlers.shout.config.ending", "!");

        assertUnloads(plugin, settings, forge -> {
            var input = Content.of("application/json", "{\"text\":\"hello\"}".getBytes(UTF_8));
            var answer = forge.exchange("shout", input, item -> {}).toCompletableFuture();
            assertThat(UTF_8.decode(answer.get().bytes()).toString()).isEqualTo("{\"text\":\"HELLO!\"}");
        });
    }

    @Test
    void passesASourceFile() throws Exception {
        var source = Files.writeString(folder.resolve("Text.java"), """
                import io.forge.api.*;
                class Text implements HandlerFactory {
                    public String name() { return "text"; }
                    public Handler<?, ?> create(HandlerContext context) {
                        return Handler.unary(String.class, String.class, (text, call) -> text);
                    }
                }
                """);

        assertUnloads(source, PluginAssertionsTest::call);
    }

    @Test
    void namesTheThreadsThatAPluginLeaves() throws Exception {
        var jar = TestPlugin.write(folder.resolve("leaking.jar"), LeavingAThread.class);
        try {
            assertThatThrownBy(() -> assertUnloadsSoon(jar, forge -> {}))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith(
                            "The classes of plugin %s are still in memory, 3 times after 3 unloads: it has left threads running: '%s' at "
                                    .formatted(jar, THREAD));
        } finally {
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals(THREAD))
                    .forEach(Thread::interrupt);
        }
    }

    @Test
    void tellsWhatAPluginMayHaveLeftWithTheJvm() throws Exception {
        var jar = TestPlugin.write(folder.resolve("leaking.jar"), LeavingAHook.class);

        assertThatThrownBy(() -> assertUnloadsSoon(jar, forge -> {}))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "The classes of plugin %s are still in memory, 3 times after 3 unloads: no thread of it is left, so look for a shutdown hook, a listener or cache of the JDK's, or a ThreadLocal on an IO thread. A heap dump shows what holds the class loader 'plugin:leaking'"
                                .formatted(jar));
    }

    @Test
    void failsWhereACallLeavesAThreadLocalOnAnIoThread() throws Exception {
        var jar = TestPlugin.write(folder.resolve("leaking.jar"), LeavingAThreadLocal.class);

        assertUnloads(jar);
        assertThatThrownBy(() -> assertUnloadsSoon(jar, PluginAssertionsTest::call))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("or a ThreadLocal on an IO thread");
    }

    /** With the time for several collections, where the classes will stay however long one waits. */
    private static void assertUnloadsSoon(Path plugin, PluginUse use) {
        PluginAssertions.assertUnloads(plugin, Map.of(), use, Duration.ofMillis(500));
    }

    /** Calls the only handler of the only plugin. */
    private static void call(Forge forge) throws Exception {
        String name = forge.plugins().all().get(0).handlers().get(0);
        var answer = forge.call(name, "x", String.class).toCompletableFuture();
        assertThat(answer.get()).isEqualTo("x");
    }

    @Test
    void failsWhereThePluginCannotBeLoadedOrUsed() throws Exception {
        var missing = folder.resolve("missing.jar");
        assertThatThrownBy(() -> assertUnloads(missing))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Plugin %s cannot be loaded: it does not exist: correct the path".formatted(missing));

        var jar = TestPlugin.write(
                folder.resolve("shout.jar"), ShoutFactory.class, ShoutFactory.Message.class, ShoutFactory.Config.class);
        assertThatThrownBy(() -> assertUnloads(jar, forge -> {
                    throw new IllegalStateException("no GPU");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("The plugin cannot be used: no GPU");
    }
}
