package io.forge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sections of a YAML file, bound to records. */
class RecordBinderTest {

    enum Fruit {
        GREEN_APPLE,
        PEAR
    }

    record Inner(
            @Between(min = "1s", max = "1m") Duration waitTime,
            @Between(min = "16") ByteSize size) {}

    record Outer(
            String host,
            @Between(min = "1", max = "99") int port,
            boolean quiet,
            Fruit fruit,
            Inner inner,
            List<Integer> numbers) {}

    record Own(
            String name,
            Optional<Path> model,
            List<String> labels,
            Map<String, Inner> models,
            Node.Section rest,
            double threshold,
            long seed) {}

    record Ordered(int min, int max, String apiKey) {
        Ordered {
            if (max < min) {
                throw new IllegalArgumentException("'max' must not be less than 'min'");
            }
            if (min < 0) {
                throw new IllegalArgumentException("With key %s nothing is negative".formatted(apiKey));
            }
        }
    }

    private static final Outer DEFAULTS = new Outer(
            "localhost", 80, false, Fruit.PEAR, new Inner(Duration.ofSeconds(3), new ByteSize(1024)), List.of(1));

    @Test
    void bindsKeysInKebabCaseWithDurationsSizesAndEnums() {
        var bound = bind("""
                host: h
                port: 1
                quiet: true
                fruit: green-apple
                inner:
                  wait-time: 1500ms
                  size: 10MiB
                numbers: [1, 2]
                """);

        assertThat(bound.problems()).isEmpty();
        assertThat(bound.value())
                .isEqualTo(new Outer(
                        "h",
                        1,
                        true,
                        Fruit.GREEN_APPLE,
                        new Inner(Duration.ofMillis(1500), ByteSize.ofMebibytes(10)),
                        List.of(1, 2)));
    }

    @Test
    void bindsARecordWithoutDefaults() {
        var bound = RecordBinder.bind(Own.class, YamlFile.parse("f", """
                        name: n
                        model: models/m.onnx
                        labels: [a, b]
                        models:
                          small: {wait-time: 2s, size: 16}
                        rest: {anything: [1]}
                        threshold: 0.5
                        seed: 9000000000
                        """), "");

        assertThat(bound.name()).isEqualTo("n");
        assertThat(bound.model()).contains(Path.of("models/m.onnx"));
        assertThat(bound.labels()).containsExactly("a", "b");
        assertThat(bound.models()).containsOnly(Map.entry("small", new Inner(Duration.ofSeconds(2), new ByteSize(16))));
        assertThat(bound.rest().entries()).containsOnlyKeys("anything");
        assertThat(bound.threshold()).isEqualTo(0.5);
        assertThat(bound.seed()).isEqualTo(9_000_000_000L);
    }

    @Test
    void leavesOutWhatIsNotSaid() {
        var bound = RecordBinder.bind(Own.class, YamlFile.parse("f", "{threshold: 1, seed: 1}"), "");

        assertThat(bound).isEqualTo(new Own(null, Optional.empty(), List.of(), Map.of(), Node.Section.EMPTY, 1, 1));
    }

    @Test
    void takesWhatIsLeftOutFromTheDefaultsAtEveryDepth() {
        assertThat(bind("").value()).isEqualTo(DEFAULTS);
        assertThat(bind("inner:").value()).isEqualTo(DEFAULTS);
        assertThat(bind("inner: {size: 50}").value().inner())
                .isEqualTo(new Inner(Duration.ofSeconds(3), new ByteSize(50)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    prot: 1                | f:1:1: Unknown key 'prot': did you mean 'port'?
                    inner: {wait: 1s}      | f:1:9: Unknown key 'inner.wait': known are wait-time, size
                    port: 80a              | f:1:7: Key 'port' must be a whole number from 1 to 99 but is '80a'
                    port: 100              | f:1:7: Key 'port' must be a whole number from 1 to 99 but is '100'
                    port: 1.5              | f:1:7: Key 'port' must be a whole number from 1 to 99 but is '1.5'
                    port: 99999999999      | f:1:7: Key 'port' must be a whole number from 1 to 99 but is '99999999999'
                    port:                  | f:1:6: Key 'port' must be a whole number from 1 to 99 but is empty
                    quiet: yes             | f:1:8: Key 'quiet' must be true or false but is 'yes'
                    fruit: plum            | f:1:8: Key 'fruit' must be one of green-apple, pear but is 'plum'
                    fruit: Pear            | f:1:8: Key 'fruit' must be one of green-apple, pear but is 'Pear': did you mean 'pear'?
                    numbers: 5             | f:1:10: Key 'numbers' must be a list such as [a, b] but is '5': did you mean '[5]'?
                    numbers: [1, x]        | f:1:14: Key 'numbers[1]' must be a whole number but is 'x'
                    inner: 5               | f:1:8: Key 'inner' must be a section with keys of its own but is '5'
                    wait-time: 1s          | f:1:1: Unknown key 'wait-time': did you mean 'inner.wait-time'?
                    inner: size:5          | f:1:8: Key 'inner' must be a section with keys of its own, each with a colon and a space, but is 'size:5'
                    inner: [a]             | f:1:8: Key 'inner' must be a section with keys of its own but is a list
                    host: {a: 1}           | f:1:7: Key 'host' must be a text but is a section with keys of its own
                    inner: {wait-time: 2m} | f:1:20: Key 'inner.wait-time' must be a duration such as 250ms, 3s, 5m or 1h, from 1s to 1m but is '2m'
                    inner: {wait-time: 3}  | f:1:20: Key 'inner.wait-time' must be a duration such as 250ms, 3s, 5m or 1h, from 1s to 1m but is '3': did you mean '3s'?
                    inner: {wait-time: 3 sec} | f:1:20: Key 'inner.wait-time' must be a duration such as 250ms, 3s, 5m or 1h, from 1s to 1m but is '3 sec': did you mean '3s'?
                    inner: {size: 10MB}    | f:1:15: Key 'inner.size' must be a size such as 512, 64KiB, 10MiB or 2GiB, at least 16 but is '10MB': did you mean '10MiB'?
                    inner: {size: -1}      | f:1:15: Key 'inner.size' must be a size such as 512, 64KiB, 10MiB or 2GiB, at least 16 but is '-1'
                    inner: {size: 8}       | f:1:15: Key 'inner.size' must be a size such as 512, 64KiB, 10MiB or 2GiB, at least 16 but is '8'
                    """)
    void saysWhatIsWrongAndWhere(String yaml, String problem) {
        var bound = bind(yaml);

        assertThat(bound.problems()).extracting(ConfigProblem::toString).containsExactly(problem);
        assertThat(bound.value()).isEqualTo(DEFAULTS);
    }

    @Test
    void tellsEveryProblemAtOnce() {
        var bound = bind("""
                prot: 1
                host: example
                port: 100
                inner:
                  wait-time: 3
                  sise: 4
                """);

        assertThat(bound.problems())
                .extracting(ConfigProblem::origin)
                .extracting(Origin::toString)
                .containsExactly("f:1:1", "f:3:7", "f:5:14", "f:6:3");
        assertThat(bound.value().host()).isEqualTo("example");
    }

    @Test
    void namesTheWholePathOfAKeyInASection() {
        assertRefused(Inner.class, "siez: 1", "f:1:1: Unknown key 'handlers.sleep.config.siez': did you mean 'size'?");
    }

    @Test
    void namesAKeyThatHasNoDefaultAndIsMissing() {
        assertRefused(Ordered.class, "{min: 1, api-key: k}", "f:1:1: Key 'handlers.sleep.config.max' is missing");
    }

    @Test
    void putsWhatAConstructorRefusesAtTheKeyThatItNames() {
        assertRefused(
                Ordered.class,
                "min: 2\nmax: 1\napi-key: k",
                "f:2:1: Key 'handlers.sleep.config.max' must not be less than 'min'");
    }

    @Test
    void showsNoSecret() {
        assertRefused(
                Ordered.class,
                "min: -1\nmax: 1\napi-key: tiger",
                "f:1:1: Section 'handlers.sleep.config': With key *** nothing is negative");
        record Door(@Between(min = "1") int password) {}
        assertRefused(
                Door.class,
                "password: tiger",
                "f:1:11: Key 'handlers.sleep.config.password' must be a whole number of at least 1 but is ***");
    }

    @Test
    void cutsAndCleansAValueThatItShows() {
        assertThat(bind("port: \"a\\n\\e[31m" + "b".repeat(200) + "\"")
                        .problems()
                        .get(0)
                        .message())
                .endsWith("but is 'a??[31m" + "b".repeat(73) + "...'");
    }

    @Test
    void bindsToRecordsOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordBinder.bind(String.class, Node.Section.EMPTY, ""))
                .withMessage("A configuration is bound to a record, which java.lang.String is not");
    }

    private static Binding<Outer> bind(String yaml) {
        return RecordBinder.bindOver(DEFAULTS, YamlFile.parse("f", yaml));
    }

    private static void assertRefused(Class<?> type, String yaml, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> RecordBinder.bind(type, YamlFile.parse("f", yaml), "handlers.sleep.config"))
                .withMessage(message);
    }
}
