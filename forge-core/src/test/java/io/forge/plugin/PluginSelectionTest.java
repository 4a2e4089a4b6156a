package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.ForgeStartException;
import io.forge.ServedHandler;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import io.forge.config.YamlFile;
import io.forge.host.PluginReport;
import io.forge.testkit.Client;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import io.forge.testkit.ServiceFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stops a start, and what only warns, where plugins are configured. */
class PluginSelectionTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private ForgeBuilder forge() {
        return Forge.builder().port(0).plugins(folder);
    }

    private Path broken(String name) throws Exception {
        return Files.writeString(folder.resolve(name + ".jar"), "This is not a JAR.");
    }

    private static List<String> problems(ForgeBuilder builder) {
        return catchThrowableOfType(ForgeStartException.class, builder::load).problems();
    }

    @Test
    void saysThatANamedHandlerIsMissingBecauseItsPluginFailed() throws Exception {
        var jar = broken("ocr");

        assertThat(problems(forge().handlers("ocr")))
                .containsExactly(
                        "There is no handler 'ocr', as plugin %s cannot be loaded".formatted(jar),
                        "Plugin %s cannot be loaded: ocr.jar is not a JAR (not a ZIP file): build it again"
                                .formatted(jar));
    }

    @Test
    void saysThatANamedHandlerMayBeInAPluginThatFailed() throws Exception {
        var jar = broken("vision-1.2");
        PluginJar.answering("ocd", "text").write(folder.resolve("ocd.jar"));

        assertThat(problems(forge().handlers("ocr")))
                .containsExactly(
                        ("There is no handler 'ocr'. Did you mean 'ocd'? Known are: ocd. It may be in what cannot be"
                                        + " loaded: %s")
                                .formatted(jar),
                        "Plugin %s cannot be loaded: vision-1.2.jar is not a JAR (not a ZIP file): build it again"
                                .formatted(jar));
    }

    @Test
    void doesNotStartWithoutAHandlerThatIsNamed() {
        var jar = PluginJar.serving("ocr", "throw new IllegalStateException(\"no model\");")
                .write(folder.resolve("ocr.jar"));

        assertThat(problems(forge().handlers("ocr")))
                .containsExactly("Handler 'ocr' cannot be created by demo.Factory in %s: no model".formatted(jar));
    }

    @Test
    void startsWithoutAHandlerThatOnlyHasASectionAndWhosePluginFailed() throws Exception {
        var jar = broken("ocr");
        PluginJar.answering("good", "text").write(folder.resolve("good.jar"));

        try (var log = Log.capture();
                var forge = forge().set("handlers.ocr.dispatch", "serial").load()) {
            assertThat(forge.handlers()).extracting(ServedHandler::name).containsExactly("good");
            assertThat(log.messages(Level.WARN))
                    .containsExactly(
                            "There is no handler 'ocr', as plugin %s cannot be loaded".formatted(jar),
                            "Plugin %s cannot be loaded: ocr.jar is not a JAR (not a ZIP file): build it again"
                                    .formatted(jar));
        }
    }

    private ForgeBuilder withSection(String section) {
        return forge().settings(YamlFile.parse("forge.yaml", "handlers: {ocr: {config: %s}}".formatted(section)));
    }

    private Path configured(String declaration) {
        return PluginJar.serving("ocr", "context.config(Settings.class); return null;")
                .source("demo.Settings", "package demo; public record Settings(%s) {}".formatted(declaration))
                .write(folder.resolve("ocr.jar"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            String model        | {modle: x}   | forge.yaml:1:27: Unknown key 'handlers.ocr.config.modle': did you mean 'model'?
            int size            | {}           | forge.yaml:1:26: Key 'handlers.ocr.config.size' is missing
            java.net.URI model  | {model: a b} | forge.yaml:1:34: Key 'handlers.ocr.config.model' must be a URI such as https://example.com/models but is 'a b'
            """)
    void leavesOutAPluginWhoseSectionIsWrong(String declaration, String section, String problem) {
        var jar = configured(declaration);
        PluginJar.answering("good", "text").write(folder.resolve("good.jar"));
        String leftOut = "Handler 'ocr' of demo.Factory in %s is left out: %s".formatted(jar, problem);

        try (var log = Log.capture();
                var forge = withSection(section).load()) {
            assertThat(forge.handlers()).extracting(ServedHandler::name).containsExactly("good");
            assertThat(log.messages(Level.WARN)).containsExactly(leftOut);
            assertThat(forge.plugins().all())
                    .filteredOn(plugin -> plugin.name().equals("ocr"))
                    .singleElement()
                    .satisfies(plugin -> {
                        assertThat(plugin.state()).isEqualTo(PluginReport.State.FAILED);
                        assertThat(plugin.problem()).contains(leftOut);
                    });
        }
        assertThat(problems(withSection(section).strict())).containsExactly(leftOut);
        assertThat(problems(withSection(section).requirePlugins())).containsExactly(leftOut);
        assertThat(problems(withSection(section).handlers("ocr"))).containsExactly(problem);
    }

    @Test
    void refusesAWrongSectionIfNothingElseIsServed() {
        var jar = configured("String model");

        assertThat(problems(withSection("{modle: x}")))
                .containsExactly(
                        "Handler 'ocr' of demo.Factory in %s is left out: forge.yaml:1:27: Unknown key 'handlers.ocr.config.modle': did you mean 'model'?"
                                .formatted(jar));
    }

    @Test
    void leavesOutAPluginThatAsksForATypeThatNothingCanBeReadInto() {
        var jar = configured("java.io.InputStream model");
        PluginJar.answering("good", "text").write(folder.resolve("good.jar"));

        try (var log = Log.capture();
                var forge = forge().load()) {
            assertThat(forge.handlers()).extracting(ServedHandler::name).containsExactly("good");
            assertThat(log.messages(Level.WARN))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "Handler 'ocr' cannot be created by demo.Factory in %s: Component 'model' of record demo.Settings has the type java.io.InputStream, which"
                                    .formatted(jar));
        }
    }

    @Test
    void startsWithTheSectionOfAPluginThatWasRemoved() {
        PluginJar.answering("good", "text").write(folder.resolve("good.jar"));

        try (var log = Log.capture();
                var forge = withSection("{model: x}").load()) {
            assertThat(forge.handlers()).extracting(ServedHandler::name).containsExactly("good");
            assertThat(log.messages(Level.WARN))
                    .containsExactly(
                            "forge.yaml:1:12: Section 'handlers.ocr' matches no handler: remove it, or put back the plugin that offers it; known are good");
        }
        assertThat(problems(withSection("{model: x}").strict()))
                .singleElement()
                .asString()
                .contains("Section 'handlers.ocr' matches no handler");
    }

    @Test
    void saysWhichHandlerASectionWasPerhapsMeantFor() {
        PluginJar.answering("ocd", "text").write(folder.resolve("ocd.jar"));

        try (var log = Log.capture();
                var forge = withSection("{model: x}").load()) {
            assertThat(forge.handlers()).extracting(ServedHandler::name).containsExactly("ocd");
            assertThat(log.messages(Level.WARN))
                    .containsExactly("forge.yaml:1:12: Section 'handlers.ocr' matches no handler: did you mean 'ocd'?");
        }
    }

    @Test
    void saysThatTheFolderDoesNotExist() {
        var missing = folder.resolve("missing");
        var settings = YamlFile.parse("forge.yaml", "plugins:\n  directory: " + missing);

        assertThat(problems(Forge.builder()
                        .settings(settings)
                        .handler("echo", Handler.unary(String.class, String.class, (text, call) -> text))))
                .containsExactly("forge.yaml:2:3: The plugins folder %s does not exist: make it, or correct the path"
                        .formatted(missing));
    }

    @Test
    void saysThatTheFolderIsAFile() throws Exception {
        var file = Files.createFile(folder.resolve("plugins"));

        assertThat(problems(Forge.builder().plugins(file)))
                .containsExactly(
                        "The plugins folder %s is a file: name the folder that has the plugins".formatted(file));
    }

    @Test
    void refusesAnEmptyPath() {
        assertThat(problems(Forge.builder()
                        .set("plugins.directory", "")
                        .handler("echo", Handler.unary(String.class, String.class, (text, call) -> text))))
                .containsExactly("Key 'plugins.directory' must be the path of a folder but is ''");
    }

    @Test
    void saysThatThereIsNothingToServe() {
        assertThat(problems(forge()))
                .containsExactly("There is no handler to serve: put a JAR with a handler on the class path, or into %s"
                        .formatted(folder));
    }

    @Test
    void saysWhyThereIsNothingToServe() throws Exception {
        var jar = broken("ocr");

        assertThat(problems(forge()))
                .contains("Plugin %s cannot be loaded: ocr.jar is not a JAR (not a ZIP file): build it again"
                        .formatted(jar));
    }

    @Test
    void takesTheHandlerOfTheApplicationBeforeOneOfThatNameInAPlugin() {
        var jar = PluginJar.answering("echo", "\"plugin\"").write(folder.resolve("echo.jar"));

        try (var log = Log.capture();
                var forge = forge().handler("echo", Handler.unary(String.class, String.class, (text, call) -> text))
                        .load()) {
            assertThat(forge.handlers()).extracting(ServedHandler::place).containsExactly("application");
            assertThat(log.messages(Level.WARN))
                    .containsExactly(
                            ("Handler 'echo' of demo.Factory in %s is not served, as application has that name:"
                                            + " remove one of them")
                                    .formatted(jar));
        }
    }

    @Test
    void takesTheHandlerOfTheClassPathBeforeOneOfThatNameInAPlugin(@TempDir Path services) throws Exception {
        var jar = PluginJar.answering("echo", "\"plugin\"").write(folder.resolve("echo.jar"));

        try (var loader = new ServiceFolder(services)
                        .offer(HandlerFactory.class, Echo.class)
                        .loader();
                var log = Log.capture();
                var forge = forge().classLoader(loader).load()) {
            String place = forge.handlers().get(0).place();
            assertThat(place).startsWith(Echo.class.getName());
            assertThat(log.messages(Level.WARN))
                    .containsExactly(
                            "Handler 'echo' of demo.Factory in %s is not served, as %s has that name: remove one of them"
                                    .formatted(jar, place));
        }
    }

    /** On the class path. */
    public static final class Echo implements HandlerFactory {

        @Override
        public String name() {
            return "echo";
        }

        @Override
        public Handler<?, ?> create(HandlerContext context) {
            return Handler.unary(String.class, String.class, (text, call) -> text);
        }
    }

    @Test
    void givesAPluginTheNameOfWhatIsNotServed() throws Exception {
        PluginJar.answering("hello", "\"mine\"").write(folder.resolve("hello.jar"));
        try (var log = Log.capture();
                var loader = new ServiceFolder(elsewhere)
                        .offer(HandlerFactory.class, Hello.class)
                        .loader();
                var forge = Forge.builder()
                        .port(0)
                        .classLoader(loader)
                        .handler("own", PluginHandlers.echo())
                        .plugins(folder)
                        .start()) {
            assertThat(Client.ask(forge, "/hello", "").body()).isEqualTo("mine");
            assertThat(log.messages(Level.WARN)).isEmpty();
        }
    }

    /** A handler of the class path that nobody asks for. */
    public static final class Hello implements HandlerFactory {

        @Override
        public String name() {
            return "hello";
        }

        @Override
        public Handler<?, ?> create(HandlerContext context) {
            throw new AssertionError("not asked for");
        }
    }
}
