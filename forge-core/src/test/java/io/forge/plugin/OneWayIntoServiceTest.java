package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.ForgeStartException;
import io.forge.testkit.Client;
import io.forge.testkit.Latches;
import io.forge.testkit.PluginJar;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The start and each later change plan who owns which name, and then do all or nothing. */
@Timeout(60)
class OneWayIntoServiceTest {

    private static final String HANDLER = "Handler.unary(String.class, String.class, (text, call) -> \"%s\")";

    private final Shared shared = new Shared();

    @TempDir
    private Path folder;

    @AfterEach
    void letGo() {
        shared.close();
    }

    private ForgeBuilder forge() {
        return Forge.builder().port(0).set("plugins.watch", false);
    }

    private ForgeBuilder forgeWithOwn() {
        return forge().handler("own", PluginHandlers.echo());
    }

    /** Says when it is created and closed. */
    private static PluginJar serving(String handler, String create) {
        return PluginJar.serving(
                        handler,
                        "Shared.say(\"%1$s created\"); context.onClose(() -> Shared.say(\"%1$s closed\")); %2$s"
                                .formatted(handler, create))
                .source("demo.Shared", Shared.SOURCE);
    }

    private static String answering(String answer) {
        return "return " + HANDLER.formatted(answer) + ";";
    }

    /** A source that publishes one handler. */
    private static PluginJar publishing(String source, String handler, String answer) {
        return new PluginJar()
                .source("demo.Shared", Shared.SOURCE)
                .source("demo.Models", """
                        package demo;
                        import io.forge.api.*;
                        public class Models implements HandlerSource {
                            public String name() { return "%1$s"; }
                            public void open(HandlerContext context, HandlerRegistry registry) {
                                context.onClose(() -> Shared.say("%1$s closed"));
                                registry.publish("%2$s", "1", %3$s);
                            }
                        }
                        """.formatted(source, handler, HANDLER.formatted(answer)))
                .entry("META-INF/services/io.forge.api.HandlerSource", "demo.Models");
    }

    @Test
    void closesInReverseWhatWasCreatedWhereTheStartFails() {
        serving("a", answering("a")).write(folder.resolve("a.jar"));
        serving("b", answering("b")).write(folder.resolve("b.jar"));
        serving("c", "throw new IllegalStateException(\"no GPU\");").write(folder.resolve("c.jar"));

        assertThatThrownBy(forge().plugins(folder).handlers("c")::start)
                .isInstanceOf(ForgeStartException.class)
                .hasMessageContaining("no GPU");

        assertThat(shared.said)
                .containsExactly("c created", "c closed", "a created", "b created", "b closed", "a closed");
    }

    @Test
    void refusesTheSecondOfTwoSourcesThatPublishOneNameAtTheStart() {
        var first = publishing("one", "text", "one").write(folder.resolve("one.jar"));
        publishing("two", "text", "two").write(folder.resolve("two.jar"));

        assertThatThrownBy(forge().plugins(folder).strict()::start)
                .isInstanceOf(ForgeStartException.class)
                .hasMessageContaining("Source 'two' cannot be opened by demo.Models in ")
                .hasMessageContaining(
                        "Handler 'text' is served by demo.Models in %s: use another name".formatted(first));

        assertThat(shared.said).containsExactly("two closed", "one closed");
    }

    @Test
    void givesAFreedNameToTheOtherPluginThatOffersIt() {
        var first = publishing("models", "text", "source").write(folder.resolve("first.jar"));
        var second = serving("text", answering("factory")).write(folder.resolve("second.jar"));
        try (var forge = forgeWithOwn().start()) {
            forge.plugins().load(first);
            forge.plugins().load(second);
            assertThat(ask(forge, "text")).isEqualTo("source");

            publishing("models", "other", "source").write(first);
            forge.plugins().load(first);

            assertThat(ask(forge, "other")).isEqualTo("source");
            assertThat(ask(forge, "text")).isEqualTo("factory");
        }
    }

    @Test
    void leavesANameToItsOwnerWhereANewVersionOfAnEarlierPluginClaimsIt() {
        var first = serving("first", answering("first")).write(folder.resolve("first.jar"));
        var second = serving("text", answering("second")).write(folder.resolve("second.jar"));
        try (var forge = forgeWithOwn().start()) {
            forge.plugins().load(first);
            forge.plugins().load(second);
            serving("text", answering("first")).write(first);

            assertThatThrownBy(() -> forge.plugins().load(first))
                    .isInstanceOf(HandlerLoadException.class)
                    .hasMessageContaining("Handler 'text' of demo.Factory in %s is not served, as demo.Factory in %s"
                            .formatted(first, second));

            assertThat(ask(forge, "first")).isEqualTo("first");
            assertThat(ask(forge, "text")).isEqualTo("second");
        }
    }

    @Test
    void keepsASecondChangeWaitingWhileTheFirstCreatesItsHandlers() throws Exception {
        var slow = serving("slow", "Shared.countDown(\"entered\"); Shared.await(\"opened\"); " + answering("slow"))
                .write(folder.resolve("slow.jar"));
        var quick = serving("quick", answering("quick")).write(folder.resolve("quick.jar"));
        try (var forge = forgeWithOwn().start()) {
            var first = new Thread(() -> forge.plugins().load(slow));
            first.start();
            Latches.await(shared.entered);
            var second = new Thread(() -> forge.plugins().load(quick));
            second.start();
            Latches.awaitUntil(() -> second.getState() == Thread.State.WAITING);

            assertThat(shared.said).containsExactly("slow created");
            assertThat(ask(forge, "slow")).isEqualTo("404");
            assertThat(ask(forge, "own")).isEmpty();

            shared.opened.countDown();
            first.join();
            second.join();
            assertThat(ask(forge, "slow")).isEqualTo("slow");
            assertThat(ask(forge, "quick")).isEqualTo("quick");
        }
    }

    @Test
    void doesNotTryAFailedHandlerAgainWhenAnotherPluginChanges() {
        var failing = serving("failing", "throw new IllegalStateException(\"no GPU\");")
                .write(folder.resolve("failing.jar"));
        var other = serving("other", answering("one")).write(folder.resolve("other.jar"));
        try (var forge = forge().plugins(folder).start()) {
            assertThat(shared.said).containsExactly("failing created", "failing closed", "other created");

            serving("other", answering("two")).write(other);
            forge.plugins().load(other);
            assertThat(ask(forge, "other")).isEqualTo("two");
            forge.plugins().unload(other);
            assertThat(shared.said).filteredOn("failing created"::equals).hasSize(1);

            assertThatThrownBy(() -> forge.plugins().load(failing)).isInstanceOf(HandlerLoadException.class);
            assertThat(shared.said).filteredOn("failing created"::equals).hasSize(2);
        }
    }

    /** The body of the answer, or its status where that is not 200. */
    private static String ask(Forge forge, String handler) {
        var answer = Client.ask(forge, "/" + handler, "");
        return answer.status() == 200 ? answer.body() : "" + answer.status();
    }
}
