package io.forge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type that a component of a configuration record may have: with a value, with a wrong one, and without any. */
class ConfigurationTypesTest {

    enum Tone {
        SOFT,
        VERY_LOUD
    }

    record Inner(int size, String name) {}

    record Types(
            String text,
            Character character,
            Boolean truth,
            Byte tiny,
            Short small,
            Integer whole,
            Long wide,
            BigInteger huge,
            Float single,
            Double real,
            BigDecimal exact,
            Duration duration,
            ByteSize bytes,
            Path path,
            File file,
            URI uri,
            URL url,
            LocalDate date,
            LocalTime time,
            LocalDateTime dateTime,
            OffsetDateTime moment,
            Instant instant,
            ZoneId zone,
            Period period,
            Pattern pattern,
            Charset charset,
            Locale locale,
            UUID uuid,
            Tone tone,
            Inner inner,
            List<Integer> list,
            List<Inner> inners,
            Set<LocalDate> set,
            Map<String, Integer> map,
            Map<String, Inner> sections,
            Map<String, List<URI>> lists,
            Optional<Pattern> maybe,
            Optional<List<Tone>> maybeList,
            Optional<Inner> maybeInner,
            OptionalInt maybeInt,
            OptionalLong maybeLong,
            OptionalDouble maybeDouble,
            long[] longs,
            boolean[] truths,
            char[] characters,
            String[] texts,
            Inner[] records,
            int[][] matrix) {}

    record Primitives(
            boolean truth, char character, byte tiny, short small, int whole, long wide, float single, double real) {}

    private static Object read(Class<?> type, String key, String yaml) throws ReflectiveOperationException {
        var section = YamlFile.parse("f", yaml.isEmpty() ? "" : "%s: %s".formatted(key, yaml));
        return valueOf(RecordBinder.bind(type, section, ""), key);
    }

    private static Object valueOf(Object bound, String key) throws ReflectiveOperationException {
        var accessor = Records.byKey(bound.getClass()).get(key).getAccessor();
        accessor.setAccessible(true);
        return accessor.invoke(bound);
    }

    private static String shown(Object value) {
        return value != null && value.getClass().isArray()
                ? Arrays.deepToString(new Object[] {value}).replaceFirst("^\\[(.*)]$", "$1")
                : String.valueOf(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            text        | hello                     | hello                  | null
            character   | ;                         | ;                      | null
            truth       | true                      | true                   | null
            tiny        | -128                      | -128                   | null
            small       | 32767                     | 32767                  | null
            whole       | 7                         | 7                      | null
            wide        | 9000000000                | 9000000000             | null
            huge        | 123456789012345678901     | 123456789012345678901  | null
            single      | 0.5                       | 0.5                    | null
            real        | 1e3                       | 1000.0                 | null
            exact       | 0.10                      | 0.10                   | null
            duration    | 3s                        | PT3S                   | null
            bytes       | 64KiB                     | 64KiB                  | null
            path        | a/b                       | a/b                    | null
            file        | a/b                       | a/b                    | null
            uri         | https://a.example/b       | https://a.example/b    | null
            url         | https://a.example/b       | https://a.example/b    | null
            date        | 2026-01-31                | 2026-01-31             | null
            time        | 08:30                     | 08:30                  | null
            date-time   | 2026-01-31T08:30          | 2026-01-31T08:30       | null
            moment      | 2026-01-31T08:30+01:00    | 2026-01-31T08:30+01:00 | null
            instant     | 2026-01-31T08:30:00Z      | 2026-01-31T08:30:00Z   | null
            zone        | Europe/Berlin             | Europe/Berlin          | null
            period      | P1Y6M                     | P1Y6M                  | null
            pattern     | a+                        | a+                     | null
            charset     | utf-8                     | UTF-8                  | null
            locale      | de-CH                     | de_CH                  | null
            uuid        | 123e4567-e89b-12d3-a456-426614174000 | 123e4567-e89b-12d3-a456-426614174000 | null
            tone        | very-loud                 | VERY_LOUD              | null
            inner       | {size: 1}                 | Inner[size=1, name=null] | null
            list        | [1, 2]                    | [1, 2]                 | []
            inners      | [{size: 1, name: a}]      | [Inner[size=1, name=a]] | []
            set         | [2026-01-31, 2026-01-31]  | [2026-01-31]           | []
            map         | {a: 1}                    | {a=1}                  | {}
            sections    | {a: {size: 1}}            | {a=Inner[size=1, name=null]} | {}
            lists       | {a: [b, c]}               | {a=[b, c]}             | {}
            maybe       | a+                        | Optional[a+]           | Optional.empty
            maybe-list  | [soft]                    | Optional[[SOFT]]       | Optional.empty
            maybe-inner | {size: 1}                 | Optional[Inner[size=1, name=null]] | Optional.empty
            maybe-int   | 1                         | OptionalInt[1]         | OptionalInt.empty
            maybe-long  | 1                         | OptionalLong[1]        | OptionalLong.empty
            maybe-double | 1                        | OptionalDouble[1.0]    | OptionalDouble.empty
            longs       | [1, 2]                    | [1, 2]                 | []
            truths      | [true]                    | [true]                 | []
            characters  | [a, b]                    | [a, b]                 | []
            texts       | [a, b]                    | [a, b]                 | []
            records     | [{size: 1}]               | [Inner[size=1, name=null]] | []
            matrix      | [[1], [2, 3]]             | [[1], [2, 3]]          | []
            """)
    void readsAValueAndDoesWithoutOne(String key, String yaml, String value, String absent) throws Exception {
        assertThat(shown(read(Types.class, key, yaml))).isEqualTo(value);
        assertThat(shown(read(Types.class, key, ""))).isEqualTo(absent);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            text        | [a]         | Key 'text' must be a text but is a list
            character   | ab          | Key 'character' must be a single character such as ; but is 'ab'
            truth       | yes         | Key 'truth' must be true or false but is 'yes'
            tiny        | 128         | Key 'tiny' must be a whole number from -128 to 127 but is '128'
            small       | 32768       | Key 'small' must be a whole number from -32768 to 32767 but is '32768'
            whole       | 1.5         | Key 'whole' must be a whole number but is '1.5'
            wide        | x           | Key 'wide' must be a whole number but is 'x'
            huge        | 1.5         | Key 'huge' must be a whole number but is '1.5'
            single      | 1e99        | Key 'single' must be a number but is '1e99'
            real        | NaN         | Key 'real' must be a number but is 'NaN'
            exact       | many        | Key 'exact' must be a number but is 'many'
            duration    | 3           | Key 'duration' must be a duration such as 250ms, 3s, 5m or 1h but is '3': did you mean '3s'?
            bytes       | 10MB        | Key 'bytes' must be a size such as 512, 64KiB, 10MiB or 2GiB but is '10MB': did you mean '10MiB'?
            path        | [a]         | Key 'path' must be a path but is a list
            file        | {a: b}      | Key 'file' must be a path but is a section with keys of its own
            uri         | a b         | Key 'uri' must be a URI such as https://example.com/models but is 'a b'
            uri         | ''          | Key 'uri' must be a URI such as https://example.com/models but is ''
            url         | models      | Key 'url' must be a URL such as https://example.com/models but is 'models'
            url         | htp://a     | Key 'url' must be a URL such as https://example.com/models but is 'htp://a'
            date        | 31.1.2026   | Key 'date' must be a date such as 2026-01-31 but is '31.1.2026'
            date        | 2026-02-30  | Key 'date' must be a date such as 2026-01-31 but is '2026-02-30'
            time        | 8:30        | Key 'time' must be a time such as 08:30 or 08:30:15 but is '8:30'
            date-time   | 2026-01-31  | Key 'date-time' must be a date and time such as 2026-01-31T08:30 but is '2026-01-31'
            moment      | 2026-01-31T08:30 | Key 'moment' must be a date and time with an offset such as 2026-01-31T08:30+01:00 but is '2026-01-31T08:30'
            instant     | now         | Key 'instant' must be a point in time such as 2026-01-31T08:30:00Z but is 'now'
            zone        | Berlin      | Key 'zone' must be a time zone such as Europe/Berlin or UTC but is 'Berlin'
            period      | 30d         | Key 'period' must be a period of days, weeks, months or years such as P30D or P1Y6M but is '30d'
            pattern     | "'['"       | Key 'pattern' must be a regular expression such as [a-z]+ but is '['
            charset     | utf 8       | Key 'charset' must be a character encoding such as UTF-8 but is 'utf 8'
            charset     | klingon     | Key 'charset' must be a character encoding such as UTF-8 but is 'klingon'
            locale      | de_CH       | Key 'locale' must be a language tag such as en or de-CH but is 'de_CH'
            uuid        | 1-1-1-1-1   | Key 'uuid' must be a UUID such as 123e4567-e89b-12d3-a456-426614174000 but is '1-1-1-1-1'
            tone        | sofd        | Key 'tone' must be one of soft, very-loud but is 'sofd': did you mean 'soft'?
            inner       | 5           | Key 'inner' must be a section with keys of its own but is '5'
            inner       | {size: x}   | Key 'inner.size' must be a whole number but is 'x'
            inner       | {name: x}   | Key 'inner.size' is missing
            list        | 5           | Key 'list' must be a list such as [a, b] but is '5': did you mean '[5]'?
            list        | [1, x]      | Key 'list[1]' must be a whole number but is 'x'
            list        | [1, null]   | Key 'list[1]' must be a whole number but is empty
            inners      | [{name: a}] | Key 'inners[0].size' is missing
            set         | today       | Key 'set' must be a list such as [a, b] but is 'today': did you mean '[today]'?
            map         | {a: x}      | Key 'map.a' must be a whole number but is 'x'
            map         | {a: }       | Key 'map.a' must be a whole number but is empty
            map         | [a]         | Key 'map' must be a section with keys of its own but is a list
            sections    | {a: {size: 1, sise: 1}} | Unknown key 'sections.a.sise': did you mean 'size'?
            lists       | {a: b}      | Key 'lists.a' must be a list such as [a, b] but is 'b': did you mean '[b]'?
            maybe       | "'('"       | Key 'maybe' must be a regular expression such as [a-z]+ but is '('
            maybe-list  | [loud]      | Key 'maybe-list[0]' must be one of soft, very-loud but is 'loud'
            maybe-int   | 1.5         | Key 'maybe-int' must be a whole number but is '1.5'
            maybe-long  | x           | Key 'maybe-long' must be a whole number but is 'x'
            maybe-double | x          | Key 'maybe-double' must be a number but is 'x'
            longs       | [x]         | Key 'longs[0]' must be a whole number but is 'x'
            longs       | 1           | Key 'longs' must be a list such as [a, b] but is '1': did you mean '[1]'?
            matrix      | [1]         | Key 'matrix[0]' must be a list such as [a, b] but is '1': did you mean '[1]'?
            """)
    void saysWhatAWrongValueMustBe(String key, String yaml, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(Types.class, key, yaml))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(ConfigProblem::message)
                        .containsExactly(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"truth", "character", "tiny", "small", "whole", "wide", "single", "real"})
    void asksForEveryPrimitive(String key) throws Exception {
        String all = "{truth: true, character: a, tiny: 1, small: 1, whole: 1, wide: 1, single: 1, real: 1}";
        var complete = YamlFile.parse("f", all);

        assertThat(valueOf(RecordBinder.bind(Primitives.class, complete, ""), key))
                .isNotNull();
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> RecordBinder.bind(
                        Primitives.class, YamlFile.parse("f", all.replaceFirst(key + ": \\w+,? ?", "")), ""))
                .withMessageEndingWith("Key '%s' is missing", key);
    }

    record Stream(InputStream source) {}

    record Loose(Object anything) {}

    record Nested(List<Optional<Stream>> streams) {}

    record Numbered(Map<Integer, String> names) {}

    record Wild(List<? extends Number> numbers) {}

    record Raw(@SuppressWarnings("rawtypes") List items) {}

    record Any(Collection<String> items) {}

    record Generic<T>(T value) {}

    record Holder(Generic<String> generic) {}

    @Test
    void refusesATypeThatNothingCanBeReadInto() {
        assertRefused(Stream.class, "'source' of record %s has the type java.io.InputStream", Stream.class);
        assertRefused(Loose.class, "'anything' of record %s has the type java.lang.Object", Loose.class);
        assertRefused(Nested.class, "'source' of record %s has the type java.io.InputStream", Stream.class);
        assertRefused(Numbered.class, "'names' of record %s has the type java.util.Map<", Numbered.class);
        assertRefused(Wild.class, "'numbers' of record %s has the type java.util.List<? ext", Wild.class);
        assertRefused(Raw.class, "'items' of record %s has the type java.util.List", Raw.class);
        assertRefused(Any.class, "'items' of record %s has the type java.util.Collection<", Any.class);
        assertRefused(Generic.class, "'value' of record %s has the type T", Generic.class);
        assertRefused(Holder.class, "'generic' of record %s has the type", Holder.class);
    }

    private static void assertRefused(Class<?> type, String message, Class<?> owner) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordBinder.bind(type, Node.Section.EMPTY, "handlers.a.config"))
                .withMessageContaining("Component " + message, owner.getName())
                .withMessageContaining(", which configuration cannot be read into: use a text, ");
    }

    record Tree(Optional<Tree> left, List<Tree> children, Map<String, Tree> named, Tree right, String leaf) {}

    @Test
    void takesARecordThatIsInItself() {
        var section = YamlFile.parse("f", "{left: {leaf: a}, children: [{leaf: b}], right: {leaf: c}}");

        assertThat(RecordBinder.bind(Tree.class, section, "").right().leaf()).isEqualTo("c");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> RecordBinder.bind(Tree.class, YamlFile.parse("f", "depth: 1"), ""))
                .withMessageContaining("Unknown key 'depth'");
    }

    record Required(String name, String other) {
        Required {
            Objects.requireNonNull(name);
        }
    }

    record NamedRequired(String name, String other) {
        NamedRequired {
            Objects.requireNonNull(name, "name");
        }
    }

    record Used(String name, String other) {
        Used {
            name = name.strip();
        }
    }

    record Explained(String name, String other) {
        Explained {
            Objects.requireNonNull(name, "'name' must be set to the name of a model");
        }
    }

    @Test
    void saysWhichKeyIsMissingWhereTheConstructorNeedsIt() {
        var other = YamlFile.parse("f", "other: x");

        for (var type : List.of(Required.class, NamedRequired.class, Used.class)) {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> RecordBinder.bind(type, other, "handlers.a.config"))
                    .withMessage("f:1:1: Key 'handlers.a.config.name' is missing");
        }
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> RecordBinder.bind(Explained.class, other, "handlers.a.config"))
                .withMessage("f:1:1: Key 'handlers.a.config.name' must be set to the name of a model");
    }

    record Switch(String defaults, Map<String, Switch> inner) {}

    @Test
    void takesAComponentThatIsCalledDefaults() {
        var section = YamlFile.parse("f", "{defaults: a, inner: {b: {defaults: c}}}");

        assertThat(RecordBinder.bind(Switch.class, section, "").inner().get("b").defaults())
                .isEqualTo("c");
    }
}
