package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.internal.InternalFutureFailureAccess;
import com.google.inject.Guice;
import io.forge.testkit.Client;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin's parts are put together by the server's Guice, or by one of its own. */
class PluginGuiceTest {

    private static final int ROUNDS = 50;

    /** The system property that a plugin sets when a part of it is closed. */
    private static final String CLOSED = "demo.closed";

    @TempDir
    private Path folder;

    /** A plugin that greets with what a part of it says; its handler is {@code greet}. */
    private static PluginJar greeting(String bindings) {
        return new PluginJar()
                .source("demo.Factory", """
                        package demo;
                        import com.google.inject.Binder;
                        import com.google.inject.Singleton;
                        import io.forge.api.*;
                        import io.forge.guice.GuiceHandlerFactory;
                        public class Factory extends GuiceHandlerFactory<Greeter> {
                            public Factory() { super("greet", Greeter.class, Config.class); }
                            @Override protected void configure(Binder binder) { %s }
                            @Override protected Handler<?, ?> handler(Greeter greeter) {
                                return Handler.unary(Item.class, String.class, (item, call) -> greeter.greet(item.name()));
                            }
                        }
                        """.formatted(bindings))
                .source("demo.Item", "package demo; public record Item(String name) {}")
                .source(
                        "demo.Config",
                        "package demo; public record Config(String mark) { public Config { if (mark == null) mark = \"!\"; } }")
                .source("demo.Salutation", "package demo; public interface Salutation { String text(); }")
                .source("demo.Hello", """
                        package demo;
                        public class Hello implements Salutation, AutoCloseable {
                            public String text() { return "Hello "; }
                            public void close() {
                                if (Thread.currentThread().getContextClassLoader() != getClass().getClassLoader()) {
                                    throw new IllegalStateException("closed elsewhere");
                                }
                                System.setProperty("demo.closed", "yes");
                            }
                        }
                        """)
                .source("demo.Greeter", """
                        package demo;
                        import jakarta.inject.Inject;
                        class Greeter {
                            private final Salutation salutation;
                            private final Config config;
                            @Inject Greeter(Salutation salutation, Config config) {
                                this.salutation = salutation;
                                this.config = config;
                            }
                            String greet(String name) { return salutation.text() + name + config.mark(); }
                        }
                        """)
                .offering("demo.Factory");
    }

    private static final String BOUND = "binder.bind(Salutation.class).to(Hello.class).in(Singleton.class);";

    @Test
    void servesWhatTheServersGuicePutTogetherAndClosesIt() {
        greeting(BOUND).write(folder.resolve("greet.jar"));

        try (var log = Log.capture()) {
            try (var forge = new PluginsFolder(folder)
                    .forge()
                    .strict()
                    .set("handlers.greet.config.mark", "?")
                    .start()) {
                assertThat(Client.ask(forge, "/greet", "{\"name\":\"Ada\"}").body())
                        .isEqualTo("Hello Ada?");
                System.clearProperty(CLOSED);
            }

            assertThat(System.clearProperty(CLOSED)).isEqualTo("yes");
            assertThat(log.messages(Level.WARN)).isEmpty();
        }
    }

    @Test
    void saysWhatIsNotBound() {
        var jar = greeting("").write(folder.resolve("greet.jar"));
        new PluginsFolder(folder).addGood();

        new PluginsFolder(folder)
                .assertWarns(
                        "Handler 'greet' cannot be created by demo.Factory in %s: No implementation for demo.Salutation was bound; asked for by the constructor of demo.Greeter"
                                .formatted(jar));
    }

    @Test
    void usesAGuiceOfThePluginsOwn() throws Exception {
        writeWithOwnGuice("own");

        try (var forge = new PluginsFolder(folder).forge().strict().start()) {
            assertThat(Client.ask(forge, "/own", "{\"name\":\"Ada\"}").body()).isEqualTo("own own Ada");
        }
    }

    /** Says whose Guice and whose {@code Inject} it has. */
    private void writeWithOwnGuice(String plugin) throws IOException, URISyntaxException {
        PluginJar.serving(plugin, """
                        return Handler.unary(Item.class, String.class, (item, call) ->
                                com.google.inject.Guice.createInjector().getInstance(Part.class).text + item.name());
                        """)
                .source("demo.Item", "package demo; public record Item(String name) {}")
                .source("demo.Part", """
                        package demo;
                        import jakarta.inject.Inject;
                        public class Part {
                            final String text;
                            @Inject Part(com.google.inject.Injector injector) {
                                text = whose(com.google.inject.Injector.class) + whose(Inject.class);
                            }
                            static String whose(Class<?> type) {
                                return type.getClassLoader() == Part.class.getClassLoader() ? "own " : "shared ";
                            }
                        }
                        """)
                .write(folder.resolve(plugin + "/plugin.jar"));
        copyJarsOfGuice(folder.resolve(plugin));
    }

    private static void copyJarsOfGuice(Path to) throws IOException, URISyntaxException {
        for (Class<?> type : List.of(
                Guice.class,
                Inject.class,
                MethodInterceptor.class,
                ImmutableList.class,
                InternalFutureFailureAccess.class)) {
            var jar = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            Files.copy(jar, to.resolve(jar.getFileName()));
        }
    }

    @Test
    void refusesAPluginThatHasAGuiceOfItsOwnAndUsesWhatIsMadeForTheServers() throws Exception {
        new PluginsFolder(folder).addGood();
        greeting(BOUND).write(folder.resolve("two guices/plugin.jar"));
        copyJarsOfGuice(folder.resolve("two guices"));
        var jar = Path.of(
                Guice.class.getProtectionDomain().getCodeSource().getLocation().toURI());

        new PluginsFolder(folder)
                .assertRefused(
                        folder.resolve("two guices"),
                        "its factory demo.Factory cannot be made: it uses io.forge.guice.GuiceHandlerFactory, which is made for the server's Guice, and has a Guice of its own in %s: remove that JAR, or do without io.forge.guice"
                                .formatted(jar.getFileName()));
    }

    @Test
    void leavesNoClassLoader() {
        greeting(BOUND).write(folder.resolve("greet.jar"));

        assertLeavesNoClassLoader("/greet", ROUNDS);
    }

    @Test
    void leavesNoClassLoaderWhereSomethingIsNotBound() {
        greeting("")
                .source("demo.Seen", """
                        package demo;
                        import io.forge.api.*;
                        public class Seen implements HandlerFactory {
                            public String name() { return "seen"; }
                            public Handler<?, ?> create(HandlerContext context) {
                                return Handler.unary(Item.class, String.class, (item, call) -> item.name());
                            }
                        }
                        """)
                .offering("demo.Factory", "demo.Seen")
                .write(folder.resolve("greet.jar"));

        assertLeavesNoClassLoader("/seen", 5);
    }

    @Test
    void leavesNoClassLoaderWithAGuiceOfItsOwn() throws Exception {
        writeWithOwnGuice("own");

        assertLeavesNoClassLoader("/own", 5);
    }

    private void assertLeavesNoClassLoader(String path, int rounds) {
        var loaders = new ArrayList<WeakReference<ClassLoader>>();
        for (int round = 0; round < rounds; round++) {
            loaders.add(serveAndClose(path));
        }

        Latches.awaitUntil(() -> {
            System.gc();
            return loaders.stream().allMatch(loader -> loader.get() == null);
        });
    }

    private WeakReference<ClassLoader> serveAndClose(String path) {
        try (var forge = new PluginsFolder(folder).forge().start()) {
            assertThat(Client.ask(forge, path, "{\"name\":\"Ada\"}").body()).contains("Ada");
            var type = (Class<?>) forge.handlers().get(0).input();
            return new WeakReference<>(type.getClassLoader());
        }
    }
}
