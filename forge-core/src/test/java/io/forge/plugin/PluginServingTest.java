package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.ServedHandler;
import io.forge.api.Handler;
import io.forge.testkit.Client;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the plugins folder is served. */
class PluginServingTest {

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createDirectory(temporary.resolve("my plugins"));
    }

    private ForgeBuilder forge() {
        return Forge.builder().port(0).plugins(folder);
    }

    @Test
    void servesTheHandlerOfAJar() {
        PluginJar.answering("shout", "text.toUpperCase()").write(folder.resolve("shout.jar"));

        try (var forge = forge().start()) {
            assertThat(Client.ask(forge, "/shout", "hello").body()).isEqualTo("HELLO");
        }
    }

    @Test
    void servesEveryHandlerOfAFolderOfJars() {
        var library = new PluginJar()
                .source(
                        "demo.lib.Words",
                        "package demo.lib; public class Words { public static String end() { return \"!\"; } }")
                .write(folder.resolve("loud/words.jar"));
        PluginJar.answering("shout", "text.toUpperCase() + demo.lib.Words.end()")
                .against(library)
                .write(folder.resolve("loud/shout.JAR"));

        try (var forge = forge().start()) {
            assertThat(Client.ask(forge, "/shout", "hello").body()).isEqualTo("HELLO!");
        }
    }

    @Test
    void readsAndWritesThePluginsOwnRecordsAsJson() {
        PluginJar.serving(
                        "add",
                        "return Handler.unary(Pair.class, Sum.class, (pair, call) -> new Sum(pair.a() + pair.b()));")
                .source("demo.Pair", "package demo; public record Pair(int a, int b) {}")
                .source("demo.Sum", """
                        package demo;
                        public record Sum(@com.fasterxml.jackson.annotation.JsonProperty("the-sum") int sum) {}
                        """)
                .write(folder.resolve("add.jar"));

        try (var forge = forge().start()) {
            var answer = Client.ask(forge, "/add", "{\"a\":1,\"b\":2}", "Content-Type: application/json");

            assertThat(answer.body()).isEqualTo("{\"the-sum\":3}");
        }
    }

    @Test
    void bindsThePluginsOwnConfiguration() {
        PluginJar.serving("greet", """
                        String greeting = context.config(Settings.class).greeting();
                        return Handler.unary(String.class, String.class, (text, call) -> greeting + text);
                        """)
                .source("demo.Settings", "package demo; public record Settings(String greeting) {}")
                .write(folder.resolve("greet.jar"));

        try (var forge = forge().set("handlers.greet.config.greeting", "Hi ").start()) {
            assertThat(Client.ask(forge, "/greet", "you").body()).isEqualTo("Hi you");
        }
    }

    @Test
    void servesItUnderAnotherNameToo() {
        PluginJar.answering("shout", "text.toUpperCase()").write(folder.resolve("shout.jar"));

        try (var forge = forge().set("handlers.loud.use", "shout").start()) {
            assertThat(forge.handlers()).extracting(ServedHandler::name).containsExactly("loud", "shout");
            assertThat(Client.ask(forge, "/loud", "hello").body()).isEqualTo("HELLO");
        }
    }

    @Test
    void servesWhatWasDroppedBesideWhatTheApplicationHasAndWhatIsNamed() {
        PluginJar.answering("a", "text").write(folder.resolve("a.jar"));
        PluginJar.answering("b", "text").write(folder.resolve("b.jar"));

        try (var forge = forge().handlers("b")
                .handler("c", Handler.unary(String.class, String.class, (text, call) -> text))
                .start()) {
            assertThat(forge.handlers()).extracting(ServedHandler::name).containsExactly("a", "b", "c");
        }
    }

    @Test
    void namesTheJarInThePluginsFolderAsThePlaceOfAHandler() {
        var jar = PluginJar.answering("shout", "text").write(folder.resolve("loud/shout.jar"));

        try (var forge = forge().load()) {
            assertThat(forge.handlers()).extracting(ServedHandler::place).containsExactly("demo.Factory in " + jar);
        }
    }

    @Test
    void aRelativeFolderStartsWhereTheBuilderSays() {
        PluginJar.answering("shout", "text").write(folder.resolve("shout.jar"));

        try (var forge = Forge.builder()
                .directory(temporary)
                .set("plugins.directory", "my plugins")
                .load()) {
            assertThat(forge.handlers()).extracting(ServedHandler::name).containsExactly("shout");
        }
    }

    @Test
    void passesOverNotesHiddenFilesAndFilesThatAreStillBeingCopied() throws Exception {
        PluginJar.answering("shout", "text").write(folder.resolve("shout.jar"));
        for (String name :
                new String[] {".hidden.jar", "README", "readme.md", "notes.txt", "ocr.jar.part", "x.tmp", "x~"}) {
            Files.writeString(folder.resolve(name), "");
        }

        try (var log = Log.capture();
                var forge = forge().strict().load()) {
            assertThat(forge.handlers()).hasSize(1);
            assertThat(log.messages(Level.WARN)).isEmpty();
            assertThat(log.messages(Level.INFO))
                    .containsExactly("Plugin %s offers shout".formatted(folder.resolve("shout.jar")));
        }
    }
}
