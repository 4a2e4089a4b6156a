package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.ForgeStartException;
import io.forge.ServedHandler;
import io.forge.config.YamlFile;
import io.forge.testkit.Client;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin is served whose path stands where a handler's name could. */
class NamedPluginTest {

    @TempDir
    private Path folder;

    private ForgeBuilder forge(String... handlers) {
        return Forge.builder().port(0).directory(folder).handlers(handlers);
    }

    private Path write(String file, String handler, String expression) throws Exception {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, """
                import io.forge.api.*;
                class Factory implements HandlerFactory {
                    public String name() { return "%s"; }
                    public Handler<?, ?> create(HandlerContext context) throws Exception {
                        return Handler.unary(String.class, String.class, (text, call) -> %s);
                    }
                }
                """.formatted(handler, expression));
    }

    private static List<String> served(ForgeBuilder builder) {
        try (var forge = builder.strict().load()) {
            return forge.handlers().stream().map(ServedHandler::name).toList();
        }
    }

    private static List<String> problems(ForgeBuilder builder) {
        return catchThrowableOfType(ForgeStartException.class, builder::load).problems();
    }

    @Test
    void servesASourceFileWhateverIsConfiguredForTheFolder() throws Exception {
        write("my code/Shout.java", "shout", "text.toUpperCase()");

        try (var forge = forge("./my code/Shout.java").strict().start()) {
            assertThat(Client.ask(forge, "/shout", "hello").body()).isEqualTo("HELLO");
        }
    }

    @Test
    void servesAJarAFolderAndAHandlerThatIsNamed() throws Exception {
        PluginJar.answering("a", "text").write(folder.resolve("a.jar"));
        PluginJar.answering("b", "text").write(folder.resolve("b/b.jar"));
        PluginJar.answering("c", "text").write(folder.resolve("plugins/c.jar"));

        assertThat(served(forge("a.jar", "./b", "c").plugins(Path.of("plugins"))))
                .containsExactly("a", "b", "c");
    }

    @Test
    void servesNothingElseOfTheClassPath() throws Exception {
        write("Shout.java", "shout", "text");

        assertThat(served(forge("Shout.java"))).containsExactly("shout");
    }

    @Test
    void servesOnceWhatIsNamedTwiceAndLiesInThePluginsFolder() throws Exception {
        var source = write("Shout.java", "shout", "text");

        assertThat(served(forge("Shout.java", source.toString()).plugins(folder).set("plugins.sources", true)))
                .containsExactly("shout");
    }

    @Test
    void servesItUnderAnotherNameAndWithItsOwnSection() throws Exception {
        write("Shout.java", "shout", "text");

        assertThat(served(forge("Shout.java", "loud")
                        .set("handlers.loud.use", "shout")
                        .set("handlers.shout.dispatch", "serial")))
                .containsExactly("loud", "shout");
    }

    @Test
    void saysWhereAPathStandsThatLeadsToNothing() {
        var settings = YamlFile.parse("forge.yaml", "serve:\n  - ./Shot.java");

        assertThat(problems(Forge.builder().directory(folder).settings(settings)))
                .containsExactly("forge.yaml:2:5: Plugin %s cannot be loaded: it does not exist: correct the path"
                        .formatted(folder.resolve("Shot.java")));
    }

    @Test
    void saysThatAPathCanBeNone() {
        assertThat(problems(forge("./a\0b")))
                .containsExactly("'./a?b' can be no path (Nul character not allowed): correct it");
    }

    @Test
    void doesNotStartWithoutAPluginThatCannotBeCompiled() throws Exception {
        var source = write("Shout.java", "shout", "text +");

        assertThat(problems(forge("Shout.java"))).singleElement().asString().startsWith("""
                Plugin %s cannot be loaded: it does not compile
                  %1$s:5: error: illegal start of expression
                """.formatted(source));
    }

    @Test
    void doesNotStartWithoutAHandlerOfIt() throws Exception {
        var jar = PluginJar.serving("ocr", "throw new IllegalStateException(\"no model\");")
                .write(folder.resolve("ocr.jar"));

        assertThat(problems(forge("ocr.jar")))
                .containsExactly("Handler 'ocr' cannot be created by demo.Factory in %s: no model".formatted(jar));
    }

    @Test
    void doesNotStartWhereTwoHaveOneHandlersName() throws Exception {
        var one = write("One.java", "shout", "text");
        var two = write("Two.java", "shout", "text");

        assertThat(problems(forge("One.java", "Two.java")))
                .containsExactly(
                        "Handler 'shout' of Factory in %s is not served, as Factory in %s has that name: remove one of them"
                                .formatted(two, one));
    }

    @Test
    void goesBeforeOneOfItsNameInThePluginsFolder() throws Exception {
        var named = write("Shout.java", "shout", "\"named\"");
        var dropped = PluginJar.answering("shout", "\"dropped\"").write(folder.resolve("plugins/Shout.jar"));

        try (var log = Log.capture();
                var forge = forge("Shout.java").plugins(Path.of("plugins")).start()) {
            assertThat(Client.ask(forge, "/shout", "").body()).isEqualTo("named");
            assertThat(log.messages(Level.WARN))
                    .containsExactly("Plugin %s cannot be loaded: %s is named 'Shout' too: remove or rename one of them"
                            .formatted(dropped, named));
        }
    }

    @Test
    void refusesALinkOutOfItsFolder() throws Exception {
        var source = write("elsewhere/Shout.java", "shout", "text");
        var link = Files.createSymbolicLink(
                Files.createDirectory(folder.resolve("here")).resolve("Shout.java"), source);

        assertThat(problems(forge("here/Shout.java")))
                .containsExactly(
                        "Plugin %s cannot be loaded: Shout.java leads to %s, outside of %s: copy the file itself"
                                .formatted(link, source.toRealPath(), link.getParent()));
    }

    @Test
    void servesTheNewVersionOnceItIsSavedAndLosesNoRequest() throws Exception {
        write("Shout.java", "shout", "\"0\"");

        try (var forge = forge("Shout.java").start();
                var load = Load.on(forge, "/shout", 4)) {
            for (int i = 1; i < 5; i++) {
                String version = "" + i;
                write("Shout.java", "shout", "\"%s\"".formatted(version));
                Latches.awaitUntil(() -> Client.ask(forge, "/shout", "").body().equals(version));
            }
            assertThat(load.stop()).isNotEmpty().allMatch(answer -> answer.matches("200 \\d"));
        }
    }

    @Test
    void servesTheOldVersionWhileTheNewOneDoesNotCompile() throws Exception {
        var source = write("Shout.java", "shout", "\"one\"");

        try (var log = Log.capture();
                var forge = forge("Shout.java").start()) {
            write("Shout.java", "shout", "one");

            Latches.awaitUntil(() -> !log.messages(Level.WARN).isEmpty());
            assertThat(log.messages(Level.WARN)).containsExactly("""
                    Plugin %s cannot be loaded: it does not compile
                      %1$s:5: error: cannot find symbol
                              return Handler.unary(String.class, String.class, (text, call) -> one);
                                                                                               ^
                        symbol:   variable one
                        location: class Factory
                      1 error
                      What was loaded before keeps serving""".formatted(source));
            assertThat(Client.ask(forge, "/shout", "").body()).isEqualTo("one");
        }
    }
}
