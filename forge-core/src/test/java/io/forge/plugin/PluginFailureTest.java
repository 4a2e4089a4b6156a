package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.forge.ForgeBuilder;
import io.forge.testkit.Client;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A plugin whose code cannot be loaded or run is named with its fault, and the others serve. */
class PluginFailureTest {

    private static final String SERVICE_FILE = "META-INF/services/io.forge.api.HandlerFactory";

    @TempDir
    private Path folder;

    private Path bad;

    @BeforeEach
    void addAGoodOne() {
        new PluginsFolder(folder).addGood();
        bad = new PluginsFolder(folder).bad();
    }

    private ForgeBuilder forge() {
        return new PluginsFolder(folder).forge();
    }

    private void assertWarns(String message) {
        new PluginsFolder(folder).assertWarns(message);
    }

    private void assertRefused(String why) {
        new PluginsFolder(folder).assertRefused(bad, why);
    }

    @Test
    void saysThatThereIsNoServiceFile() {
        new PluginJar().source("demo.Nothing", "package demo; class Nothing {}").write(bad);

        assertRefused(
                "it offers no handler: add a file %s with the name of the factory's class".formatted(SERVICE_FILE));
    }

    @ParameterizedTest
    @CsvSource({
        "META-INF/services/io.forge.api.HandlerFactry, HandlerFactory",
        "META-INF/services/io.forge.api.HandlerFactories, HandlerFactory",
        "META-INF/services/io.forge.api.handlerfactory, HandlerFactory",
        "META-INF/services/io.forge.api.HandlerFactory.txt, HandlerFactory",
        "META-INF/services/io.forge.HandlerFactory, HandlerFactory",
        "META-INF/services/io/forge/api/HandlerFactory, HandlerFactory",
        "META-INF/services/HandlerSource, HandlerSource",
        "META-INF/services/io.forge.api.HandlerSources, HandlerSource",
        "META-INF/service/io.forge.api.HandlerFactory, HandlerFactory",
        "META-INF/Services/io.forge.api.HandlerFactory, HandlerFactory",
        "meta-inf/services/io.forge.api.HandlerFactory, HandlerFactory",
        "META-INF.services/io.forge.api.HandlerFactory, HandlerFactory",
        "META-INF/io.forge.api.HandlerFactory, HandlerFactory",
        "services/io.forge.api.HandlerFactory, HandlerFactory",
        "io.forge.api.HandlerSource, HandlerSource",
        "resources/META-INF/services/io.forge.api.HandlerFactory, HandlerFactory"
    })
    void namesAServiceFileThatHasAnotherName(String entry, String service) {
        new PluginJar().entry(entry, "demo.Factory").write(bad);

        assertRefused("it offers no handler: rename the file %s in bad.jar to META-INF/services/io.forge.api.%s"
                .formatted(entry, service));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "META-INF/services/java.sql.Driver",
                "META-INF/io.netty.versions.properties",
                "demo/HandlerFactory.class",
                "demo/HandlerFactory.txt",
                "META-INF/maven/demo/pom.xml"
            })
    void takesNoOtherFileForAServiceFile(String entry) {
        new PluginJar().entry(entry, "demo.Factory").write(bad);

        assertRefused(
                "it offers no handler: add a file %s with the name of the factory's class".formatted(SERVICE_FILE));
    }

    @Test
    void saysThatAServiceFileNamesNothing() {
        new PluginJar().offering("# demo.Factory", "").write(bad);

        assertRefused(
                "it offers no handler: add a file %s with the name of the factory's class".formatted(SERVICE_FILE));
    }

    @Test
    void saysThatAServiceFileHasWhatIsNoClass() {
        for (String line : new String[] {"demo Factory", "demo/Factory", "a".repeat(501)}) {
            new PluginJar().offering(line).write(bad);

            assertRefused(
                    "%s in bad.jar has a line that is not the name of a class: correct it".formatted(SERVICE_FILE));
        }
    }

    @Test
    void saysThatAClassIsNotThere() {
        new PluginJar().offering("demo.Missing # the factory").write(bad);

        assertRefused(
                "it offers demo.Missing as a factory, a class that it does not have: correct %s, or add the JAR that has it"
                        .formatted(SERVICE_FILE));
    }

    @Test
    void saysThatAClassIsNoFactory() {
        new PluginJar()
                .source("demo.Factory", "package demo; public class Factory {}")
                .offering("demo.Factory")
                .write(bad);

        assertRefused(
                "it offers demo.Factory as a factory, which does not implement io.forge.api.HandlerFactory: correct %s"
                        .formatted(SERVICE_FILE));
    }

    @Test
    void saysThatAFactoryHasTheWrongConstructor() {
        for (String declaration : new String[] {
            "public class Factory extends Base { public Factory(int size) {} }",
            "public class Factory extends Base { Factory() {} }",
            "class Factory extends Base { public Factory() {} }",
            "public abstract class Factory extends Base { public Factory() {} }",
        }) {
            new PluginJar()
                    .source("demo.Base", """
                            package demo;
                            import io.forge.api.*;
                            abstract class Base implements HandlerFactory {
                                public String name() { return "bad"; }
                                public Handler<?, ?> create(HandlerContext context) { return null; }
                            }
                            """)
                    .source("demo.Factory", "package demo; " + declaration)
                    .offering("demo.Factory")
                    .write(bad);

            assertRefused(
                    "its factory demo.Factory must be public, not abstract, with a public constructor without parameters");
        }
    }

    @Test
    void saysWhichJavaAPluginNeeds() throws Exception {
        PluginJar.answering("bad", "text").write(bad);
        PluginJar.setClassVersion(bad, "demo/Factory.class", 44 + 99);

        assertRefused(
                "its factory demo.Factory cannot be made: class demo.Factory needs Java 99 and this is Java %1$d: start Forge with a newer Java, or build it for Java %1$d"
                        .formatted(Runtime.version().feature()));
    }

    @Test
    void saysThatAPluginWasBuiltForANewerForge() {
        PluginJar.answering("bad", "text").attribute("Forge-Api", "2.1").write(bad);

        assertRefused("it was built for Forge API 2.1, this server has 0.1: upgrade the server");
    }

    @Test
    void takesAPluginThatWasBuiltForThisForge() {
        PluginJar.answering("bad", "text")
                .attribute("Forge-Api", "0.1.0-SNAPSHOT")
                .write(bad);

        try (var forge = forge().strict().load()) {
            assertThat(forge.handlers()).hasSize(2);
        }
    }

    @Test
    void saysThatAVersionInTheManifestIsNone() {
        PluginJar.answering("bad", "text").attribute("Forge-Api", "latest").write(bad);

        assertRefused("Forge-Api in its manifest must be a version such as 0.1 but is 'latest'");
    }

    @Test
    void namesTheClassOfANewerForgeThatIsMissingHere() {
        PluginJar.serving("bad", "return null;")
                .source("io.forge.api.Newer", "package io.forge.api; public interface Newer {}")
                .source("demo.Factory", """
                        package demo;
                        import io.forge.api.*;
                        public class Factory implements HandlerFactory, Newer {
                            public String name() { return "bad"; }
                            public Handler<?, ?> create(HandlerContext context) { return null; }
                        }
                        """)
                .without("io.forge.api.Newer")
                .write(bad);

        assertRefused(
                "its factory demo.Factory cannot be made: it uses io.forge.api.Newer, which Forge API 0.1 lacks: upgrade the server, or build it against this version");
    }

    @Test
    void namesTheMethodOfANewerForgeThatIsMissingHere() {
        PluginJar.serving("bad", "context.later(); return null;")
                .source(
                        "io.forge.api.HandlerContext",
                        "package io.forge.api; public interface HandlerContext { void later(); }")
                .source("io.forge.api.HandlerFactory", """
                        package io.forge.api;
                        public interface HandlerFactory {
                            String name();
                            Handler<?, ?> create(HandlerContext context) throws Exception;
                        }
                        """)
                .without("io.forge.api.HandlerContext")
                .without("io.forge.api.HandlerFactory")
                .write(bad);

        assertWarns(
                ("Handler 'bad' cannot be created by demo.Factory in %s: it uses 'void io.forge.api.HandlerContext.later()',"
                                + " which Forge API 0.1 lacks: upgrade the server, or build it against this version")
                        .formatted(bad));
    }

    @Test
    void namesTheLibraryClassThatIsMissing() {
        PluginJar.serving("bad", "return demo.lib.Library.make();")
                .source("demo.lib.Library", """
                        package demo.lib;
                        public class Library { public static io.forge.api.Handler<?, ?> make() { return null; } }
                        """)
                .without("demo.lib.Library")
                .write(bad);

        assertWarns(
                "Handler 'bad' cannot be created by demo.Factory in %s: class demo.lib.Library is missing: put the JAR that has it into the plugin's folder, or on the class path"
                        .formatted(bad));
    }

    @Test
    void saysWhatAnInitializerThrows() {
        PluginJar.serving("bad", "return null; } static { if (true) throw new IllegalStateException(\"no GPU\");")
                .write(bad);

        assertRefused("its factory demo.Factory cannot be made: a static initializer failed: no GPU");
    }

    @Test
    void saysWhatAConstructorThrows() {
        PluginJar.serving("bad", "return null; } public Factory() { throw new IllegalStateException(\"no GPU\");")
                .write(bad);

        assertRefused("its factory demo.Factory cannot be made: no GPU");
    }

    @Test
    void saysThatANameIsMalformed() {
        PluginJar.answering("Bad Name", "text").write(bad);

        assertRefused(
                "Handler name 'Bad Name' (demo.Factory) is malformed: use up to 63 of a-z, 0-9 and '-', starting with a letter");
    }

    @Test
    void saysWhatCreateThrows() {
        PluginJar.serving("bad", "throw new java.io.IOException(\"the model is missing\");")
                .write(bad);

        assertWarns("Handler 'bad' cannot be created by demo.Factory in %s: the model is missing".formatted(bad));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "throw new IllegalStateException(); | java.lang.IllegalStateException (Factory.java:6)",
                "throw new IllegalStateException(\"\"); | java.lang.IllegalStateException (Factory.java:6)",
                "throw new NullPointerException(); | java.lang.NullPointerException (Factory.java:6)",
                "throw new RuntimeException(\"42\"); | java.lang.RuntimeException: 42 (Factory.java:6)",
                "new java.util.HashMap<String, String>(-1); return null; | java.lang.IllegalArgumentException: Illegal initial capacity: -1 (Factory.java:6)",
                "throw new IllegalArgumentException(\"no such model\"); | no such model"
            })
    void saysWhatCreateThrowsSoThatItsAuthorFindsIt(String code, String message) {
        PluginJar.serving("bad", code).write(bad);

        assertWarns("Handler 'bad' cannot be created by demo.Factory in %s: %s".formatted(bad, message));
    }

    @Test
    void namesBothPluginsThatHaveOneName() {
        PluginJar.answering("good", "text").write(folder.resolve("later.jar"));

        assertWarns(
                "Handler 'good' of demo.Factory in %s is not served, as demo.Factory in %s has that name: remove one of them"
                        .formatted(folder.resolve("later.jar"), folder.resolve("good.jar")));
    }

    @Test
    void failsOnlyTheCallThatNeedsAMissingClass() {
        PluginJar.answering("bad", "text.isEmpty() ? text : demo.lib.Library.of(text)")
                .source("demo.lib.Library", """
                        package demo.lib;
                        public class Library { public static String of(String text) { return text; } }
                        """)
                .without("demo.lib.Library")
                .write(bad);

        try (var log = Log.capture();
                var forge = forge().start()) {
            assertThat(Client.ask(forge, "/bad", "x").status()).isEqualTo(500);
            assertThat(Client.ask(forge, "/bad", "").status()).isEqualTo(200);
            assertThat(Client.ask(forge, "/good", "x").body()).isEqualTo("x");
            assertThat(log.messages(Level.ERROR))
                    .singleElement()
                    .asString()
                    .matches("Handler bad failed in call [0-9a-f]+: class demo.lib.Library is missing:"
                            + " put the JAR that has it into the plugin's folder, or on the class path");
        }
    }

    @Test
    void deletesNothingInThePluginsFolder() throws Exception {
        Files.writeString(bad, "no JAR");

        forge().load().close();

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(bad, folder.resolve("good.jar"));
        }
    }
}
