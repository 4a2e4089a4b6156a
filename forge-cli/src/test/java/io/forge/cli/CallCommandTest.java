package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code call} in this process. */
class CallCommandTest {

    private static final Path SHOUT = Path.of("../examples/Shout.java");
    private static final Path SCALE = Path.of("../examples/Scale.java");

    @TempDir
    private Path folder;

    @Test
    void printsWhatTheHandlerAnswersToTheArgument() {
        var execution = Execution.of("call", "reverse", "{\"a\":\"abc\"}");

        assertThat(execution.err()).isEmpty();
        assertThat(execution.written()).isEqualTo("{\"data\":[\"cba\"]}");
        assertThat(execution.exitCode()).isZero();
    }

    @Test
    void sendsTheStandardInputWhereThereIsNoArgument() {
        assertThat(Execution.withInput("{\"a\":\"äöü\"}", "call", "reverse").out())
                .containsExactly("{\"data\":[\"üöä\"]}");
    }

    @Test
    void sendsAFile() throws Exception {
        var file = Files.writeString(folder.resolve("a request.json"), "{\"a\":\"abc\"}");

        assertThat(Execution.of("call", "reverse", "@" + file).written()).isEqualTo("{\"data\":[\"cba\"]}");
    }

    @Test
    void sendsNothingToAHandlerThatTakesNothing() {
        assertThat(Execution.withInput("not read", "call", "hello").out()).containsExactly("Hello, World!");
    }

    @Test
    void printsTheItemsOfAStreamOnALineEach() {
        assertThat(Execution.of("call", "count", "3").written()).isEqualTo("1\n2\n3\n");
    }

    @Test
    void saysAfterTheItemsWhyAStreamWasBrokenOff() {
        var execution = Execution.of("call", "count", "--", "-2");

        assertThat(execution.out()).containsExactly("1", "2");
        assertThat(execution.err()).containsExactly("Conflict: There is no way down (forge-cli explain conflict)");
        assertThat(execution.exitCode()).isOne();
    }

    @Test
    void takesAndPrintsTensorsAsJson() {
        assertThat(Execution.of(
                                "call",
                                "echo",
                                "{\"id\":\"42\",\"inputs\":["
                                        + "{\"name\":\"x\",\"shape\":[2,1],\"datatype\":\"INT32\",\"data\":[[1],[2]]},"
                                        + "{\"name\":\"text\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"é\"]}]}")
                        .written())
                .isEqualTo("{\"id\":\"42\",\"outputs\":["
                        + "{\"name\":\"x\",\"datatype\":\"INT32\",\"shape\":[2,1],\"data\":[1,2]},"
                        + "{\"name\":\"text\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"é\"]}]}");
    }

    @Test
    void passesTheParametersOfARequestWithTensors() {
        assertThat(Execution.of(
                                "call",
                                "scale",
                                "--handlers",
                                SCALE.toString(),
                                "{\"parameters\":{\"factor\":0.5},\"inputs\":["
                                        + "{\"name\":\"x\",\"shape\":[1,3],\"datatype\":\"FP32\",\"data\":[1,2,3]}]}")
                        .written())
                .isEqualTo("{\"outputs\":["
                        + "{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[1,3],\"data\":[0.5,1.0,1.5]}]}");
    }

    @Test
    void saysWhichTensorIsWrong() {
        assertFails(
                "Invalid input: Input 'x' has 1 values, but shape [2] needs 2 (forge-cli explain invalid-input)",
                Execution.of(
                        "call",
                        "echo",
                        "{\"inputs\":[{\"name\":\"x\",\"shape\":[2],\"datatype\":\"INT32\",\"data\":[1]}]}"));
        assertFails(
                "Invalid input: Outputs are JSON here: ask for bytes under /v2/models (forge-cli explain invalid-input)",
                Execution.of("call", "echo", "{\"parameters\":{\"binary_data_output\":true},\"inputs\":[]}"));
    }

    @Test
    void endsTheLineOnATerminal() {
        assertThat(Execution.onTerminal("call", "reverse", "{}").written()).isEqualTo("{\"data\":[]}\n");
    }

    @Test
    void saysOnATerminalThatItReadsTheKeyboard() {
        assertThat(Execution.onTerminal("call", "reverse").err())
                .containsExactly(
                        "Reading the input from the keyboard; Ctrl-D on a line of its own ends it",
                        "Invalid input: The body is empty: send JSON, an object (forge-cli explain invalid-input)");
    }

    @Test
    void saysInOneLineWhyTheCallFailed() {
        assertFails(
                "Invalid input: The value of 'a' must be a string or an array but is a number"
                        + " (forge-cli explain invalid-input)",
                Execution.of("call", "reverse", "{\"a\":1}"));
    }

    @Test
    void keepsTheLimitsOfARequest() {
        assertFails(
                "Too large: The body is longer than the limit of 4 (forge-cli explain too-large)",
                Execution.withInput("{\"a\":1}", "call", "reverse", "--set", "http.max-body=4"));
    }

    @Test
    void keepsTheTimeForAnAnswer() {
        assertFails(
                "Deadline exceeded: No answer within 1ms (forge-cli explain deadline-exceeded)",
                Execution.of("call", "sleep", "{}", "--set", "calls.timeout=1ms"));
    }

    @Test
    void saysWhichHandlersThereAreWhereThereIsNoneOfThatName() {
        assertFails(
                "There is no handler 'revers'. Did you mean 'reverse'? Known are: count, echo, gate, hello, reverse, sleep, vault",
                Execution.of("call", "revers", "{}"));
    }

    @Test
    void saysThatAFileCannotBeRead() {
        var file = folder.resolve("missing.json");

        assertFails(
                file + " cannot be read: there is no such file, or not for this user",
                Execution.of("call", "reverse", "@" + file));
    }

    @Test
    void saysThatAFolderCannotBeRead() {
        assertFails(folder + " cannot be read: Is a directory", Execution.of("call", "reverse", "@" + folder));
    }

    @Test
    void refusesAnArgumentWhoseLettersTheLocaleHasLost() {
        assertThatThrownBy(() -> CallInput.checkLetters("{\"a\":\"\uFFFD\"}", "ANSI_X3.4-1968"))
                .hasMessage("The argument has letters that Java cannot read in this locale (ANSI_X3.4-1968):"
                        + " set LC_ALL=C.UTF-8, or send it through the standard input");
        assertThatNoException().isThrownBy(() -> CallInput.checkLetters("\uFFFD", "UTF-8"));
    }

    @Test
    void callsAHandlerOfASourceFile() {
        var execution = Execution.of("call", "shout", "--handlers", "reverse," + SHOUT, "{\"text\":\"hello\"}");

        assertThat(execution.err()).noneMatch(line -> line.contains("WARN"));
        assertThat(execution.written()).isEqualTo("{\"text\":\"HELLO\"}");
    }

    @Test
    void callsAHandlerOfASourceFileThatIsConfigured() throws Exception {
        Files.copy(SHOUT, folder.resolve("Shout.java"));
        var file = Files.writeString(folder.resolve("forge.yaml"), "serve: [reverse, ./Shout.java]");

        assertThat(Execution.of("call", "shout", "--config", "" + file, "{\"text\":\"hello\"}")
                        .written())
                .isEqualTo("{\"text\":\"HELLO\"}");
    }

    @Test
    void refusesThePathOfAPluginForTheNameOfAHandler() {
        assertFails(
                "'./Shout.java' is not the name of a handler: name one, and its plugin with --handlers ./Shout.java",
                Execution.of("call", "./Shout.java", "{}"));
    }

    /** Each once, also those of tensors, which have a route in each protocol. */
    @Test
    void namesTheHandlersOfASource() throws Exception {
        var file = Files.writeString(folder.resolve("Zoo.java"), """
                import io.forge.api.*;
                import io.forge.tensor.Tensors;

                class Zoo implements HandlerSource {
                    public String name() {
                        return "zoo";
                    }

                    public void open(HandlerContext context, HandlerRegistry registry) {
                        registry.publish("ant", "1", Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> tensors));
                        registry.publish("bee", "1", Handler.unary(String.class, String.class, (text, call) -> text));
                    }
                }
                """);

        assertFails(
                "'zoo' is a source of handlers: call one of them, which are ant, bee",
                Execution.of("call", "zoo", "--handlers", file.toString(), "{}"));
    }

    @Test
    void needsTheNameOfAHandler() {
        var execution = Execution.of("call");

        assertThat(execution.err()).containsExactly("Missing required parameter: 'NAME' (see forge-cli call --help)");
        assertThat(execution.exitCode()).isEqualTo(2);
    }

    private static void assertFails(String line, Execution execution) {
        assertThat(execution.err()).containsExactly(line);
        assertThat(execution.written()).isEmpty();
        assertThat(execution.exitCode()).isOne();
    }
}
