package io.forge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forge.runtime.ByteSize;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordBinderTest {

    enum Fruit {
        GREEN_APPLE,
        PEAR
    }

    record Inner(Duration waitTime, ByteSize size) {}

    record Outer(String host, int port, boolean quiet, Fruit fruit, Inner inner, List<Integer> numbers) {}

    private static final Outer DEFAULTS = new Outer(
            "localhost", 80, false, Fruit.PEAR, new Inner(Duration.ofSeconds(3), new ByteSize(1024)), List.of(1));

    private final RecordBinder binder = new RecordBinder();

    @Test
    void bindsKeysInKebabCaseWithDurationsSizesAndEnums() {
        var bound = binder.bind(
                Outer.class,
                Map.of(
                        "host",
                        "h",
                        "port",
                        1,
                        "quiet",
                        true,
                        "fruit",
                        "green-apple",
                        "inner",
                        Map.of("wait-time", "250ms", "size", "10MiB"),
                        "numbers",
                        List.of(1, 2)),
                "");

        assertThat(bound)
                .isEqualTo(new Outer(
                        "h",
                        1,
                        true,
                        Fruit.GREEN_APPLE,
                        new Inner(Duration.ofMillis(250), ByteSize.ofMebibytes(10)),
                        List.of(1, 2)));
    }

    @Test
    void takesWhatIsLeftOutFromTheDefaultsAtEveryDepth() {
        assertThat(binder.bindOver(DEFAULTS, Map.of())).isEqualTo(DEFAULTS);
        assertThat(binder.bindOver(DEFAULTS, Map.of("inner", Map.of("size", 5))).inner())
                .isEqualTo(new Inner(Duration.ofSeconds(3), new ByteSize(5)));
    }

    @Test
    void takesAKeyWithoutAValueForOneThatIsLeftOut() {
        var section = new LinkedHashMap<String, Object>();
        section.put("inner", null);
        section.put("port", null);

        assertThat(binder.bindOver(DEFAULTS, section)).isEqualTo(DEFAULTS);
    }

    @Test
    void namesAnUnknownKeyAndTheNearestOne() {
        assertRefused(Map.of("prot", 1), "Unknown key 'prot': did you mean 'port'?");
        assertRefused(Map.of("inner", Map.of("wait", "1s")), "Unknown key 'inner.wait': known are size, wait-time");
    }

    @Test
    void namesTheWholePathOfAKeyInASection() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> binder.bind(Inner.class, Map.of("siez", 1), "handlers.sleep.config"))
                .withMessage("Unknown key 'handlers.sleep.config.siez': did you mean 'size'?");
    }

    @Test
    void namesTheValueThatDoesNotFitAndWhatWouldFit() {
        assertRefused(Map.of("port", "80a"), "Key 'port' must be a whole number up to 2147483647 but is '80a'");
        assertRefused(Map.of("port", "80"), "Key 'port' must be a whole number up to 2147483647 but is '80'");
        assertRefused(Map.of("port", 1.5), "Key 'port' must be a whole number up to 2147483647 but is '1.5'");
        assertRefused(Map.of("port", true), "Key 'port' must be a whole number up to 2147483647 but is 'true'");
        assertRefused(Map.of("quiet", "yes"), "Key 'quiet' must be true or false but is 'yes'");
        assertRefused(Map.of("fruit", "plum"), "Key 'fruit' must be one of green-apple, pear but is 'plum'");
        assertRefused(Map.of("numbers", "x"), "Key 'numbers' must be an array but is 'x'");
        assertRefused(
                Map.of("numbers", List.of(1, "x")),
                "Key 'numbers[1]' must be a whole number up to 2147483647 but is 'x'");
        assertRefused(Map.of("inner", 5), "Key 'inner' must be an object with wait-time, size but is '5'");
        assertRefused(Map.of("host", Map.of("a", 1)), "Key 'host' must be a string but is an object");
    }

    @Test
    void saysHowDurationsAndSizesAreWritten() {
        assertRefused(
                inner("wait-time", "3 sec"),
                "Key 'inner.wait-time' must be a duration such as 250ms, 3s, 5m or 1h but is '3 sec'");
        assertRefused(
                inner("wait-time", 3),
                "Key 'inner.wait-time' must be a duration such as 250ms, 3s, 5m or 1h but is '3'");
        assertRefused(
                inner("wait-time", List.of("3s")),
                "Key 'inner.wait-time' must be a duration such as 250ms, 3s, 5m or 1h but is an array");
        assertRefused(
                inner("size", "10MB"),
                "Key 'inner.size' must be a size such as 512, 64KiB, 10MiB or 2GiB but is '10MB'");
        assertRefused(
                inner("size", -1), "Key 'inner.size' must be a size such as 512, 64KiB, 10MiB or 2GiB but is '-1'");
        assertRefused(
                inner("size", Map.of("mib", 1)),
                "Key 'inner.size' must be a size such as 512, 64KiB, 10MiB or 2GiB but is an object");
    }

    @Test
    void bindsToRecordsOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> binder.bind(String.class, Map.of(), ""))
                .withMessage("A configuration is bound to a record, which java.lang.String is not");
    }

    private static Map<String, Object> inner(String key, Object value) {
        return Map.of("inner", Map.of(key, value));
    }

    private void assertRefused(Map<String, Object> section, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> binder.bindOver(DEFAULTS, section))
                .withMessage(message);
    }
}
