package io.forge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The distribution's launcher, with a Java that only says how it was started. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class LauncherTest {

    private static final Path LAUNCHER = Path.of("../forge-distribution/src/bin/forge-cli");

    /** Stands before the words that it was started with. */
    private static final String JAVA = "#!/bin/sh\nprintf '%s\\n' \"LC_ALL=$LC_ALL LC_CTYPE=$LC_CTYPE\" \"$@\"\n";

    /** With a space in its name, as all that the launcher meets may have. */
    private Path folder;

    @BeforeEach
    void makeFolder(@TempDir Path temporary) throws IOException {
        folder = Files.createDirectory(temporary.resolve("a folder"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "17.0.2 | -Dguice_bytecode_gen_option=DISABLED -XX:CompileThresholdScaling=2",
                "25     | -Dguice_bytecode_gen_option=DISABLED -XX:CompileThresholdScaling=2"
                        + " --enable-native-access=ALL-UNNAMED"
                        + " --add-opens=java.base/java.lang=ALL-UNNAMED",
            })
    void startsForgeOnTheJarsBesideIt(String version, String flags) throws Exception {
        var home = distribution();

        var run = run(home, Map.of("JAVA_HOME", java(version), "FORGE_JAVA_OPTS", "-Xmx1g -Dx=*"), "call", "a b", "");

        assertThat(run.out().subList(1, run.out().size()))
                .startsWith(flags.split(" "))
                .containsSequence(
                        "-Dforge.home=" + home,
                        "-Dforge.repository=" + home.resolve("repository"),
                        "-Xmx1g",
                        "-Dx=*",
                        "-cp",
                        home.resolve("lib/forge-api-1.jar") + ":" + home.resolve("lib/forge-cli-1.jar"),
                        "io.forge.cli.Main",
                        "call",
                        "a b",
                        "");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void findsItsFolderThroughLinks() throws Exception {
        var home = distribution();
        var absolute = Files.createSymbolicLink(folder.resolve("absolute"), home.resolve("bin/forge-cli"));
        var relative = Files.createSymbolicLink(folder.resolve("relative"), Path.of("absolute"));

        for (var link : List.of(absolute, relative)) {
            assertThat(runFile(link, Map.of("JAVA_HOME", java("17"))).out()).contains("-Dforge.home=" + home);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LANG, C, LC_ALL= LC_CTYPE=C.UTF-8",
        "LC_CTYPE, POSIX, LC_ALL= LC_CTYPE=C.UTF-8",
        "LC_ALL, C, LC_ALL=C.UTF-8 LC_CTYPE=",
        "LC_ALL, C.UTF-8, LC_ALL=C.UTF-8 LC_CTYPE=",
    })
    void givesJavaALocaleWithEveryLetter(String variable, String locale, String expected) throws Exception {
        var run = run(distribution(), Map.of("JAVA_HOME", java("17"), variable, locale));

        assertThat(run.out()).first().isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "file", "without java"})
    void refusesAJavaHomeWithoutJava(String name) throws Exception {
        Files.createFile(folder.resolve("file"));
        Files.createDirectories(folder.resolve("without java/bin"));
        var home = folder.resolve(name);

        assertRefused(
                run(distribution(), Map.of("JAVA_HOME", home.toString())),
                "JAVA_HOME is %s, where there is no bin/java: set it to a Java 17 or later".formatted(home));
    }

    @Test
    void refusesAJavaThatIsTooOld() throws Exception {
        var java = java("11.0.2");

        assertRefused(
                run(distribution(), Map.of("JAVA_HOME", java)),
                "%s/bin/java is Java 11, and Forge needs 17 or later: set JAVA_HOME to one".formatted(java));
    }

    /** Of a checkout, before it builds. */
    @Test
    void refusesAJavaThatIsTooOldToBuildWith() throws Exception {
        var java = java("11.0.2");

        assertRefused(
                run(Path.of(".."), Map.of("JAVA_HOME", java)),
                "%s/bin/java is Java 11, and Forge needs 17 or later: set JAVA_HOME to one".formatted(java));
    }

    @Test
    void refusesAFolderWithoutJars() throws Exception {
        var home = folder.resolve("none");
        install(home);

        assertRefused(
                run(home, Map.of("JAVA_HOME", java("17"))),
                "%s has no folder lib: unpack the distribution again".formatted(home));
    }

    @Test
    void refusesAFolderWithoutForgesJars() throws Exception {
        var home = folder.resolve("bare");
        install(home);
        Files.createDirectory(home.resolve("lib"));

        assertRefused(
                run(home, Map.of("JAVA_HOME", java("17"))),
                "%s/lib lacks Forge's JARs: unpack the distribution again".formatted(home));
    }

    private static void assertRefused(Run run, String message) {
        assertThat(run.err()).containsExactly("forge-cli: " + message);
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(1);
    }

    private Path distribution() throws IOException {
        var home = folder.resolve("forge");
        install(home);
        Files.createDirectory(home.resolve("lib"));
        Files.createFile(home.resolve("lib/forge-api-1.jar"));
        Files.createFile(home.resolve("lib/forge-cli-1.jar"));
        return home;
    }

    private static void install(Path home) throws IOException {
        var bin = Files.createDirectories(home.resolve("bin"));
        var launcher = Files.copy(LAUNCHER, bin.resolve("forge-cli"));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
    }

    /** A folder for JAVA_HOME. */
    private String java(String version) throws IOException {
        var home = folder.resolve("java");
        Files.createDirectories(home.resolve("bin"));
        var program = Files.writeString(home.resolve("bin/java"), JAVA, UTF_8);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version), UTF_8);
        return home.toString();
    }

    private static Run run(Path home, Map<String, String> environment, String... arguments) throws Exception {
        return runFile(home.resolve("bin/forge-cli"), environment, arguments);
    }

    private static Run runFile(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().putAll(environment);
        var process = builder.start();
        // Both fit into what the operating system keeps for a reader.
        var out = process.inputReader(UTF_8).lines().toList();
        var err = process.errorReader(UTF_8).lines().toList();
        return new Run(process.waitFor(), out, err);
    }

    private record Run(int exitCode, List<String> out, List<String> err) {}
}
