package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.cli.config.ConfigurationReader;
import io.forge.cli.config.EnvironmentVariables;
import io.forge.cli.config.ForgeFile;
import io.forge.config.ConfigKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values in variables and options that mean something else to YAML, and those that say nothing. */
@Tag("slow")
class WrittenValueTest {

    @SuppressWarnings("unused") // JUnit finds it by its name.
    private static final List<String> SPECIAL = List.of(
            "[hello",
            "hello]",
            "{a",
            "{a: [}",
            "[a]]",
            "[a, {b: c]",
            "[::1]",
            "&a",
            "*a",
            "[*a]",
            "[&a *a]",
            "[&a [*a]]",
            "!x",
            "!!int x",
            "[!!binary x]",
            "- x",
            "? x",
            "a: b",
            ": ",
            "a #b",
            " #",
            "%YAML 9",
            "@x",
            "`x`",
            "\"x",
            "'x",
            "[\"x]",
            "['x]",
            "|",
            ">",
            ",",
            ",,",
            "=",
            "a=",
            "=b",
            "a=b=c",
            "a=b,,c",
            "~",
            "null",
            "\t",
            " ",
            "\\",
            "$1",
            "\u0000",
            "[\u0000]",
            "[\u0007]",
            "---",
            "...",
            "[]",
            "{}",
            "[[[[]]]]",
            "{{{{}}}}",
            "{[a]: b}",
            "{a: b, a: c}",
            "<<",
            "{<<: *a}",
            "{<<: 1}",
            "\uD83D",
            "[\uD83D]",
            "\uFEFF[a]",
            "[\uFEFF]",
            "%",
            "[%]",
            "[@]",
            "[`]",
            "#",
            "[#",
            "[?",
            "[:",
            "[-",
            "{?",
            "{:",
            "{,}",
            "[,]");

    /** One of each type. */
    private static final List<String> SOME_KEYS = List.of(
            "http.port",
            "http.max-body",
            "calls.timeout",
            "serve",
            "plugins.watch",
            "log.levels",
            "dispatch.mode",
            "handlers.NAME.use");

    private static final List<ConfigKey> KEYS = ForgeFile.keys();

    @ParameterizedTest
    @FieldSource("SPECIAL")
    void isAFaultOfForgesOwnForNoVariable(String value) {
        for (var key : KEYS) {
            if (SOME_KEYS.contains(key.name())) {
                assertIsNoFault(withVariable(EnvironmentVariables.variableOf(key), value), "config");
            }
        }
        assertIsNoFault(withVariable("FORGE_HANDLERS_SLEEP_CONFIG_DURATION", value), "check");
        assertIsNoFault(withVariable("FORGE_HANDLERS_VAULT_CONFIG_API_KEY", value), "check");
        assertIsNoFault(withVariable("FORGE_HTTP_HOST", value), "check");
        assertIsNoFault(withVariable("FORGE_SERVE", value), "check");
        assertIsNoFault(withVariable("FORGE_SERVE", value), "call", "hello");
        assertIsNoFault(withVariable("FORGE_PLUGINS_DIRECTORY", value), "check");
        assertIsNoFault(withVariable("FORGE_CONFIG", value), "check");
        assertIsNoFault(withVariable("FORGE_HANDLERS_" + value + "_USE", "sleep"), "check");
    }

    @ParameterizedTest
    @FieldSource("SPECIAL")
    void isAFaultOfForgesOwnForNoOption(String value) {
        for (String key : SOME_KEYS) {
            assertIsNoFault(Map.of(), "config", "--set", key.replace("NAME", "sleep") + "=" + value);
        }
        for (String key : List.of("http", "handlers", "handlers.sleep", "handlers.sleep.config.duration", value)) {
            assertIsNoFault(Map.of(), "check", "--set", key + "=" + value);
        }
        for (String option : List.of("--host", "--port", "--handlers", "--dispatch", "--plugins", "--config")) {
            assertIsNoFault(Map.of(), "check", option, value);
        }
    }

    private static Map<String, String> withVariable(String name, String value) {
        return Map.of(name, value);
    }

    private static void assertIsNoFault(Map<String, String> environment, String... arguments) {
        var execution = Execution.of(new ConfigurationReader(environment, Optional.empty()), arguments);

        assertThat(execution.err())
                .as("%s %s", environment, List.of(arguments))
                .allSatisfy(line -> assertThat(line).doesNotContain("Exception", "\tat ", "fault"));
        assertThat(execution.exitCode()).isBetween(0, 2);
        assertThat(execution.exitCode() == 0 || !execution.err().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "FORGE_HTTP_HOST, http.host",
        "FORGE_HANDLERS_SHORT_USE, handlers.short.use",
        "FORGE_HANDLERS_VAULT_CONFIG_MODEL, handlers.vault.config.model",
    })
    void takesBracketsForPartOfATextWhereTheKeyAsksForOne(String variable, String key) {
        assertThat(value(Map.of(variable, "[::1]"), key)).isEqualTo("[::1]");
    }

    @Test
    void takesAListAndASectionWhereTheKeyAsksForOne() {
        assertThat(value(Map.of("FORGE_SERVE", "[hello, reverse]"), "serve")).isEqualTo("[hello, reverse]");
        assertThat(value(Map.of("FORGE_SERVE", "hello, reverse"), "serve")).isEqualTo("[hello, reverse]");
        assertThat(value(Map.of("FORGE_LOG_LEVELS", "{io.undertow: debug}"), "log.levels.io.undertow"))
                .isEqualTo("debug");
        assertThat(Execution.of("config", "calls.timeout", "--set", "calls={timeout: 5s}")
                        .out())
                .containsExactly("5s");
        assertThat(Execution.of("config", "handlers.short.use", "--set", "handlers.short={use: sleep}")
                        .out())
                .containsExactly("sleep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http.port",
                "http.host",
                "http.max-body",
                "calls.timeout",
                "dispatch.mode",
                "plugins.watch",
                "serve",
                "log.format",
                "plugins.directory"
            })
    void saysNothingWhereItIsEmpty(String key) {
        String standard = value(Map.of(), key);
        var environment = new LinkedHashMap<String, String>();
        for (var known : KEYS) {
            environment.put(EnvironmentVariables.variableOf(known), "");
        }

        assertThat(value(environment, key)).isEqualTo(standard);
        assertThat(Execution.of("config", key, "--set", key + "=").out()).containsExactly(standard);
        assertThat(Execution.of("check", "--host", "", "--port", "", "--dispatch", "", "--plugins", "", "--config", "")
                        .exitCode())
                .isZero();
    }

    @Test
    void leavesToTheFileWhatAnEmptyVariableDoesNotSay(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("forge.yaml"), "http:\n  port: 9000\ncalls:\n");

        assertThat(Execution.of(
                                new ConfigurationReader(
                                        Map.of("FORGE_HTTP_PORT", "", "FORGE_CONFIG", file.toString()),
                                        Optional.empty()),
                                "config",
                                "http")
                        .out())
                .anyMatch(line -> line.contains("port: 9000"))
                .anyMatch(line -> line.contains("host: 127.0.0.1"));
    }

    @Test
    void isNotShownWhereItIsEmpty() {
        assertThat(Execution.of("config", "--set", "http.port=", "--set", "handlers.sleep.config.duration=")
                        .out())
                .noneMatch(line -> line.contains("--set"));
        assertThat(Execution.of("check", "--set", "handlers.sleep.config.duration=")
                        .exitCode())
                .isZero();
    }

    private static String value(Map<String, String> environment, String key) {
        var execution = Execution.of(new ConfigurationReader(environment, Optional.empty()), "config", key);
        assertThat(execution.err()).isEmpty();
        return String.join("\n", execution.out());
    }
}
