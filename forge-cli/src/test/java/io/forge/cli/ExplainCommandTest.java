package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
                        "At least: 0",
                        "At most: 65535",
                        "Default: 8080");
        assertThat(Execution.of("explain", "dispatch.mode").out())
                .contains("Values: auto, event-loop, worker, virtual, thread, serial", "Default: auto");
    }

    @Test
    void knowsTheKeysUnderANameThatTheUserHasChosen() {
        assertThat(Execution.of("explain", "handlers.my-model.dispatch").out())
                .startsWith("handlers.NAME.dispatch", "where it runs; `auto` leaves it to the handler");
    }

    @Test
    void explainsASectionAsWell() {
        assertThat(Execution.of("explain", "calls").out()).first().isEqualTo("calls");
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
