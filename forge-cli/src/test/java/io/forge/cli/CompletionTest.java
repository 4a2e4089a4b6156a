package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code completion}: its script, read and asked by a real bash. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class CompletionTest {

    @TempDir
    private Path folder;

    private Path script;
    private Path program;

    @BeforeEach
    void writeTheScriptAndAProgramToAsk() throws IOException {
        script = Files.writeString(
                folder.resolve("completion.bash"),
                Execution.of("completion", "bash").written());
        program = Files.writeString(folder.resolve("forge-cli"), """
                #!/bin/sh
                echo "$*" >>"${0%/*}/asked"
                case "$*" in
                  *--keys) printf 'handlers.sleep.config.duration\\nhandlers.sleep.config.loud\\nhandlers.sleep.config.loud=true\\n' ;;
                  *) printf 'hello\\nreverse\\nsleep\\n' ;;
                esac
                """);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void completesCommands() throws Exception {
        assertThat(complete("st")).containsExactly("start ");
        assertThat(complete("")).contains("call ", "start ").doesNotContain("handler-names ");
        assertThat(complete("help ex")).containsExactly("explain ");
    }

    @Test
    void completesOptionsAndTheirValues() throws Exception {
        assertThat(complete("start --dis")).containsExactly("--dispatch ");
        assertThat(complete("start --dispatch vi")).containsExactly("virtual ");
        assertThat(complete("start --dispatch=vi")).containsExactly("virtual ");
        assertThat(complete("start --strict --ho")).containsExactly("--host ");
        assertThat(complete("start --port ")).isEmpty();
    }

    @Test
    void completesHandlersAlsoAfterACommaAndEachOnce() throws Exception {
        assertThat(complete("start --handlers re")).containsExactly("reverse");
        assertThat(complete("start --handlers reverse,")).containsExactly("reverse,hello", "reverse,sleep");
        assertThat(complete("call he")).containsExactly("hello ");
    }

    @Test
    void completesThePathsOfPluginsAsHandlers() throws Exception {
        Files.createFile(folder.resolve("Shout.java"));
        Files.createDirectory(folder.resolve("here"));

        assertThat(complete("start --handlers ./Sh")).containsExactly("./Shout.java");
        assertThat(complete("start --handlers reverse,./h")).containsExactly("reverse,./here/");
        assertThat(folder.resolve("asked")).doesNotExist();
    }

    @Test
    void asksForHandlersOnceInAShell() throws Exception {
        complete("call ", "call re", "start --handlers ");

        assertThat(folder.resolve("asked")).hasContent("handler-names");
    }

    @Test
    void asksForHandlersWithTheConfigurationOfTheLine() throws Exception {
        complete("start --config my.yaml --handlers ");

        assertThat(folder.resolve("asked")).hasContent("handler-names --config my.yaml");
    }

    @Test
    void asksForTheHandlersOfThePluginsThatAreNamed() throws Exception {
        complete("call --handlers ./Shout.java ");

        assertThat(folder.resolve("asked")).hasContent("handler-names --handlers ./Shout.java");
    }

    @Test
    void completesKeysAndTheirValues() throws Exception {
        assertThat(complete("start --set http.po")).containsExactly("http.port=");
        assertThat(complete("start --set dispatch.mode=w")).containsExactly("worker ");
        assertThat(complete("start --set handlers.sleep.dispatch=ser")).containsExactly("serial ");
        assertThat(complete("config calls.t")).containsExactly("calls.timeout ");
    }

    @Test
    void completesTheKeysThatHandlersHaveDeclared() throws Exception {
        assertThat(complete("start --set ha")).containsExactly("handlers.");
        assertThat(folder.resolve("asked")).doesNotExist();
        assertThat(complete("start --set handlers.sl"))
                .containsExactly("handlers.sleep.config.duration=", "handlers.sleep.config.loud=");
        assertThat(complete("start --set=handlers.sleep.config.d")).containsExactly("handlers.sleep.config.duration=");
        assertThat(complete("start --set handlers.sleep.config.loud=")).containsExactly("true ");
        assertThat(complete("config handlers.sleep.config.d")).containsExactly("handlers.sleep.config.duration ");
    }

    @Test
    void asksForKeysWithTheConfigurationOfTheLineOnceInAShell() throws Exception {
        complete("config --config my.yaml handlers.", "config --config my.yaml handlers.sl");

        assertThat(folder.resolve("asked")).hasContent("handler-names --config my.yaml --keys");
    }

    @Test
    void completesProblemsAndKeysForExplain() throws Exception {
        assertThat(complete("explain too")).containsExactly("too-large ");
        assertThat(complete("explain urn:forge:problem:too")).containsExactly("too-large ");
        assertThat(complete("explain calls.d")).containsExactly("calls.drain ");
    }

    @Test
    void completesFilesAndFoldersWithBlanksInTheirNames() throws Exception {
        Files.createFile(folder.resolve("a request.json"));
        Files.createDirectory(folder.resolve("a plugin"));

        assertThat(complete("check --config a")).contains("a request.json");
        assertThat(complete("check --config a\\ r")).containsExactly("a request.json");
        assertThat(complete("check --plugins a")).singleElement().asString().startsWith("a plugin");
        assertThat(complete("call reverse @a\\ r")).containsExactly("@a request.json");
    }

    @Test
    void saysNothingWhereNothingCanBeMeant() throws Exception {
        assertThat(complete("unheard-of ")).isEmpty();
        assertThat(complete("call hello {} ")).isEmpty();
    }

    @Test
    void tellsZshToReadCompletionsOfBash() {
        assertThat(Execution.of("completion", "zsh").out())
                .contains("bashcompinit", "complete -o nospace -F _forge_cli forge-cli");
    }

    @Test
    void saysForWhichShellsThereIsOne() {
        var execution = Execution.of("completion", "fish");

        assertThat(execution.err())
                .containsExactly("There is no completion for the shell 'fish': there is one for bash and zsh"
                        + " (see forge-cli completion --help)");
        assertThat(execution.out()).isEmpty();
        assertThat(execution.exitCode()).isEqualTo(2);
    }

    @Test
    void listsForTheScriptWhatCouldBeServed() throws Exception {
        var file = Files.writeString(folder.resolve("forge.yaml"), "handlers: { short: { use: sleep } }");

        assertThat(Execution.of("handler-names").out())
                .containsExactly("count", "echo", "gate", "hello", "reverse", "sleep", "vault");
        assertThat(Execution.of("handler-names", "--config", "" + file).out()).contains("short");
    }

    @Test
    void listsWhatANamedPluginOffers() {
        assertThat(Execution.of("handler-names", "--handlers", "../examples/Shout.java,missing.jar")
                        .out())
                .contains("shout", "reverse");
    }

    @Test
    void listsWhatCanBeFoundWhereTheConfigurationIsBroken() {
        assertThat(Execution.of("handler-names", "--config", "missing.yaml")).isEqualTo(Execution.of("handler-names"));
    }

    /** What bash would offer at the end of the last line, after the others in the same shell. */
    private List<String> complete(String... lines) throws Exception {
        var commands = new StringBuilder("source '%s'; ".formatted(script));
        for (String line : lines) {
            // As bash does it: the whole line, up to the cursor, which stands at its end.
            commands.append("COMP_LINE='./forge-cli %s'; COMP_POINT=${#COMP_LINE}; _forge_cli; ".formatted(line));
        }
        commands.append("printf '%s\\n' \"${COMPREPLY[@]}\"");
        // Outside of a completion compopt says that it is out of place.
        var process = new ProcessBuilder("bash", "--norc", "-c", "compopt() { :; }; " + commands)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = process.inputReader()) {
            return out.lines().filter(line -> !line.isEmpty()).toList();
        }
    }
}
