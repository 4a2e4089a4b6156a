package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code explain}. */
class ExplainCommandTest {

    @Test
    void saysTheCauseAndTheCureOfAProblem() {
        var execution = Execution.of("explain", "urn:forge:problem:uri-too-long");

        assertThat(execution.out())
                .containsExactly(
                        "URI too long (414, urn:forge:problem:uri-too-long)",
                        "Cause: The request target is longer than `http.max-uri`.",
                        "Cure: Move the data into the body.");
        assertThat(execution.err()).isEmpty();
        assertThat(execution.exitCode()).isZero();
    }

    @Test
    void takesTheLastPartOfTheNameAsWell() {
        assertThat(Execution.of("explain", "too-large"))
                .isEqualTo(Execution.of("explain", "urn:forge:problem:too-large"))
                .isEqualTo(Execution.of("explain", "Too-Large"));
    }

    @Test
    void printsJsonForScripts() {
        assertThat(Execution.of("explain", "conflict", "--json").out())
                .map(String::strip)
                .containsExactly(
                        "{",
                        "\"type\" : \"urn:forge:problem:conflict\",",
                        "\"title\" : \"Conflict\",",
                        "\"status\" : 409,",
                        "\"cause\" : \"The request conflicts with the current state of its target.\",",
                        "\"cure\" : \"Check the state and retry.\"",
                        "}");
    }

    @Test
    void listsEveryProblemWithoutAName() {
        var execution = Execution.of("explain");

        assertThat(execution.out())
                .startsWith(
                        "STATUS  NAME                    TITLE",
                        "400     bad-request             Bad request",
                        "400     invalid-input           Invalid input")
                .hasSize(20);
        assertThat(execution.exitCode()).isZero();
    }

    @Test
    void saysTheNearestProblemAndAllWhereThereIsNoneOfThatName() {
        var execution = Execution.of("explain", "too-larg");

        assertThat(execution.err())
                .singleElement()
                .asString()
                .startsWith(
                        "There is no problem or key 'too-larg'. Did you mean 'too-large'? Problems are: bad-request, ")
                .endsWith(", deadline-exceeded; forge-cli config lists the keys (see forge-cli explain --help)");
        assertThat(execution.out()).isEmpty();
        assertThat(execution.exitCode()).isEqualTo(2);
    }

    @Test
    void saysWhatAKeyIsForAndWhatItMayBe() {
        assertThat(Execution.of("explain", "http.port").out())
                .containsExactly(
                        "http.port",
                        "the port to listen on; 0 picks a free one",
                        "Type: whole number, 0 to 65535",
                        "Default: 8080",
                        "Value: 8080 (default)");
        assertThat(Execution.of("explain", "dispatch.mode").out())
                .contains("Type: one of auto, event-loop, worker, virtual, thread, serial", "Default: auto");
        assertThat(Execution.of("explain", "http.max-body-memory").out()).contains("Default: a quarter of the heap");
        assertThat(Execution.of("explain", "models.directory").out()).contains("Type: path", "Value: none");
    }

    @Test
    void saysWhatHoldsAndWhereItWasSet() {
        assertThat(Execution.of("explain", "http.port", "--port", "9000").out()).contains("Value: 9000 (--port)");
        assertThat(Execution.of("explain", "FORGE_HTTP_PORT", "--port", "9000").out())
                .contains("http.port", "Value: 9000 (--port)");
    }

    @Test
    void saysWhatAKeyIsForAlsoWhereItsValueIsWrong() {
        var execution = Execution.of("explain", "http.port", "--port", "many", "--dispatch", "none");

        assertThat(execution.err())
                .containsExactly(
                        "warning: --port: Key 'http.port' must be a whole number from 0 to 65535 but is 'many'");
        assertThat(execution.out()).contains("Value: 8080 (default)");
        assertThat(execution.exitCode()).isZero();
    }

    @Test
    void saysWhatAKeyIsForAlsoWhereTheFileIsNotThere() {
        var execution = Execution.of("explain", "http.port", "--config", "nowhere.yaml");

        assertThat(execution.err()).containsExactly("warning: nowhere.yaml: This file does not exist: check the path");
        assertThat(execution.out()).contains("Default: 8080");
    }

    @Test
    void knowsTheKeysOfAHandler() {
        assertThat(Execution.of("explain", "handlers.sleep.config.duration").out())
                .isEqualTo(Execution.of("explain", "FORGE_HANDLERS_SLEEP_CONFIG_DURATION")
                        .out())
                .containsExactly(
                        "handlers.sleep.config.duration", "Type: duration", "Default: 3s", "Value: 3s (default)");
        assertThat(Execution.of("explain", "handlers.sleep.config").out())
                .map(line -> line.replaceAll(" +", " "))
                .containsExactly(
                        "handlers.sleep.config", "KEY TYPE DEFAULT", "handlers.sleep.config.duration duration 3s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            handlers.sleep.config.duraton  | There is no key 'handlers.sleep.config.duraton': did you mean 'duration'?
            handlers.sleep.config.language | There is no key 'handlers.sleep.config.language': known are duration
            handlers.slep.config.duration  | There is no handler 'slep': did you mean 'sleep'? Known are: count, echo, gate, hello, reverse, sleep, vault
            handlers.shout.config          | There is no handler 'shout': name its plugin with --handlers ./Shout.java, or the folder that has it with --plugins FOLDER. Known are: count, echo, gate, hello, reverse, sleep, vault
            handlers.vault.config.api-key  | Handler 'vault' does not say which keys it has: its factory declares no configType
            """)
    void saysWhichKeyOfAHandlerThereIsNot(String key, String message) {
        var execution = Execution.of("explain", key);

        assertThat(execution.err()).containsExactly(message + " (see forge-cli explain --help)");
        assertThat(execution.out()).isEmpty();
        assertThat(execution.exitCode()).isEqualTo(2);
    }

    @Test
    void knowsTheKeysUnderANameThatTheUserHasChosen() {
        assertThat(Execution.of("explain", "handlers.my-model.dispatch").out())
                .startsWith("handlers.NAME.dispatch", "where it runs; `auto` leaves it to the handler");
    }

    @Test
    void explainsASectionAsWell() {
        assertThat(Execution.of("explain", "calls").out())
                .startsWith("calls")
                .anyMatch(line -> line.matches("calls.drain +duration, 0ms to 24h +20s"));
    }

    @Test
    void saysTheNearestKey() {
        assertThat(Execution.of("explain", "http.prot").err())
                .singleElement()
                .asString()
                .startsWith("There is no problem or key 'http.prot'. Did you mean 'http.port'?");
    }

    @Test
    void setsTheTitleOffOnATerminal() {
        assertThat(Execution.onTerminal("explain", "conflict").out())
                .first()
                .asString()
                .startsWith("\u001b[1mConflict\u001b[");
    }
}
