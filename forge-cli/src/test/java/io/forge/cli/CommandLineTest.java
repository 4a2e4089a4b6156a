package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.cli.config.ConfigurationReader;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line takes, and what it says about what it does not take. */
class CommandLineTest {

    @Test
    void saysWhichForgeJavaAndUndertowItIs() {
        var execution = Execution.of("--version");

        assertThat(execution.exitCode()).isZero();
        assertThat(execution.out()).hasSize(6);
        assertThat(execution.out().get(0)).matches("Forge \\d+\\.\\d+.*");
        assertThat(execution.out().get(1))
                .startsWith("Java " + Runtime.version())
                .endsWith(" in " + System.getProperty("java.home"));
        assertThat(execution.out().get(2)).matches("Undertow \\d+\\.\\d+.*");
        assertThat(execution.out().get(3)).startsWith("System " + System.getProperty("os.name"));
    }

    @Test
    void saysWhatThisJavaCanDoForForge() {
        int java = Runtime.version().feature();

        var lines = Execution.of("--version").out();

        assertThat(lines.get(4))
                .isEqualTo("Dispatch auto, event-loop, worker, thread, serial"
                        + (java >= 21 ? ", virtual" : "; virtual with Java 21 or later"));
        assertThat(lines.get(5)).startsWith(java >= 25 ? "Start-up cache: AOT cache" : "Start-up cache: class-data");
    }

    @Test
    void showsExamplesInItsHelp() {
        var execution = Execution.of("--help");

        assertThat(execution.exitCode()).isZero();
        assertThat(execution.out()).anyMatch(line -> line.contains("forge-cli start --handlers reverse"));
    }

    @Test
    void showsTheDefaultsInTheHelpOfStart() {
        var execution = Execution.of("start", "--help");

        assertThat(execution.exitCode()).isZero();
        assertThat(String.join(" ", execution.out()).replaceAll(" +", " "))
                .contains("(default: 127.0.0.1, this machine only)", "(default: 8080)", "--port 9000");
    }

    @Test
    void saysTheNearestOptionForAWrongOne() {
        assertWrong(
                "Unknown option '--prot': did you mean '--port'? (see forge-cli start --help)", "start", "--prot=1");
    }

    @Test
    void saysWhereTheOptionsStandWhenNoneIsNear() {
        assertWrong("Unknown option '--quantum' (see forge-cli start --help)", "start", "--quantum");
    }

    @Test
    void saysTheNearestCommandForAWrongOne() {
        assertWrong("Unknown command 'strat': did you mean 'start'? (see forge-cli --help)", "strat");
    }

    @Test
    void refusesAnArgumentThatNoOptionTakes() {
        assertWrong(
                "Unexpected argument 'sleep' (see forge-cli start --help)", "start", "--handlers", "reverse", "sleep");
    }

    @Test
    void refusesAnOptionWithoutItsValue() {
        var execution = Execution.of("start", "--port");

        assertThat(execution.exitCode()).isEqualTo(2);
        assertThat(execution.err()).singleElement().asString().contains("'--port'", "see forge-cli start --help");
    }

    @Test
    void saysShortlyWhichCommandsThereAreWhenNothingIsAsked() {
        var execution = Execution.of();

        assertThat(execution.exitCode()).isEqualTo(2);
        assertThat(execution.out()).isEmpty();
        assertThat(execution.err()).first().asString().isEqualTo("Usage: forge-cli [-hV] COMMAND");
        assertThat(execution.err()).anyMatch(line -> line.matches(" +start +Serves handlers .*"));
        assertThat(execution.err()).last().asString().isEqualTo("forge-cli COMMAND --help shows more about a command");
    }

    @Test
    void showsTheHelpOfACommandAlsoWithTheCommandHelp() {
        assertThat(Execution.of("help", "start")).isEqualTo(Execution.of("start", "--help"));
    }

    @Test
    void saysTheNearestCommandForAWrongOneThatNeedsHelp() {
        assertWrong("Unknown command 'strat': did you mean 'start'? (see forge-cli --help)", "help", "strat");
    }

    @Test
    void hasColoursOnATerminalOnly() {
        assertThat(Execution.onTerminal("start", "--help").written()).contains("\u001b[");
        assertThat(Execution.of("start", "--help").written()).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start",
                "handlers",
                "models",
                "model",
                "check",
                "config",
                "call",
                "new",
                "explain",
                "completion",
                "help",
                "warm"
            })
    void hasHelpThatFitsTheUsualWidthAndBreaksNoPath(String command) {
        var lines = Execution.of(command, "--help").out();

        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(lines).noneMatch(line -> line.matches(".*\\s\\.|\\s*/.*|.*\\w/|.*\\b(forge|calls|Shout)\\."));
    }

    @Test
    void followsTheWidthOfTheTerminal() {
        var reader = new ConfigurationReader(Map.of("COLUMNS", "110"), Optional.empty());

        assertThat(Execution.onTerminal(reader, "start", "--help").out())
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                .anyMatch(line -> line.length() > 90)
                .allMatch(line -> line.length() <= 110);
    }

    @Test
    void saysInWholeSentencesWhatEachCommandIsFor() {
        String help = String.join(" ", Execution.of("--help").out());

        assertThat(help.replaceAll(" +", " ")).contains("where it runs and where it comes from. models Shows");
    }

    private static void assertWrong(String line, String... arguments) {
        var execution = Execution.of(arguments);

        assertThat(execution.err()).containsExactly(line);
        assertThat(execution.out()).isEmpty();
        assertThat(execution.exitCode()).isEqualTo(2);
    }
}
