package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.runtime.DispatchMode;
import io.forge.testkit.Client;
import io.forge.testkit.Latches;
import io.forge.testkit.PluginJar;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The thread's context class loader is the plugin's wherever its code runs, and never afterwards. */
class PluginContextTest {

    /** Says whether a plugin's code runs with the plugin's class loader. */
    private static final String CHECK = """
            package demo;
            public class Check {
                public static volatile String seen = "";
                public static String now() {
                    var loader = Thread.currentThread().getContextClassLoader();
                    return loader == Check.class.getClassLoader() ? "own" : String.valueOf(loader);
                }
                public static void must() {
                    if (!now().equals("own")) { throw new IllegalStateException("The context class loader is " + now()); }
                }
            }
            """;

    @TempDir
    private Path folder;

    private static final Handler<String, String> OUTSIDE = Handler.unary(
            String.class,
            String.class,
            (text, call) -> String.valueOf(Thread.currentThread().getContextClassLoader()));

    private ForgeBuilder forge() {
        return Forge.builder().port(0).plugins(folder);
    }

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#all")
    void isThePluginsInItsHandlerAndNotAfterwards(Dispatch mode) {
        PluginJar.answering("inside", "Check.now()").source("demo.Check", CHECK).write(folder.resolve("inside.jar"));

        try (var forge = forge().set("dispatch.mode", DispatchMode.nameOf(mode))
                .set("dispatch.worker.threads", 1)
                .set("http.io-threads", 1)
                .handler("outside", OUTSIDE)
                .start()) {
            assertThat(Client.ask(forge, "/inside", "").body()).isEqualTo("own");
            assertThat(Client.ask(forge, "/outside", "").body()).doesNotContain("PluginClassLoader");
        }
    }

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#all")
    void isThatOfTheNewOneAfterAReplacementAndOfNeitherAfterAnUnload(Dispatch mode) {
        var jar = folder.resolve("inside.jar");
        try (var forge = forge().set("plugins.watch", false)
                .set("dispatch.mode", DispatchMode.nameOf(mode))
                .set("dispatch.worker.threads", 1)
                .set("http.io-threads", 1)
                .handler("outside", OUTSIDE)
                .start()) {
            for (String version : new String[] {"1 ", "2 "}) {
                PluginJar.answering("inside", "\"%s\" + Check.now()".formatted(version))
                        .source("demo.Check", CHECK)
                        .write(jar);
                forge.plugins().load(jar);
                assertThat(Client.ask(forge, "/inside", "").body()).isEqualTo(version + "own");
                assertThat(Client.ask(forge, "/outside", "").body()).doesNotContain("PluginClassLoader");
            }
            forge.plugins().unload(jar);
            assertThat(Client.ask(forge, "/outside", "").body()).doesNotContain("PluginClassLoader");
        }
    }

    @Test
    void isThePluginsInAsynchronousCode() {
        PluginJar.serving("inside", """
                        return Handler.async(String.class, String.class,
                                (text, call) -> java.util.concurrent.CompletableFuture.completedFuture(Check.now()));
                        """).source("demo.Check", CHECK).write(folder.resolve("inside.jar"));

        try (var forge = forge().start()) {
            assertThat(Client.ask(forge, "/inside", "").body()).isEqualTo("own");
        }
    }

    @Test
    void isThePluginsInStreamingCodeAndInItsItems() {
        PluginJar.serving("inside", """
                        return Handler.streaming(String.class, Item.class, (text, sink, call) -> {
                            sink.send(new Item(Check.now()));
                            sink.send(new Item(Check.now()));
                        });
                        """)
                .source("demo.Item", """
                        package demo;
                        public record Item(String seen) { public String seen() { Check.must(); return seen; } }
                        """)
                .source("demo.Check", CHECK)
                .write(folder.resolve("inside.jar"));

        try (var forge = forge().start()) {
            assertThat(Client.ask(forge, "/inside", "").body()).isEqualTo("{\"seen\":\"own\"}\n{\"seen\":\"own\"}\n");
        }
    }

    @Test
    void isThePluginsWhereItsTypesAreReadAndWritten() {
        PluginJar.serving("inside", "return Handler.unary(Item.class, Item.class, (item, call) -> item);")
                .source("demo.Item", """
                        package demo;
                        public record Item(String seen) {
                            public Item { Check.must(); }
                            public String seen() { Check.must(); return seen; }
                        }
                        """)
                .source("demo.Check", CHECK)
                .write(folder.resolve("inside.jar"));

        try (var forge = forge().start()) {
            assertThat(Client.ask(forge, "/inside", "{\"seen\":\"x\"}").body()).isEqualTo("{\"seen\":\"x\"}");
        }
    }

    @Test
    void isThePluginsWhereACallIsCancelled() {
        PluginJar.serving("cancelled", """
                        return Handler.unary(String.class, String.class, (text, call) -> {
                            if (text.equals("seen")) { return Check.seen; }
                            call.onCancel(() -> Check.seen = Check.now());
                            new java.util.concurrent.CountDownLatch(1).await();
                            return "";
                        });
                        """).source("demo.Check", CHECK).write(folder.resolve("cancelled.jar"));

        try (var forge = forge().set("handlers.cancelled.dispatch", "thread")
                .set("calls.timeout", "200ms")
                .start()) {
            assertThat(Client.ask(forge, "/cancelled", "wait").status()).isEqualTo(504);
            // The answer does not wait for the action.
            Latches.awaitUntil(
                    () -> !Client.ask(forge, "/cancelled", "seen").body().isEmpty());
            assertThat(Client.ask(forge, "/cancelled", "seen").body()).isEqualTo("own");
        }
    }

    @Test
    void isThePluginsWhileItIsLoadedAndClosedAndNotAfterwards() throws Exception {
        PluginJar.answering("inside", "text")
                .source("demo.Check", CHECK)
                .source("demo.Factory", """
                        package demo;
                        import io.forge.api.*;
                        import java.nio.file.Files;
                        public class Factory implements HandlerFactory {
                            static { Check.must(); }
                            public Factory() { Check.must(); }
                            public String name() { Check.must(); return "inside"; }
                            public Handler<?, ?> create(HandlerContext context) {
                                Check.must();
                                var file = context.directory().resolve("closed.txt");
                                context.onClose(() -> Files.writeString(file, Check.now()));
                                return Handler.unary(String.class, String.class, (text, call) -> text);
                            }
                        }
                        """)
                .write(folder.resolve("inside.jar"));
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();

        var forge = forge().directory(folder).strict().load();
        assertThat(thread.getContextClassLoader()).isSameAs(before);
        forge.close();

        assertThat(thread.getContextClassLoader()).isSameAs(before);
        assertThat(folder.resolve("closed.txt")).hasContent("own");
        assertThat(Files.exists(folder.resolve("inside.jar"))).isTrue();
    }
}
