package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.host.PluginReport;
import io.forge.testkit.Client;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plugin that fails or hangs when it is loaded leaves the others as they are, and nothing of its own. */
@Timeout(60)
class HotFailureTest {

    private static final String HANDLER = "Handler.unary(String.class, String.class, (text, call) -> \"%s\")";

    private final Shared shared = new Shared();

    @TempDir
    private Path folder;

    private Path jar;

    @BeforeEach
    void nameJar() {
        jar = folder.resolve("two.jar");
    }

    @AfterEach
    void letGo() {
        shared.close();
    }

    private ForgeBuilder forge() {
        return Forge.builder().port(0).set("plugins.watch", false).handler("own", PluginHandlers.echo());
    }

    /** With a limit that code which does not hang keeps to even on a machine that has a lot to do. */
    private ForgeBuilder hurriedForge() {
        return forge().set("plugins.load-timeout", "2s");
    }

    /** A plugin with the handlers "first" and "second"; each opens a resource. */
    private static PluginJar two(String first, String second) {
        return new PluginJar()
                .source("demo.Shared", Shared.SOURCE)
                .source("demo.First", factory("First", "first", first))
                .source("demo.Second", factory("Second", "second", second))
                .offering("demo.First", "demo.Second");
    }

    private static String factory(String className, String handler, String create) {
        return """
                package demo;
                import io.forge.api.*;
                public class %s implements HandlerFactory {
                    public String name() { return "%2$s"; }
                    public Handler<?, ?> create(HandlerContext context) throws Exception {
                        context.onClose(() -> Shared.say("%2$s closed"));
                        %3$s
                    }
                }
                """.formatted(className, handler, create);
    }

    private static String answering(String answer) {
        return "return " + HANDLER.formatted(answer) + ";";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public Factory() throws Exception { HANG }               | its constructor",
                "static { try { HANG } catch (InterruptedException e) { } } | its constructor",
                "static class Slow { static String name() { try { HANG } catch (InterruptedException e) { } return \"text\"; } } | demo.Factory.name()",
            })
    void refusesAPluginThatHangsBeforeItsHandlersAreMade(String member, String what) {
        new PluginJar()
                .source("demo.Shared", Shared.SOURCE)
                .source("demo.Factory", """
                        package demo;
                        import io.forge.api.*;
                        public class Factory implements HandlerFactory {
                            %s
                            public String name() { return %s; }
                            public Handler<?, ?> create(HandlerContext context) { return null; }
                        }
                        """.formatted(
                                member.replace("HANG", "Shared.await(\"opened\");"),
                                member.contains("Slow") ? "Slow.name()" : "\"text\""))
                .offering("demo.Factory")
                .write(jar);

        String message = "Plugin %s cannot be loaded: its factory demo.Factory cannot be made: %s takes longer than 2s"
                .formatted(jar, what);
        try (var forge = hurriedForge().start()) {
            assertThatThrownBy(() -> forge.plugins().load(jar))
                    .isInstanceOf(HandlerLoadException.class)
                    .hasMessageStartingWith(message);
            assertServesOwnAlone(forge, message);
        }
    }

    @Test
    void refusesAHandlerWhoseCreateHangs() {
        PluginJar.serving("text", "Shared.await(\"opened\"); return null;")
                .source("demo.Shared", Shared.SOURCE)
                .write(jar);

        assertLoadsNothing(
                "Handler 'text' cannot be created by demo.Factory in %s: demo.Factory.create() takes longer than 2s"
                        .formatted(jar));
    }

    @Test
    void refusesASourceWhoseOpenHangs() {
        new PluginJar()
                .source("demo.Shared", Shared.SOURCE)
                .source("demo.Models", """
                        package demo;
                        import io.forge.api.*;
                        public class Models implements HandlerSource {
                            public String name() { return "models"; }
                            public void open(HandlerContext context, HandlerRegistry registry) throws Exception {
                                registry.publish("text", "1", %s);
                                Shared.await("opened");
                            }
                        }
                        """.formatted(HANDLER.formatted("never")))
                .entry("META-INF/services/io.forge.api.HandlerSource", "demo.Models")
                .write(jar);

        assertLoadsNothing(
                "Source 'models' cannot be opened by demo.Models in %s: demo.Models.open() takes longer than 2s"
                        .formatted(jar));
    }

    @Test
    void startsWithoutAPluginThatHangs() {
        PluginJar.serving("text", "Shared.await(\"opened\"); return null;")
                .source("demo.Shared", Shared.SOURCE)
                .write(jar);
        String message =
                "Handler 'text' cannot be created by demo.Factory in %s: demo.Factory.create() takes longer than 2s"
                        .formatted(jar);
        try (var log = Log.capture();
                var forge = hurriedForge().plugins(folder).start()) {
            assertThat(log.messages(Level.WARN)).singleElement().asString().startsWith(message);
            assertServesOwnAlone(forge, message);
        }
    }

    /** While the server runs. */
    private void assertLoadsNothing(String message) {
        try (var log = Log.capture();
                var forge = hurriedForge().start()) {
            assertThat(forge.plugins().load(jar).handlers()).isEmpty();
            assertThat(log.messages(Level.WARN)).singleElement().asString().startsWith(message);
            assertServesOwnAlone(forge, message);
        }
    }

    private static void assertServesOwnAlone(Forge forge, String message) {
        var report = forge.plugins().all().get(0);
        assertThat(report.state()).isEqualTo(PluginReport.State.FAILED);
        assertThat(report.problem().orElseThrow())
                .startsWith(message)
                .endsWith("its thread 'forge-plugin-two' is interrupted and left alone");
        assertThat(ask(forge, "own")).isEmpty();
        assertThat(ask(forge, "text")).isEqualTo("404");
    }

    @Test
    void unloadsAPluginWhoseResourceHangsWhenItIsClosed() {
        PluginJar.serving("text", "context.onClose(() -> Shared.await(\"opened\")); " + answering("one"))
                .source("demo.Shared", Shared.SOURCE)
                .write(jar);
        try (var log = Log.capture();
                var forge = hurriedForge().start()) {
            forge.plugins().load(jar);
            forge.plugins().unload(jar);

            assertThat(log.messages(Level.WARN)).containsExactly("Handler text left something that cannot be closed");
            assertThat(forge.plugins().all()).isEmpty();
        }
    }

    @Test
    void refusesAHandlerForWhichThereIsNoMemory() {
        PluginJar.serving("text", "throw new OutOfMemoryError(\"Java heap space\");")
                .write(jar);
        try (var log = Log.capture();
                var forge = forge().start()) {
            var report = forge.plugins().load(jar);

            assertThat(report.state()).isEqualTo(PluginReport.State.FAILED);
            assertThat(log.messages(Level.WARN))
                    .containsExactly(
                            "Handler 'text' cannot be created by demo.Factory in %s: java.lang.OutOfMemoryError: Java heap space (Factory.java:6)"
                                    .formatted(jar));
            assertThat(ask(forge, "own")).isEmpty();
        }
    }

    @Test
    void servesAllOfTheOldOneOnWhereOneHandlerOfTheNewOneFails() {
        two(answering("old"), answering("old")).write(jar);
        try (var forge = forge().start()) {
            forge.plugins().load(jar);
            two(answering("new"), "throw new IllegalStateException(\"no GPU\");")
                    .write(jar);

            assertThatThrownBy(() -> forge.plugins().load(jar))
                    .isInstanceOf(HandlerLoadException.class)
                    .hasMessage(
                            "Handler 'second' cannot be created by demo.Second in %s: no GPU. What was loaded before keeps serving"
                                    .formatted(jar));

            assertThat(ask(forge, "first")).isEqualTo("old");
            assertThat(ask(forge, "second")).isEqualTo("old");
            assertThat(shared.said).containsExactlyInAnyOrder("first closed", "second closed");
            var report = forge.plugins().all().get(0);
            assertThat(report.state()).isEqualTo(PluginReport.State.LOADED);
            assertThat(report.handlers()).containsExactly("first", "second");
            assertThat(report.problem().orElseThrow()).contains("no GPU");
            Latches.awaitUntil(() -> {
                System.gc();
                return forge.plugins().retained().isEmpty();
            });
        }
    }

    @Test
    void servesOneOfAFactoryAndASourceThatHaveANameInCommon() {
        new PluginJar()
                .source("demo.Shared", Shared.SOURCE)
                .source("demo.First", factory("First", "text", answering("factory")))
                .offering("demo.First")
                .source("demo.Models", """
                        package demo;
                        import io.forge.api.*;
                        public class Models implements HandlerSource {
                            public String name() { return "models"; }
                            public void open(HandlerContext context, HandlerRegistry registry) throws Exception {
                                context.onClose(() -> Shared.say("models closed"));
                                registry.publish("text", "1", %s);
                            }
                        }
                        """.formatted(HANDLER.formatted("source")))
                .entry("META-INF/services/io.forge.api.HandlerSource", "demo.Models")
                .write(jar);
        try (var log = Log.capture();
                var forge = forge().start()) {
            var report = forge.plugins().load(jar);

            String message =
                    ("Handler 'text' of demo.First in %1$s is not served, as demo.Models in %1$s has that name:"
                                    + " remove one of them")
                            .formatted(jar);
            assertThat(log.messages(Level.WARN)).containsExactly(message);
            assertThat(ask(forge, "text")).isEqualTo("source");

            forge.plugins().unload(jar);
            assertThat(ask(forge, "text")).isEqualTo("404");
            assertThat(forge.plugins().all()).isEmpty();
        }
    }

    @Test
    void servesTheOtherHandlerOfANewPluginWhereOneFails() {
        two(answering("one"), "throw new IllegalStateException(\"no GPU\");").write(jar);
        try (var log = Log.capture();
                var forge = forge().start()) {
            var report = forge.plugins().load(jar);

            String message = "Handler 'second' cannot be created by demo.Second in %s: no GPU".formatted(jar);
            assertThat(report.state()).isEqualTo(PluginReport.State.LOADED);
            assertThat(report.handlers()).containsExactly("first");
            assertThat(report.problem()).hasValue(message);
            assertThat(log.messages(Level.WARN)).containsExactly(message);
            assertThat(ask(forge, "first")).isEqualTo("one");
            assertThat(ask(forge, "second")).isEqualTo("404");
            assertThat(shared.said).containsExactly("second closed");
        }
    }

    @Test
    void closesWhatACreateThatWasGivenUpOpensLate() {
        two(
                        "while (true) { try { Shared.await(\"opened\"); break; } catch (InterruptedException e) { } }"
                                + " context.onClose(() -> Shared.say(\"late closed\")); return null;",
                        answering("one"))
                .write(jar);
        try (var forge = hurriedForge().start()) {
            assertThat(forge.plugins().load(jar).handlers()).containsExactly("second");
            assertThat(shared.said).containsExactly("first closed");

            shared.opened.countDown();
            Latches.awaitUntil(() -> shared.said.contains("late closed"));
        }
    }

    @Test
    void servesTheSecondOfTwoThatClaimANameWhenTheFirstIsGone() {
        var first = PluginJar.answering("text", "\"first\"").write(folder.resolve("a.jar"));
        var second = PluginJar.answering("text", "\"second\"").write(folder.resolve("b.jar"));
        try (var log = Log.capture();
                var forge = forge().start()) {
            forge.plugins().load(first);
            var refused = forge.plugins().load(second);

            String message =
                    "Handler 'text' of demo.Factory in %s is not served, as demo.Factory in %s has that name: remove one of them"
                            .formatted(second, first);
            assertThat(refused.problem()).hasValue(message);
            assertThat(log.messages(Level.WARN)).containsExactly(message);
            assertThat(ask(forge, "text")).isEqualTo("first");

            forge.plugins().unload(first);
            assertThat(ask(forge, "text")).isEqualTo("second");
            assertThat(forge.plugins().all()).singleElement().satisfies(plugin -> {
                assertThat(plugin.state()).isEqualTo(PluginReport.State.LOADED);
                assertThat(plugin.problem()).isEmpty();
            });
        }
    }

    @Test
    void replacesAPluginWhoseFormerNameAnotherOneCannotTake() {
        two(answering("old"), answering("old")).write(jar);
        var other = PluginJar.serving("second", "throw new IllegalStateException(\"no GPU\");")
                .write(folder.resolve("other.jar"));
        try (var forge = forge().start()) {
            forge.plugins().load(jar);
            forge.plugins().load(other);
            PluginJar.answering("first", "\"new\"").write(jar);

            forge.plugins().load(jar);

            assertThat(ask(forge, "first")).isEqualTo("new");
            assertThat(ask(forge, "second")).isEqualTo("404");
        }
    }

    @Test
    void saysThatNothingIsThereToLoad() {
        try (var forge = forge().start()) {
            assertThatThrownBy(() -> forge.plugins().load(jar))
                    .isInstanceOf(HandlerLoadException.class)
                    .hasMessage("Plugin %s cannot be loaded: it does not exist: correct the path".formatted(jar));
        }
    }

    /** The body of the answer, or its status where that is not 200. */
    private static String ask(Forge forge, String handler) {
        var answer = Client.ask(forge, "/" + handler, "");
        return answer.status() == 200 ? answer.body() : "" + answer.status();
    }
}
