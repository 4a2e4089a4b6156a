package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import io.forge.ForgeBuilder;
import io.forge.ServedHandler;
import io.forge.testkit.Client;
import io.forge.testkit.Log;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A single source file in the plugins folder is a plugin, where that is allowed. */
class SourcePluginTest {

    private static final String SHOUT = answering("class Shout", "text.toUpperCase()") + "}\n";

    @TempDir
    private Path temporary;

    private PluginsFolder plugins;
    private Path source;

    @BeforeEach
    void makeFolder() {
        plugins = new PluginsFolder(temporary.resolve("my plugins"));
        plugins.addGood();
        source = plugins.folder().resolve("Shout.java");
    }

    private ForgeBuilder forge() {
        return plugins.forge().set("plugins.sources", true);
    }

    private void write(String code) throws Exception {
        Files.writeString(source, code);
    }

    /** A factory in the unnamed package whose handler takes a text. */
    private static String answering(String declaration, String expression) {
        return """
                import io.forge.api.*;
                %s implements HandlerFactory {
                    public String name() { return "shout"; }
                    public Handler<?, ?> create(HandlerContext context) {
                        return Handler.unary(String.class, String.class, (text, call) -> %s);
                    }
                """.formatted(declaration, expression);
    }

    private void assertRefused(String why) {
        assertWarns("Plugin %s cannot be loaded: %s".formatted(source, why));
    }

    /** The other plugin is served. */
    private void assertWarns(String... message) {
        try (var log = Log.capture();
                var forge = forge().start()) {
            assertThat(log.messages(Level.WARN)).containsExactly(message);
            assertThat(Client.ask(forge, "/good", "x").body()).isEqualTo("x");
        }
    }

    private void assertAnswers(String expected) {
        try (var forge = forge().strict().start()) {
            assertThat(Client.ask(forge, "/shout", "hello").body()).isEqualTo(expected);
        }
    }

    @Test
    void servesTheHandlerOfASourceFileWithoutPackageAndWithoutServiceFile() throws Exception {
        write(SHOUT);

        assertAnswers("HELLO");
    }

    @Test
    void servesOneThatIsPublicInAPackageAndNamedOtherwiseThanItsFile() throws Exception {
        source = source.resolveSibling("my-shout.java");
        write("package demo.shout;" + answering("public class Loud", "text.toUpperCase()") + "}\n");

        assertAnswers("HELLO");
    }

    @Test
    void servesOneWhoseFactoryIsInsideOfAnotherClass() throws Exception {
        write(answering("class Outer { private static class Inner", "text + \"!\"") + "} }\n");

        assertAnswers("hello!");
    }

    @Test
    void servesWhatASourceOfHandlersPublishes() throws Exception {
        write("""
                import io.forge.api.*;
                class Models implements HandlerSource {
                    public String name() { return "models"; }
                    public void open(HandlerContext context, HandlerRegistry registry) {
                        registry.publish("shout", "1", Handler.unary(String.class, String.class, (text, call) -> text));
                    }
                }
                """);

        assertAnswers("hello");
    }

    @Test
    void readsAndWritesItsRecordsAsJsonAndBindsItsConfiguration() throws Exception {
        write("""
                import com.fasterxml.jackson.annotation.JsonProperty;
                import io.forge.api.*;
                class Greet implements HandlerFactory {
                    record Person(String name) {}
                    record Greeting(@JsonProperty("the-text") String text) {}
                    record Settings(String greeting) {}
                    public String name() { return "greet"; }
                    public Handler<?, ?> create(HandlerContext context) {
                        String greeting = context.config(Settings.class).greeting();
                        org.slf4j.LoggerFactory.getLogger("io.forge.demo").info("greets with {}", greeting);
                        return Handler.unary(
                                Person.class, Greeting.class, (who, call) -> new Greeting(greeting + who.name()));
                    }
                }
                """);

        try (var forge = forge().set("handlers.greet.config.greeting", "Hi ").start()) {
            assertThat(Client.ask(forge, "/greet", "{\"name\":\"you\"}").body()).isEqualTo("{\"the-text\":\"Hi you\"}");
        }
    }

    @Test
    void namesTheSourceFileAsThePlaceOfTheHandler() throws Exception {
        write(SHOUT);

        try (var log = Log.capture();
                var forge = forge().load()) {
            assertThat(forge.handlers()).extracting(ServedHandler::place).contains("Shout in " + source);
            assertThat(log.messages(Level.INFO)).contains("Plugin %s offers shout".formatted(source));
        }
    }

    @Test
    void keepsLinesForStackTraces() throws Exception {
        write(answering("class Shout", "new Throwable().getStackTrace()[0].toString()") + "}\n");

        assertAnswers("plugin:Shout//Shout.lambda$create$0(Shout.java:5)");
    }

    @Test
    void leavesASourceFileAloneWhereThatIsNotConfigured() throws Exception {
        write(SHOUT);

        plugins.assertWarns(
                ("File %s in the plugins folder is a source file, which is not compiled here: set plugins.sources: true,"
                                + " name the file with --handlers, or remove it")
                        .formatted(source));
    }

    @Test
    void showsEveryErrorAsTheCompilerSaysIt() throws Exception {
        write("""
                import io.forge.api.*;
                class Shout implements HandlerFactory {
                \tpublic String name() { return 1; }
                    public Handler<?, ?> create(HandlerContext context) { return nothing; }
                }
                """);

        assertRefused("""
                it does not compile
                  %1$s:3: error: incompatible types: int cannot be converted to String
                      public String name() { return 1; }
                                                    ^
                  %1$s:4: error: cannot find symbol
                      public Handler<?, ?> create(HandlerContext context) { return nothing; }
                                                                                   ^
                    symbol:   variable nothing
                    location: class Shout
                  2 errors""".formatted(source));
    }

    @Test
    void showsNotMoreErrorsThanCanBeRead() throws Exception {
        String longName = "x".repeat(100_000);
        write("class Shout { void shout() { %s();\n %s } }".formatted(longName, "x();\n".repeat(999)));

        try (var log = Log.capture()) {
            forge().load().close();

            assertThat(log.messages(Level.WARN))
                    .singleElement()
                    .satisfies(message -> assertThat(message)
                            .hasSizeLessThan(8000)
                            .contains("Shout.java:20: error")
                            .doesNotContain("Shout.java:21: error")
                            .endsWith("\n  only showing the first 20 errors, of 1000 total"));
        }
    }

    @Test
    void compilesAgainstNothingOfTheServerButTheSharedPackages() throws Exception {
        for (String type :
                new String[] {"io.undertow.Undertow", "tools.jackson.databind.ObjectMapper", "io.forge.Forge"}) {
            write("import %s;\n%s".formatted(type, SHOUT));
            int dot = type.lastIndexOf('.');

            assertRefused("""
                    it does not compile
                      %s:1: error: package %s does not exist
                      import %s;
                      %s^
                      1 error
                      a source file can use the JDK and Forge's API only; a plugin with libraries is a project: make one with forge-cli new""".formatted(source, type.substring(0, dot), type, " ".repeat(7 + dot)));
        }
    }

    @Test
    void letsNothingInTheSourceCommandATerminal() throws Exception {
        write("class Shout { String name = \"\u001b[31m\u202e\" }");

        assertRefused("""
                it does not compile
                  %s:1: error: ';' expected
                  class Shout { String name = "?[31m?" }
                                                      ^
                  1 error""".formatted(source));
    }

    @Test
    void saysThatNoClassIsAFactory() throws Exception {
        for (String code :
                new String[] {"class Shout {}", " ", "module shout {}", answering("abstract class Shout", "text") + "}"
                }) {
            write(code);

            assertRefused("no class in it implements io.forge.api.HandlerFactory: write one that does");
        }
    }

    @Test
    void namesTheClassesWhereSeveralAreFactories() throws Exception {
        write(SHOUT + answering("class Whisper", "text").replace("import io.forge.api.*;", "") + "}");

        assertRefused("several classes in it make handlers (Shout, Whisper): leave one, and move"
                + " each other into a file of its own");
    }

    @Test
    void doesNotTakeAFactoryWithoutANameForASecondOne() throws Exception {
        write(answering(
                        "class Shout",
                        "new HandlerFactory() {"
                                + " public String name() { return \"inner\"; }"
                                + " public Handler<?, ?> create(HandlerContext context) { return null; } }.name()")
                + "}");

        assertAnswers("inner");
    }

    @Test
    void saysWhatAFactoryNeedsToBeMade() throws Exception {
        write(answering("class Shout", "text") + "Shout(String name) {} }");

        assertRefused("its factory Shout must have a constructor without parameters, and be static where it is inside"
                + " of another class");
    }

    @Test
    void saysWhatAFactoryThrows() throws Exception {
        write(answering("class Shout", "text") + "{ if (true) throw new IllegalStateException(\"no GPU\"); } }");

        assertRefused("its factory Shout cannot be made: no GPU");
    }

    @Test
    void refusesAClassInAPackageOfTheServers() throws Exception {
        write("package io.forge.api;" + SHOUT);

        assertRefused("its class io.forge.api.Shout is in a package of the server's: use another package");
    }

    @Test
    void runsNoCodeOfASourceThatIsRefused() throws Exception {
        var trace = temporary.resolve("trace");
        write("class Shout { static { new java.io.File(\"%s\").mkdir(); } }".formatted(trace));

        assertRefused("no class in it implements io.forge.api.HandlerFactory: write one that does");
        assertThat(trace).doesNotExist();
    }

    @Test
    void survivesASourceThatTheCompilerDoesNot() throws Exception {
        write("class Shout { int deep = " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + "; }");

        try (var log = Log.capture();
                var forge = forge().start()) {
            assertThat(log.messages(Level.WARN))
                    .singleElement()
                    .satisfies(message -> assertThat(message)
                            .startsWith("Plugin %s cannot be loaded: it does not compile".formatted(source))
                            .hasLineCount(3)
                            .endsWith("java.lang.StackOverflowError"));
            assertThat(Client.ask(forge, "/good", "x").body()).isEqualTo("x");
        }
    }

    @Test
    void refusesAFileThatIsTooLarge() throws Exception {
        write(SHOUT + " ".repeat(1 << 20));

        assertRefused("Shout.java is larger than 1 MiB, the most that is compiled here: build a JAR of it");
    }

    @Test
    void refusesAnEmptyFile() throws Exception {
        write("");

        assertRefused("Shout.java is empty, or still being written: save it again");
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws Exception {
        Files.write(source, new byte[] {'/', '/', (byte) 0xe9, '\n'});

        assertRefused("Shout.java is not written in UTF-8: save it so");
    }

    @Test
    void takesAFileWithAByteOrderMarkAndUmlauts() throws Exception {
        write("\uFEFF" + answering("class Grüße", "text + \"ü\"") + "}");

        assertAnswers("helloü");
    }

    @Test
    void refusesALinkOutOfTheFolder() throws Exception {
        var outside = Files.writeString(temporary.resolve("Outside.java"), SHOUT);
        Files.createSymbolicLink(source, outside);

        assertRefused("Shout.java leads to %s, outside of %s: copy the file itself"
                .formatted(outside.toRealPath(), plugins.folder()));
    }

    @Test
    void refusesASourceFileThatHasTheNameOfAJar() throws Exception {
        source = source.resolveSibling("good.java");
        write(SHOUT);

        try (var log = Log.capture();
                var forge = forge().start()) {
            assertThat(log.messages(Level.WARN))
                    .containsExactly("Plugin %s cannot be loaded: %s is named 'good' too: remove or rename one of them"
                            .formatted(source, source.resolveSibling("good.jar")));
            assertThat(forge.handlers()).hasSize(1);
        }
    }

    @Test
    void saysWhatARuntimeLacksThatHasNoCompiler() throws Exception {
        write(SHOUT);
        var compiler = new SourceCompiler(Optional::empty, getClass().getClassLoader());
        var read = SourceFile.read(source, new LinkCheck(plugins.folder()));

        assertThat(catchThrowableOfType(PluginLoadException.class, () -> compiler.compile(read)))
                .hasMessage(
                        "the Java that runs Forge, %s, has no compiler: start Forge with a JDK (JAVA_HOME), or make"
                                + " the runtime with the module jdk.compiler",
                        System.getProperty("java.home"));
    }

    @Test
    void saysWhereThereIsNothingToCompileAgainst() throws Exception {
        write(SHOUT);
        var compiler = new SourceCompiler(
                () -> Optional.of(ToolProvider.getSystemJavaCompiler()), ClassLoader.getPlatformClassLoader());
        var read = SourceFile.read(source, new LinkCheck(plugins.folder()));

        assertThat(catchThrowableOfType(PluginLoadException.class, () -> compiler.compile(read)))
                .hasMessage("there is nothing to compile it against, as Forge's API is in no JAR or folder of its own:"
                        + " build a JAR of it");
    }
}
