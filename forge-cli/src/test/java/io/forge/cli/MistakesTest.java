package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.forge.cli.config.ConfigurationReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue of users' mistakes, {@code mistakes.txt}: each one is made, and answered exactly as it says there. */
class MistakesTest {

    private static final Path CATALOGUE = Path.of("src/test/resources/io/forge/cli/mistakes.txt");

    @TempDir
    private Path folder;

    private ServerSocket taken;

    @BeforeEach
    void takeAPort() throws IOException {
        taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void freeThePort() throws IOException {
        taken.close();
    }

    @TestFactory
    Stream<DynamicTest> isAnsweredAsTheCatalogueSays() throws IOException {
        return Mistake.read(Files.readAllLines(CATALOGUE)).stream()
                .map(mistake -> dynamicTest(mistake.name(), () -> check(mistake)));
    }

    private void check(Mistake mistake) throws IOException {
        Files.write(folder.resolve("forge.yaml"), mistake.file());
        var execution = Execution.of(
                new ConfigurationReader(inFolder(mistake.environment()), Optional.empty()),
                mistake.arguments().stream().map(this::inFolder).toArray(String[]::new));

        assertThat(execution.err().stream().map(this::asWritten)).containsExactlyElementsOf(mistake.messages());
        assertThat(execution.out()).isEmpty();
        assertThat(execution.exitCode()).isEqualTo(mistake.exitCode());
    }

    private java.util.Map<String, String> inFolder(java.util.Map<String, String> environment) {
        var moved = new java.util.HashMap<>(environment);
        moved.computeIfPresent("FORGE_CONFIG", (name, file) -> inFolder(file));
        return moved;
    }

    /** Files are in a folder of the test's own, and the port that is taken is any. */
    private String inFolder(String argument) {
        if (argument.equals(".")) {
            return folder.toString();
        }
        return argument.endsWith(".yaml")
                ? folder.resolve(argument).toString()
                : argument.replace("PORT", "" + taken.getLocalPort());
    }

    private String asWritten(String message) {
        return message.replace(folder + "/", "")
                .replace(Path.of("").toAbsolutePath() + "/", "")
                .replace(folder.toString(), ".")
                .replace("" + taken.getLocalPort(), "PORT");
    }
}
