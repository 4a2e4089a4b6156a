package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.forge.ForgeBuilder;
import io.forge.testkit.Client;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The class path in the manifest of a JAR may name what lies beside the JAR, and nothing else. */
class PluginClassPathTest {

    @TempDir
    private Path temporary;

    private Path folder;
    private Path bad;

    @BeforeEach
    void addAGoodOne() {
        folder = temporary.resolve("plugins");
        new PluginsFolder(folder).addGood();
        bad = new PluginsFolder(folder).bad();
        library().write(temporary.resolve("library.jar"));
        library().write(folder.resolve(".hidden/library.jar"));
    }

    private static PluginJar library() {
        return new PluginJar()
                .source(
                        "demo.lib.Library",
                        "package demo.lib; public class Library { public static String NAME = \"found\"; }");
    }

    /** A plugin that lacks a class and may find it on its class path. */
    private static PluginJar lackingALibrary(String handler, String classPath) {
        return PluginJar.serving(handler, """
                        return Handler.unary(String.class, String.class, (text, call) -> {
                            try {
                                return demo.lib.Library.NAME;
                            } catch (NoClassDefFoundError e) {
                                return "missing";
                            }
                        });
                        """)
                .source(
                        "demo.lib.Library",
                        "package demo.lib; public class Library { public static String NAME = \"own\"; }")
                .without("demo.lib.Library")
                .attribute("Class-Path", classPath);
    }

    private void assertRefused(String jar, String entry) {
        new PluginsFolder(folder).assertRefused(bad, why(jar, entry));
    }

    private static String why(String jar, String entry) {
        return "%s has '%s' in the Class-Path of its manifest, which leads out of the plugin's folder: put that JAR beside it, and its name into Class-Path, or remove the entry"
                .formatted(jar, entry);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../library.jar",
                "..",
                "../",
                "./../library.jar",
                "lib/../../library.jar",
                "lib/../..",
                "%2e%2e/library.jar",
                ".%2E/library.jar",
                "lib/%2e%2e/%2e%2e/library.jar",
                "..%2flibrary.jar",
                "%2fetc/library.jar",
                "..#/library.jar",
                "..?/library.jar",
                "..\\library.jar",
                "lib\\..\\..\\library.jar",
                "..%5clibrary.jar",
                "/",
                "/etc/",
                "/opt/library.jar",
                "//host/library.jar",
                "\\library.jar",
                "\\\\host\\library.jar",
                "C:\\library.jar",
                "C:/library.jar",
                "file:/opt/library.jar",
                "file:///opt/library.jar",
                "FILE:/opt/library.jar",
                "file:../library.jar",
                "file://host/library.jar",
                "http://127.0.0.1:1/library.jar",
                "https://127.0.0.1:1/library.jar",
                "jar:file:/opt/library.jar!/",
                "ftp://127.0.0.1:1/library.jar",
                "nothing:library.jar",
                "%zz.jar",
                "%",
                "a%00/library.jar",
            })
    void refusesWhatLeadsOut(String entry) {
        lackingALibrary("bad", entry).write(bad);

        // The others below come while the server runs, too.
        new PluginsFolder(folder)
                .assertWarnsAtStart("Plugin %s cannot be loaded: %s".formatted(bad, why("bad.jar", entry)));
    }

    @Test
    void refusesTheAbsolutePathOfAJarThatIsThere() {
        String entry = temporary.resolve("library.jar").toUri().toString();
        lackingALibrary("bad", entry).write(bad);

        assertRefused("bad.jar", entry);
    }

    @Test
    void refusesAStepToAJarThatIsThereFromWhereverTheCopyMayLie() {
        String entry =
                "../".repeat(40) + temporary.resolve("library.jar").toString().substring(1);
        lackingALibrary("bad", entry).write(bad);

        assertRefused("bad.jar", entry);
    }

    @Test
    void namesTheOneOfSeveralEntriesThatLeadsOut() {
        lackingALibrary("bad", "nothing.jar  lib/nothing.jar ../library.jar").write(bad);

        assertRefused("bad.jar", "../library.jar");
    }

    @Test
    void refusesOneOfALibraryInAFolder() {
        PluginJar.answering("bad", "text").write(folder.resolve("bad/code.jar"));
        library().attribute("Class-Path", "../library.jar").write(folder.resolve("bad/library.jar"));
        bad = folder.resolve("bad");

        assertRefused("library.jar", "../library.jar");
    }

    /** Which Java 17 reads in the place of the class path. */
    @Test
    void refusesAnIndexThatLeadsOut() {
        PluginJar.answering("bad", "text")
                .entry("META-INF/INDEX.LIST", "JarIndex-Version: 1.0\n\nbad.jar\ndemo\n\n../library.jar\ndemo/lib\n")
                .write(bad);

        new PluginsFolder(folder)
                .assertRefused(
                        bad,
                        "bad.jar has '../library.jar' in META-INF/INDEX.LIST, which leads out of the plugin's folder: put that JAR beside it, and its name into META-INF/INDEX.LIST, or remove the entry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"library.jar", "./library.jar", "lib/../library.jar", "libr%61ry.jar", "file:library.jar"})
    void servesAJarBesideItFromItsCopy(String entry) {
        library().write(folder.resolve("vision/library.jar"));
        lackingALibrary("vision", entry).write(folder.resolve("vision/vision.jar"));

        assertAnswers("vision", "found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing.jar",
                "lib/nothing.jar",
                "lib/",
                ".",
                "good.jar",
                ".hidden/library.jar",
                "..jar",
                "a..b"
            })
    void passesOverWhatIsNotThere(String entry) {
        lackingALibrary("alone", entry).write(folder.resolve("alone.jar"));

        assertAnswers("alone", "missing");
    }

    private void assertAnswers(String handler, String answer) {
        try (var log = Log.capture();
                var forge = forge().start()) {
            assertThat(Client.ask(forge, "/" + handler, "x").body()).isEqualTo(answer);
            assertThat(log.messages(Level.WARN)).isEmpty();
        }
    }

    private ForgeBuilder forge() {
        return new PluginsFolder(folder).forge();
    }
}
