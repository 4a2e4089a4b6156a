package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ForgeStartException;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerRegistry;
import io.forge.api.HandlerSource;
import io.forge.testkit.Client;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import io.forge.testkit.ServiceFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source publishes handlers, which come and go. */
class HandlerSourceTest {

    private static final AtomicReference<HandlerRegistry> REGISTRY = new AtomicReference<>();

    @TempDir
    private Path folder;

    /** Publishes one handler, and lends its registry to the test. */
    public static final class Models implements HandlerSource {

        @Override
        public String name() {
            return "models";
        }

        @Override
        public void open(HandlerContext context, HandlerRegistry registry) {
            registry.publish("first", "1", answering("first"));
            REGISTRY.set(registry);
        }
    }

    private static Handler<String, String> answering(String answer) {
        return Handler.unary(String.class, String.class, (text, call) -> answer);
    }

    private Forge start() throws IOException {
        try (var loader = new ServiceFolder(folder)
                .offer(HandlerSource.class, Models.class)
                .loader()) {
            return Forge.builder()
                    .port(0)
                    .classLoader(loader)
                    .handlers("models")
                    .start();
        }
    }

    @Test
    void servesWhatIsPublishedWhileItOpensAndAfter() throws Exception {
        try (var forge = start()) {
            assertThat(ask(forge, "first")).isEqualTo("first");

            var second = REGISTRY.get().publish("second", "1", answering("second"));
            assertThat(ask(forge, "second")).isEqualTo("second");
            assertThat(forge.handlers()).extracting(handler -> handler.name()).containsExactly("first", "second");

            second.close();
            second.close();
            assertThat(ask(forge, "second")).isEqualTo("404");
            assertThat(ask(forge, "first")).isEqualTo("first");
        }
    }

    @Test
    void servesTheNewestVersionUnderTheNameAlone() throws Exception {
        try (var forge = start()) {
            var one = REGISTRY.get().publish("text", "1", answering("one"));
            var two = REGISTRY.get().publish("text", "2", answering("two"));
            assertThat(ask(forge, "text")).isEqualTo("two");

            two.close();
            assertThat(ask(forge, "text")).isEqualTo("one");

            REGISTRY.get().publish("text", "2", answering("two again"));
            one.close();
            assertThat(ask(forge, "text")).isEqualTo("two again");
        }
    }

    @Test
    void closesAVersionWhenItsLastCallHasEnded() throws Exception {
        var gate = new Gate();
        try (var forge = start();
                var client = Client.to(forge)) {
            var held = REGISTRY.get().publish("held", "1", gate.handler());
            client.post("/held", "x");
            gate.awaitEntered();
            var closing = new Thread(held::close);
            closing.start();
            Latches.awaitUntil(() -> forge.handlers().stream()
                    .noneMatch(handler -> handler.name().equals("held")));
            assertThat(ask(forge, "held")).isEqualTo("404");

            assertThat(closing.isAlive()).isTrue();
            gate.open();

            assertThat(client.answer().status()).isEqualTo(200);
            closing.join();
        }
    }

    @Test
    void refusesWhatCannotBePublished() throws Exception {
        HandlerRegistry registry;
        try (var forge = start()) {
            registry = REGISTRY.get();
            assertThatThrownBy(() -> registry.publish("a b", "1", answering("")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Handler name 'a b' is malformed");
            assertThatThrownBy(() -> registry.publish("v2", "1", answering("")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Handler name 'v2' is reserved");
            assertThatThrownBy(() -> registry.publish("good", "1 2", answering("")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Version '1 2' of handler 'good' is malformed");
            assertThatThrownBy(() -> registry.publish("first", "1", answering("")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Version '1' of handler 'first' is published already");
            assertThat(ask(forge, "first")).isEqualTo("first");
        }
        assertThatThrownBy(() -> registry.publish("late", "1", answering("")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Source 'models' has been closed");
    }

    @Test
    void refusesANameThatAnotherHandlerHas() throws Exception {
        try (var loader = new ServiceFolder(folder)
                .offer(HandlerSource.class, Models.class)
                .loader()) {
            var builder = Forge.builder()
                    .port(0)
                    .classLoader(loader)
                    .handler("first", answering("own"))
                    .handlers("models");

            assertThatThrownBy(builder::start)
                    .isInstanceOf(ForgeStartException.class)
                    .hasMessageContaining("Source 'models' cannot be opened by ")
                    .hasMessageContaining("Handler 'first' is served by application: use another name");
        }
    }

    @Test
    void replacesTheSourceOfAPluginInOneStepAndClosesTheOldOne() throws Exception {
        var jar = folder.resolve("models.jar");
        publishing("one").write(jar);
        try (var log = Log.capture();
                var forge = Forge.builder()
                        .port(0)
                        .set("plugins.watch", false)
                        .plugins(folder)
                        .start()) {
            assertThat(ask(forge, "text")).isEqualTo("one");
            assertThat(forge.plugins().all().get(0).handlers()).containsExactly("text");

            publishing("two").write(jar);
            forge.plugins().load(jar);
            assertThat(ask(forge, "text")).isEqualTo("two");

            forge.plugins().unload(jar);
            assertThat(ask(forge, "text")).isEqualTo("404");
            Latches.awaitUntil(() -> {
                System.gc();
                return forge.plugins().retained().isEmpty();
            });
            assertThat(log.messages(Level.WARN)).isEmpty();
        }
    }

    @Test
    void servesAHandlerOfASourceThatIsAskedForByItsName() throws Exception {
        publishing("one").write(folder.resolve("models.jar"));
        try (var forge =
                Forge.builder().port(0).plugins(folder).handlers("text").start()) {
            assertThat(ask(forge, "text")).isEqualTo("one");
        }
    }

    @Test
    void loadsWhatAPluginOffersWithItsClassLoaderAndKeepsNothingOfIt() throws Exception {
        var jar = folder.resolve("models.jar");
        offering("one").write(jar);
        try (var log = Log.capture();
                var forge = Forge.builder()
                        .port(0)
                        .set("plugins.watch", false)
                        .plugins(folder)
                        .start()) {
            assertThat(ask(forge, "text")).isEqualTo("one loaded with plugin:models");

            offering("two").write(jar);
            forge.plugins().load(jar);
            assertThat(ask(forge, "text")).isEqualTo("two loaded with plugin:models");
            assertThat(forge.plugins().all().get(0).handlers()).containsExactly("text");

            forge.plugins().unload(jar);
            assertThat(ask(forge, "text")).isEqualTo("404");
            Latches.awaitUntil(() -> {
                System.gc();
                return forge.plugins().retained().isEmpty();
            });
            assertThat(log.messages(Level.WARN)).isEmpty();
        }
    }

    private static PluginJar offering(String answer) {
        return new PluginJar()
                .source("demo.Models", """
                        package demo;
                        import io.forge.api.*;
                        public class Models implements HandlerSource {
                            public String name() { return "models"; }
                            public void open(HandlerContext context, HandlerRegistry registry) {
                                context.onClose(registry.offer("text", "1", load -> {
                                    load.onClose(() -> {});
                                    load.reserveMemory(1);
                                    String loader = Thread.currentThread().getContextClassLoader().getName();
                                    return Handler.unary(String.class, String.class,
                                            (input, call) -> "%s loaded with " + loader);
                                }));
                            }
                        }
                        """.formatted(answer))
                .entry("META-INF/services/io.forge.api.HandlerSource", "demo.Models");
    }

    private static PluginJar publishing(String answer) {
        return new PluginJar()
                .source("demo.Models", """
                        package demo;
                        import io.forge.api.*;
                        public class Models implements HandlerSource {
                            public String name() { return "models"; }
                            public void open(HandlerContext context, HandlerRegistry registry) {
                                var text = registry.publish("text", "1",
                                        Handler.unary(String.class, String.class, (input, call) -> "%s"));
                                context.onClose(text);
                            }
                        }
                        """.formatted(answer))
                .entry("META-INF/services/io.forge.api.HandlerSource", "demo.Models");
    }

    private static String ask(Forge forge, String handler) {
        var answer = Client.ask(forge, "/" + handler, "");
        return answer.status() == 200 ? answer.body() : "" + answer.status();
    }
}
