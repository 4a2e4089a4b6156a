package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.cli.config.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A {@code forge.yaml} in the folder in which a command runs is read where nobody names another. */
class WorkingFolderTest {

    @TempDir
    private Path home;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeAFileInEachPlace() throws IOException {
        file = write(folder, 9001);
        write(Files.createDirectory(home.resolve("conf")), 9002);
    }

    private static Path write(Path folder, int port) throws IOException {
        return Files.writeString(folder.resolve("forge.yaml"), "http:\n  port: %s\n".formatted(port));
    }

    private Execution run(Map<String, String> environment, String... arguments) {
        return Execution.of(new ConfigurationReader(environment, Optional.of(home), Optional.of(folder)), arguments);
    }

    @Test
    void isReadInThePlaceOfTheDistributions() throws IOException {
        assertThat(run(Map.of(), "config", "http.port").out()).containsExactly("9001");
        assertThat(run(Map.of(), "explain", "http.port").out()).contains("Value: 9001 (%s:2:9)".formatted(file));

        Files.delete(file);
        assertThat(run(Map.of(), "config", "http.port").out()).containsExactly("9002");
    }

    @Test
    void isNotReadWhereAnotherIsNamed(@TempDir Path another) throws IOException {
        String named = write(another, 9003).toString();

        assertThat(run(Map.of("FORGE_CONFIG", named), "config", "http.port").out())
                .containsExactly("9003");
        assertThat(run(Map.of(), "config", "http.port", "--config", named).out())
                .containsExactly("9003");
        assertThat(run(Map.of("FORGE_CONFIG", ""), "config", "http.port").out()).containsExactly("9001");
    }

    @Test
    void isWhereRelativePathsStart() throws IOException {
        Files.writeString(file, "plugins: {directory: mine}");

        assertThat(run(Map.of(), "check").err())
                .singleElement()
                .asString()
                .contains("%s does not exist".formatted(folder.resolve("mine")));
    }

    @Test
    void isNamedWhereItIsBroken() throws IOException {
        Files.writeString(file, "http: [");

        assertThat(run(Map.of(), "check").err())
                .singleElement()
                .asString()
                .startsWith(file + ":1:")
                .contains("This is not valid YAML");
    }

    @Test
    void isNamedWhereItLeadsNowhere() throws IOException {
        Files.delete(file);
        Files.createSymbolicLink(file, folder.resolve("gone.yaml"));

        assertRefused("This file does not exist: check the path");
    }

    @Test
    void isNamedWhereItIsAFolder() throws IOException {
        Files.delete(file);
        Files.createDirectory(file);

        assertRefused("This is a directory, and the configuration is looked for here: rename it, or name the file to"
                + " read with --config");
    }

    /** Else whoever may write into a folder could have a command that somebody runs there load code. */
    @ParameterizedTest
    @ValueSource(strings = {"forge.yaml", "."})
    void isRefusedWhereEveryUserMayWriteToIt(String open) throws IOException {
        Files.setPosixFilePermissions(folder.resolve(open), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertRefused(
                "This is not read, because every user of this machine may write to it or its folder: rename it, or"
                        + " name the file to read with --config");
        assertThat(run(Map.of(), "config", "http.port", "--config", file.toString())
                        .out())
                .containsExactly("9001");
    }

    private void assertRefused(String why) {
        var execution = run(Map.of(), "check");

        assertThat(execution.err()).containsExactly(file + ": " + why);
        assertThat(execution.exitCode()).isOne();
    }

    @Test
    @Timeout(120)
    void isNamedByAStart() throws Exception {
        Files.writeString(file, "http: {port: 0}\nserve: [reverse]\n");
        try (var process = ForgeProcess.run(Main.class, builder -> builder.directory(folder.toFile()), "start")) {
            assertThat(process.awaitReady())
                    .hasSize(4)
                    .contains("configuration " + Path.of(".", "forge.yaml"))
                    .first()
                    .asString()
                    .contains("/reverse ");
        }
    }
}
