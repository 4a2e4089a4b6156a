package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.forge.cli.config.ConfigurationReader;
import io.forge.plugin.PluginStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys that handlers have declared are known to config, schema and completion, which create no handler. */
class DeclaredKeysTest {

    @TempDir
    private Path folder;

    private Path plugins;
    private Path created;
    private List<Path> copies;

    @BeforeEach
    void makeAPlugin() throws IOException {
        plugins = Files.createDirectory(folder.resolve("plugins"));
        created = folder.resolve("created");
        copies = copies();
        plugin("Shout", "shout", "public Optional<Class<?>> configType() { return Optional.of(Config.class); }");
    }

    @AfterEach
    void nothingWasCreatedNorIsLeft() throws IOException {
        assertThat(created).doesNotExist();
        assertThat(copies()).isEqualTo(copies);
    }

    /** A handler that leaves a file where it is created, and cannot be. */
    private void plugin(String className, String name, String declaration) throws IOException {
        Files.writeString(plugins.resolve(className + ".java"), """
                import io.forge.api.*;
                import java.nio.file.*;
                import java.time.Duration;
                import java.util.*;
                class %s implements HandlerFactory {
                    enum Tone { SOFT, VERY_LOUD }
                    record Limits(int max, Optional<Duration> pause) {}
                    record Voice(String name, String token) {}
                    record Config(
                            String ending,
                            Tone tone,
                            Boolean twice,
                            Limits limits,
                            Optional<String> apiKey,
                            List<Voice> voices,
                            List<String> words,
                            Set<Integer> sizes,
                            Map<String, Integer> weights) {
                        Config {
                            ending = ending == null ? "!" : ending;
                            tone = tone == null ? Tone.SOFT : tone;
                            weights = weights.isEmpty() ? Map.of("all", 1) : weights;
                        }
                    }
                    public String name() { return "%s"; }
                    %s
                    public Handler<?, ?> create(HandlerContext context) throws Exception {
                        Files.writeString(Path.of("%s"), "");
                        throw new IllegalStateException("created");
                    }
                }
                """.formatted(className, name, declaration, created));
    }

    /** Those of this process, as others may run plugins at the same time. */
    private static List<Path> copies() throws IOException {
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        String ofThisProcess =
                PluginStore.FOLDER_PREFIX + ProcessHandle.current().pid() + "-*";
        try (var files = Files.newDirectoryStream(temporary, ofThisProcess)) {
            var found = new ArrayList<Path>();
            files.forEach(found::add);
            found.sort(null);
            return found;
        }
    }

    private String file(String handlers) throws IOException {
        return Files.writeString(folder.resolve("forge.yaml"), """
                plugins:
                  directory: plugins
                  sources: true
                %s""".formatted(handlers))
                .toString();
    }

    private Execution config(String handlers, String... arguments) throws IOException {
        return config(Map.of(), handlers, arguments);
    }

    private Execution config(Map<String, String> environment, String handlers, String... arguments) throws IOException {
        var all = new ArrayList<>(List.of("config", "--config", file(handlers)));
        all.addAll(List.of(arguments));
        return Execution.of(new ConfigurationReader(environment, Optional.empty()), all.toArray(String[]::new));
    }

    @Test
    void showsTheDefaultOfAHandlerOnTheClassPath() {
        assertThat(Execution.of("config", "handlers.sleep").out())
                .containsExactly(
                        "handlers:", "  sleep:", "    config:", "      duration: 3s                       # default");
        assertThat(Execution.of("config").out()).contains("      duration: 3s                       # default");
        assertThat(Execution.of("config", "handlers.sleep.config.duration").out())
                .containsExactly("3s");
    }

    @Test
    void showsTheKeysOfAPluginWithWhereEachWasSet() throws IOException {
        var execution = config(
                Map.of("FORGE_HANDLERS_SHOUT_CONFIG_TWICE", "true"),
                """
                handlers:
                  shout:
                    dispatch: serial
                    config:
                      ending: "?"
                      voices: [{name: a, token: abc}]
                """,
                "handlers.shout",
                "--set",
                "handlers.shout.config.limits={max: 7}",
                "--set",
                "handlers.shout.config.api-key=abc");

        assertThat(execution.err()).isEmpty();
        assertThat(execution.out().stream()
                        .map(line -> line.replaceFirst(" +#", " #").replace(folder + "/", "")))
                .containsExactly(
                        "handlers:",
                        "  shout:",
                        "    dispatch: serial # forge.yaml:6:15",
                        "    config:",
                        "      ending: \"?\" # forge.yaml:8:15",
                        "      tone: soft # default",
                        "      twice: true # FORGE_HANDLERS_SHOUT_CONFIG_TWICE",
                        "      limits:",
                        "        max: 7 # --set handlers.shout.config.limits",
                        "        pause: # default",
                        "      api-key: \"***\" # --set handlers.shout.config.api-key",
                        "      voices: [{name: a, token: ***}] # forge.yaml:9:15",
                        "      words: [] # default",
                        "      sizes: [] # default",
                        "      weights:",
                        "        all: 1 # default");
    }

    @Test
    void listsThemForScripts() throws IOException {
        assertThat(config("", "handlers.shout.config.tone").out()).containsExactly("soft");
        assertThat(config("", "handlers.shout.config.tone", "--json").out())
                .map(String::strip)
                .containsExactly(
                        "[ {",
                        "\"key\" : \"handlers.shout.config.tone\",",
                        "\"value\" : \"soft\",",
                        "\"origin\" : \"default\"",
                        "} ]");
    }

    /** As for the keys of the server. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            words   | a,b           | [a, b]
            words   | a , b         | [a, b]
            words   | a             | [a]
            words   | [a, b]        | [a, b]
            words   | x=1           | [x=1]
            sizes   | 3,5           | [3, 5]
            sizes   | 3             | [3]
            ending  | a,b           | a,b
            ending  | a=1           | a=1
            ending  | [a]           | [a]
            """)
    void takesListsWithCommasInVariablesAndOptions(String key, String written, String value) throws IOException {
        String full = "handlers.shout.config." + key;
        String variable = "FORGE_HANDLERS_SHOUT_CONFIG_" + key.toUpperCase(Locale.ROOT);

        assertThat(config("", full, "--set", full + "=" + written).out()).containsExactly(value);
        assertThat(config(Map.of(variable, written), "", full).out()).containsExactly(value);
    }

    @Test
    void takesNamesAndValuesWithCommasInVariablesAndOptions() throws IOException {
        String key = "handlers.shout.config.weights";

        assertThat(config("", key, "--set", key + "=a=1,b=2").out()).containsExactly("a=1,b=2");
        assertThat(config(Map.of("FORGE_HANDLERS_SHOUT_CONFIG_WEIGHTS", "a=1,b=x"), "")
                        .err())
                .containsExactly(
                        "FORGE_HANDLERS_SHOUT_CONFIG_WEIGHTS: Key 'handlers.shout.config.weights.b' must be a whole"
                                + " number but is 'x'");
    }

    @Test
    void showsTheKeysUnderTheNameThatUsesAFactory() throws IOException {
        assertThat(config("handlers: {loud: {use: shout}}", "handlers.loud.config.ending")
                        .out())
                .containsExactly("!");
    }

    @Test
    void showsOnlyWhatWouldBeServed() throws IOException {
        assertThat(config("serve: [reverse]", "handlers").out())
                .anyMatch(line -> line.contains("shout:"))
                .noneMatch(line -> line.contains("sleep:"));
    }

    @Test
    void tellsAMistakeAndShowsWhatFits() throws IOException {
        var execution = config("handlers: {shout: {config: {tone: quiet, endin: x, twice: true}}}");

        assertThat(execution.err().stream().map(line -> line.replace(folder + "/", "")))
                .containsExactlyInAnyOrder(
                        "forge.yaml:4:35: Key 'handlers.shout.config.tone' must be one of soft, very-loud but is 'quiet'",
                        "forge.yaml:4:42: Unknown key 'handlers.shout.config.endin': did you mean 'ending'?");
        assertThat(execution.out())
                .contains("      tone: soft                         # default")
                .anyMatch(line -> line.contains("twice: true ") && line.endsWith("forge.yaml:4:59"))
                .noneMatch(line -> line.contains("endin:"));
        assertThat(execution.exitCode()).isOne();
    }

    @Test
    void goesOnWithoutWhatCannotBeLoaded() throws IOException {
        Files.writeString(plugins.resolve("broken.jar"), "no JAR");
        plugin("Odd", "odd", "public Optional<Class<?>> configType() { return Optional.of(String.class); }");
        plugin(
                "Bad",
                "bad",
                "public Optional<Class<?>> configType() { throw new IllegalStateException(\"no type\"); }");

        var execution = config("", "handlers");
        assertThat(execution.exitCode()).isZero();
        assertThat(execution.out()).anyMatch(line -> line.contains("tone: soft"));
        assertThat(execution.err())
                .anyMatch(line -> line.startsWith("warning: Plugin ") && line.contains("broken.jar is not a JAR"))
                .anyMatch(line -> line.startsWith("warning: Plugin ") && line.contains("no type"))
                .anyMatch(line -> line.startsWith("warning: Handler 'odd' cannot be created")
                        && line.contains("java.lang.String is not"));
        assertThat(config("", "--strict").exitCode()).isOne();

        var schema = config("", "--schema");
        assertThat(schema.exitCode()).isZero();
        assertThat(schema.err()).anyMatch(line -> line.contains("broken.jar is not a JAR"));
        assertThat(schema.written()).contains("\"very-loud\"");

        assertThat(keys("").out()).contains("handlers.shout.config.tone", "handlers.sleep.config.duration");
    }

    @Test
    void showsTheOthersWhereAHandlerThatIsNamedIsNotThere() throws IOException {
        var execution = config("serve: [slep, ./Gone.java]", "handlers.shout.config.tone");

        assertThat(execution.out()).containsExactly("soft");
        assertThat(execution.err())
                .anyMatch(line -> line.contains("forge.yaml:4:9: There is no handler 'slep'. Did you mean 'sleep'?"))
                .anyMatch(line -> line.contains("forge.yaml:4:15: Plugin") && line.contains("it does not exist"));
        assertThat(execution.exitCode()).isOne();
    }

    @Test
    void looksAtNoPluginForAKeyOfTheServer() throws IOException {
        Files.writeString(plugins.resolve("broken.jar"), "no JAR");

        assertThat(config("", "http.port")).isEqualTo(new Execution(0, "8080\n", List.of()));
    }

    @Test
    void namesItInTheSchema() throws IOException {
        String schema = config("handlers: {loud: {use: shout}}", "--schema").written();
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

        assertThat(registry.getSchema("{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}")
                        .validate(schema, InputFormat.JSON))
                .isEmpty();
        assertThat(List.of(
                        "shout: {config: {ending: x, tone: very-loud, twice: true}}",
                        "shout: {dispatch: serial, config: {limits: {max: 1, pause: 5s}}}",
                        "shout: {config: {voices: [{name: a}], weights: {a: 1}}}",
                        "shout: {config: }",
                        "loud: {use: shout, config: {tone: soft}}",
                        "sleep: {config: {duration: 1s}}",
                        "vault: {config: {anything: 1}}",
                        "another: {config: {anything: 1}}"))
                .allSatisfy(yaml -> assertThat(
                                registry.getSchema(schema).validate("handlers: {%s}".formatted(yaml), InputFormat.YAML))
                        .isEmpty());
        assertThat(List.of(
                        "shout: {config: {endin: x}}",
                        "shout: {config: {tone: quiet}}",
                        "shout: {config: {limits: {max: many}}}",
                        "shout: {config: {voices: [{nam: a}]}}",
                        "shout: {dispach: serial}",
                        "loud: {use: shout, config: {tone: quiet}}",
                        "sleep: {config: {duration: 3}}"))
                .allSatisfy(yaml -> assertThat(
                                registry.getSchema(schema).validate("handlers: {%s}".formatted(yaml), InputFormat.YAML))
                        .isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http: [", "http: {port: many}"})
    void hasASchemaAlsoWhereTheFileIsBroken(String yaml) throws IOException {
        var broken = Files.writeString(folder.resolve("broken.yaml"), yaml);

        var execution = Execution.of("config", "--schema", "--config", broken.toString());

        assertThat(execution.exitCode()).isZero();
        assertThat(execution.written()).contains("\"duration\"");
    }

    @Test
    void explainsThem() throws IOException {
        assertThat(explain("tone: very-loud", "handlers.shout.config.tone").out().stream()
                        .map(line -> line.replace(folder + "/", "")))
                .containsExactly(
                        "handlers.shout.config.tone",
                        "Type: one of soft, very-loud",
                        "Default: soft",
                        "Value: very-loud (forge.yaml:4:35)");
        assertThat(explain("api-key: abc", "handlers.shout.config.api-key").out())
                .contains("Type: text")
                .noneMatch(line -> line.startsWith("Default: "))
                .anyMatch(line -> line.startsWith("Value: *** ("));
        assertThat(explain("limits: {max: 1}", "handlers.shout.config.limits.max")
                        .out())
                .contains("Default: none, it must be set");
        assertThat(explain("weights: {none: 0}", "handlers.shout.config.weights.none")
                        .out())
                .startsWith("handlers.shout.config.weights.NAME")
                .anyMatch(line -> line.startsWith("Value: 0 ("));
    }

    @Test
    void explainsAKeyWhoseValueIsWrong() throws IOException {
        var execution = explain("tone: quiet, twice: 7", "handlers.shout.config.tone");

        assertThat(execution.err())
                .singleElement()
                .asString()
                .startsWith("warning: ")
                .endsWith(
                        "forge.yaml:4:35: Key 'handlers.shout.config.tone' must be one of soft, very-loud but is 'quiet'");
        assertThat(execution.out()).contains("Value: soft (default)");
        assertThat(execution.exitCode()).isZero();
    }

    @Test
    void listsThemWhereTheirSectionIsExplained() throws IOException {
        assertThat(explain("", "handlers.shout.config").out().stream().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "handlers.shout.config",
                        "KEY TYPE DEFAULT",
                        "handlers.shout.config.ending text !",
                        "handlers.shout.config.tone one of soft, very-loud soft",
                        "handlers.shout.config.twice true or false",
                        "handlers.shout.config.limits.max whole number none, it must be set",
                        "handlers.shout.config.limits.pause duration",
                        "handlers.shout.config.api-key text",
                        "handlers.shout.config.voices list, each item: section []",
                        "handlers.shout.config.words list of texts []",
                        "handlers.shout.config.sizes list, each item: whole number []",
                        "handlers.shout.config.weights.NAME whole number");
    }

    private Execution explain(String section, String topic) throws IOException {
        return Execution.of("explain", topic, "--config", file("handlers: {shout: {config: {%s}}}".formatted(section)));
    }

    @Test
    void listsThemForCompletion() throws IOException {
        assertThat(keys("handlers: {loud: {use: shout}}").out())
                .containsSubsequence(
                        "handlers.loud.config.ending",
                        "handlers.shout.config.ending",
                        "handlers.shout.config.tone",
                        "handlers.shout.config.tone=soft",
                        "handlers.shout.config.tone=very-loud",
                        "handlers.shout.config.twice=true",
                        "handlers.shout.config.limits.max",
                        "handlers.sleep.config.duration");
    }

    private Execution keys(String handlers) throws IOException {
        return Execution.of("handler-names", "--keys", "--config", file(handlers));
    }
}
