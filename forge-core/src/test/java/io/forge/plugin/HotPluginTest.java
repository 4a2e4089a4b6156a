package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.config.YamlFile;
import io.forge.host.PluginReport;
import io.forge.testkit.Client;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins come, change and go while the server runs. */
class HotPluginTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private ForgeBuilder forge() {
        return Forge.builder().port(0).handler("own", PluginHandlers.echo()).plugins(folder);
    }

    @Test
    void servesAPluginThatIsDropped() {
        try (var forge = forge().start()) {
            assertThat(ask(forge, "late")).isEqualTo("404");

            PluginJar.answering("late", "\"one\"").write(folder.resolve("late.jar"));

            await(forge, "late", "one");
        }
    }

    @Test
    void replacesAPluginWhoseFileIsOverwritten() {
        PluginJar.answering("text", "\"one\"").write(folder.resolve("text.jar"));
        try (var forge = forge().start()) {
            assertThat(ask(forge, "text")).isEqualTo("one");

            PluginJar.answering("text", "\"two\"").write(folder.resolve("text.jar"));

            await(forge, "text", "two");
        }
    }

    @Test
    void takesAPluginOutOfServiceThatIsDeleted() throws Exception {
        var jar = PluginJar.answering("text", "\"one\"").write(folder.resolve("text.jar"));
        try (var forge = forge().start()) {
            Files.delete(jar);

            await(forge, "text", "404");
            Latches.awaitUntil(() -> forge.plugins().all().isEmpty());
        }
    }

    @Test
    void servesTheOldOneOnWhereTheNewOneFails() throws Exception {
        PluginJar.answering("text", "\"one\"").write(folder.resolve("text.jar"));
        try (var log = Log.capture();
                var forge = forge().start()) {
            Files.writeString(folder.resolve("text.jar"), "This is not a JAR.");

            Latches.awaitUntil(() -> !log.messages(Level.WARN).isEmpty());

            String message = "Plugin %s cannot be loaded: text.jar is not a JAR (not a ZIP file): build it again"
                            .formatted(folder.resolve("text.jar"))
                    + ". What was loaded before keeps serving";
            assertThat(log.messages(Level.WARN)).containsExactly(message);
            assertThat(ask(forge, "text")).isEqualTo("one");
            var report = forge.plugins().all().get(0);
            assertThat(report.state()).isEqualTo(PluginReport.State.LOADED);
            assertThat(report.problem()).contains(message);

            PluginJar.answering("text", "\"three\"").write(folder.resolve("text.jar"));
            await(forge, "text", "three");
        }
    }

    @Test
    void leavesOutAPluginWhoseSectionIsWrongUntilOneTakesIt() {
        PluginJar.answering("text", "\"one\"").write(folder.resolve("text.jar"));
        var section = YamlFile.parse("forge.yaml", "handlers: {ocr: {config: {modle: x}}}");
        try (var log = Log.capture();
                var forge = forge().settings(section).start()) {
            Latches.awaitUntil(() -> forge.plugins().all().size() == 1);
            int before = log.messages(Level.WARN).size();
            var jar = configured("model");

            Latches.awaitUntil(() -> log.messages(Level.WARN).stream().anyMatch(line -> line.contains("modle")));

            assertThat(log.messages(Level.WARN))
                    .hasSize(before + 1)
                    .last()
                    .asString()
                    .contains(jar.toString(), "forge.yaml:1:27: Unknown key 'handlers.ocr.config.modle'");
            assertThat(ask(forge, "ocr")).isEqualTo("404");
            assertThat(ask(forge, "text")).isEqualTo("one");
            assertThat(ask(forge, "own")).isNotEqualTo("404");

            configured("modle");

            await(forge, "ocr", "read");
            assertThat(ask(forge, "text")).isEqualTo("one");
        }
    }

    /** A plugin that has a single key. */
    private Path configured(String key) {
        return PluginJar.serving("ocr", """
                        context.config(Settings.class);
                        return Handler.unary(String.class, String.class, (text, call) -> "read");
                        """)
                .source("demo.Settings", "package demo; public record Settings(String %s) {}".formatted(key))
                .write(folder.resolve("ocr.jar"));
    }

    @Test
    void losesNoRequestWhilePluginsAreReplaced() throws Exception {
        var versions = new Path[10];
        for (int i = 0; i < versions.length; i++) {
            versions[i] = PluginJar.answering("text", "\"" + i + "\"").write(elsewhere.resolve(i + ".jar"));
        }
        replace(versions[0]);
        try (var forge = forge().start();
                var load = Load.on(forge, "/text", 4)) {
            for (int i = 1; i < versions.length; i++) {
                replace(versions[i]);
                String expected = "" + i;
                await(forge, "text", expected);
            }
            assertThat(load.stop()).isNotEmpty().allMatch(answer -> answer.matches("200 \\d"));
            Latches.awaitUntil(() -> forge.plugins().all().size() == 1);
        }
    }

    private void replace(Path version) throws IOException {
        var copy = Files.copy(version, elsewhere.resolve("copy.part"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, folder.resolve("text.jar"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void await(Forge forge, String handler, String answer) {
        Latches.awaitUntil(() -> ask(forge, handler).equals(answer));
    }

    /** The body of the answer, or its status where that is not 200. */
    private static String ask(Forge forge, String handler) {
        var answer = Client.ask(forge, "/" + handler, "");
        return answer.status() == 200 ? answer.body() : "" + answer.status();
    }
}
