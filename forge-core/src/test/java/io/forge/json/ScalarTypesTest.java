package io.forge.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.runtime.Codec;
import java.io.File;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.TypeFactory;

/** Each type of the JDK that stands for one value: what is read of it is what was sent, or it is refused. */
class ScalarTypesTest {

    /** An enum with names of its own. */
    public enum Color {
        /** Renamed. */
        @JsonProperty("red")
        RED,
        /** As it is. */
        GREEN
    }

    /** A component. */
    public record Holder<T>(T value) {}

    /** A component with another name. */
    public record Renamed(@JsonProperty("first-name") String name, int age) {}

    /** A date that says how it is written. */
    public record Birthday(
            @JsonFormat(pattern = "dd.MM.uuuu") LocalDate day) {}

    private static final TypeFactory TYPES = TypeFactory.createDefaultInstance();

    private static final ObjectReader TREES = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    /** One of each, as it is written. */
    private static final Map<Class<?>, List<String>> WRITTEN = Map.ofEntries(
            Map.entry(boolean.class, List.of("true", "false")),
            Map.entry(Boolean.class, List.of("true", "false")),
            Map.entry(byte.class, List.of("-128", "127")),
            Map.entry(Byte.class, List.of("-128", "127")),
            Map.entry(short.class, List.of("-32768", "32767")),
            Map.entry(Short.class, List.of("-32768", "32767")),
            Map.entry(int.class, List.of("-2147483648", "2147483647")),
            Map.entry(Integer.class, List.of("-2147483648", "2147483647")),
            Map.entry(long.class, List.of("-9223372036854775808", "9223372036854775807")),
            Map.entry(Long.class, List.of("-9223372036854775808", "9223372036854775807")),
            Map.entry(float.class, List.of("0", "0.0", "1.5", "3.4028235e38", "1.4e-45", "-7")),
            Map.entry(Float.class, List.of("0", "0.0", "1.5", "3.4028235e38", "1.4e-45", "-7")),
            Map.entry(double.class, List.of("0", "0e5", "1.5", "1.7976931348623157e308", "4.9e-324", "-7")),
            Map.entry(Double.class, List.of("0", "0e5", "1.5", "1.7976931348623157e308", "4.9e-324", "-7")),
            Map.entry(char.class, List.of("\"a\"", "\" \"")),
            Map.entry(Character.class, List.of("\"a\"", "\" \"")),
            Map.entry(String.class, List.of("\"a\"", "\"\"", "\" \"")),
            Map.entry(CharSequence.class, List.of("\"a\"", "\"\"", "\" \"")),
            Map.entry(StringBuilder.class, List.of("\"a\"", "\"\"", "\" \"")),
            Map.entry(StringBuffer.class, List.of("\"a\"", "\"\"", "\" \"")),
            Map.entry(Number.class, List.of("1", "1.5", "1e300", "99999999999999999999")),
            Map.entry(Object.class, List.of("1", "1.5", "\"\"", "true", "[]", "{}")),
            Map.entry(BigInteger.class, List.of("1", "99999999999999999999")),
            Map.entry(BigDecimal.class, List.of("1", "1.50", "1e400", "1e-400")),
            Map.entry(AtomicBoolean.class, List.of("true")),
            Map.entry(AtomicInteger.class, List.of("2147483647")),
            Map.entry(AtomicLong.class, List.of("9223372036854775807")),
            Map.entry(OptionalInt.class, List.of("1")),
            Map.entry(OptionalLong.class, List.of("9223372036854775807")),
            Map.entry(OptionalDouble.class, List.of("1.5", "0")),
            Map.entry(Instant.class, List.of("\"2026-01-31T18:30:00.123456789Z\"")),
            Map.entry(LocalDate.class, List.of("\"2026-01-31\"")),
            Map.entry(LocalDateTime.class, List.of("\"2026-01-31T18:30:00\"")),
            Map.entry(LocalTime.class, List.of("\"18:30:00\"")),
            Map.entry(OffsetDateTime.class, List.of("\"2026-01-31T18:30:00+01:00\"")),
            Map.entry(OffsetTime.class, List.of("\"18:30+01:00\"")),
            Map.entry(ZonedDateTime.class, List.of("\"2026-01-31T18:30:00+01:00\"")),
            Map.entry(Year.class, List.of("2026")),
            Map.entry(YearMonth.class, List.of("\"2026-01\"")),
            Map.entry(MonthDay.class, List.of("\"--01-31\"")),
            Map.entry(Month.class, List.of("1", "12")),
            Map.entry(DayOfWeek.class, List.of("\"MONDAY\"")),
            Map.entry(Duration.class, List.of("\"PT1.5S\"")),
            Map.entry(Period.class, List.of("\"P1M\"")),
            Map.entry(ZoneId.class, List.of("\"Europe/Paris\"", "\"Z\"")),
            Map.entry(ZoneOffset.class, List.of("\"+01:00\"")),
            Map.entry(Date.class, List.of("\"2026-01-31T18:30:00.000Z\"")),
            Map.entry(Calendar.class, List.of("\"2026-01-31T18:30:00.000Z\"")),
            Map.entry(GregorianCalendar.class, List.of("\"2026-01-31T18:30:00.000Z\"")),
            Map.entry(TimeZone.class, List.of("\"Europe/Paris\"", "\"GMT\"", "\"UTC\"")),
            Map.entry(Currency.class, List.of("\"EUR\"")),
            Map.entry(Locale.class, List.of("\"en-US\"", "\"fr\"")),
            Map.entry(UUID.class, List.of("\"0b9d4ff0-2d9c-4f0a-8f2b-5d2f4c3a1e6b\"")),
            Map.entry(URI.class, List.of("\"http://example.org/a?b\"")),
            Map.entry(URL.class, List.of("\"http://example.org/a?b\"")),
            Map.entry(File.class, List.of("\"/a/b\"")),
            Map.entry(Path.class, List.of("\"file:///a/b\"")),
            Map.entry(Charset.class, List.of("\"UTF-8\"")),
            Map.entry(Pattern.class, List.of("\"a*\"")),
            Map.entry(InetAddress.class, List.of("\"127.0.0.1\"")),
            Map.entry(InetSocketAddress.class, List.of("\"localhost:80\"")),
            Map.entry(TimeUnit.class, List.of("\"DAYS\"")),
            Map.entry(Color.class, List.of("\"red\"", "\"GREEN\"")),
            Map.entry(byte[].class, List.of("\"QQ==\"", "\"\"")),
            Map.entry(ByteBuffer.class, List.of("\"QQ==\"", "\"\"")),
            Map.entry(char[].class, List.of("\"ab\"")));

    /** What some type or other could take for a value of its own. */
    private static final List<String> PROBES = List.of(
            "\"\"",
            "\" \"",
            "\"\\t\"",
            "\"\\u00a0\"",
            "\"x\"",
            "\"NaN\"",
            "\"Infinity\"",
            "\"-INF\"",
            "\"+Infinity\"",
            "\"null\"",
            "\"12\"",
            "\"-1.5\"",
            "\"1e3\"",
            "\"true\"",
            "\"TRUE\"",
            "\"T\"",
            "0",
            "-0",
            "1",
            "65",
            "128",
            "-129",
            "200",
            "256",
            "32768",
            "40000",
            "3000000000",
            "9223372036854775808",
            "-9223372036854775809",
            "16777216",
            "1" + "0".repeat(39),
            "1" + "0".repeat(309),
            "-1" + "0".repeat(309),
            "1e3",
            "1.0",
            "1.5",
            "0.0",
            "-0.0",
            "0e5",
            "1e39",
            "-1e39",
            "1e400",
            "-1e400",
            "1e-50",
            "-1e-50",
            "1e-400",
            "0." + "0".repeat(50) + "1",
            "0." + "0".repeat(330) + "1",
            "1e999999999",
            "1e-999999999",
            "true",
            "false",
            "[]",
            "{}",
            "[1]",
            "[200]",
            "[\"x\"]",
            "[[]]",
            "{\"a\":1}",
            "\"2026-02-30\"",
            "\"2026-13-01T00:00:00Z\"",
            "\"2026-01-31\"",
            "\"20260131\"",
            "\"25:00:00\"",
            "\"2026-01-31T24:30:00Z\"",
            "\"2026-01-31T18:30:00\"",
            "\"+99:00\"",
            "\"P\"",
            "\"PT\"",
            "\"PT1e400S\"",
            "\"PT9223372036854775808S\"",
            "\"99999999999-01-01\"",
            "[2026,1,31]",
            "\"Mars/Olympus\"",
            "\"GMTx\"",
            "\"EURO\"",
            "\"en_US_\"",
            "\"!\"",
            "\"ab\"",
            "\"" + "A".repeat(22) + "\"",
            "\"" + "A".repeat(24) + "\"",
            "\"1-1-1-1-1\"",
            "\"0b9d4ff0-2d9c-4f0a-8f2b-5d2f4c3a1e6g\"",
            "\"QQ\"",
            "\"Q Q==\"",
            "\"Q\"",
            "\"http://[\"",
            "\"a b\"",
            "\"localhost\"",
            "\"localhost:99999\"",
            "\"localhost:-1\"",
            "\"999.1.1.1\"",
            "\"127.1\"",
            "\"UTF-99\"",
            "\"red\"",
            "\"RED\"",
            "\"red \"",
            "\" GREEN\"",
            "\"GREEN\\n\"",
            "\"green\"",
            "\"0\"",
            "\"JANUARY \"",
            "\"MONDAY \"",
            "\" EUR\"",
            "\"UTF-8 \"",
            "\"2026-01-31 \"",
            "\" PT1S\"",
            "\"Z \"",
            "\"file:///a \"");

    private final JsonCodecs codecs = new JsonCodecs(1 << 20);

    static Stream<Class<?>> types() {
        return WRITTEN.keySet().stream();
    }

    /** Relative paths are written from the root on. */
    static Stream<Class<?>> typesWithoutPaths() {
        return types().filter(type -> type != File.class && type != Path.class);
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsWhatItWrites(Class<?> type) {
        for (String written : WRITTEN.get(type)) {
            inEachPlace(type, (place, document) -> {
                String json = document.apply(written);
                assertSame(json, read(place, json), place);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("typesWithoutPaths")
    void takesNothingForAnotherValue(Class<?> type) {
        for (String probe : PROBES) {
            inEachPlace(type, (place, document) -> {
                String json = document.apply(probe);
                Object value;
                try {
                    value = read(place, json);
                } catch (ForgeException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
                    assertThat(e.getMessage()).as(json).doesNotContain("java", "`", "tools.jackson");
                    return;
                }
                assertSame(json, value, place);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "\" a\"", "1", "true", "[]", "[\"a\"]", "{}"})
    void takesOnlyAPathForAPath(String document) {
        for (Class<?> type : List.of(File.class, Path.class)) {
            assertThat(refusal(type, document)).contains("must be a path");
        }
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                arguments(Boolean.class, "true", List.of("", " ", "TRUE", "True", "1", "x", "true ")),
                arguments(
                        Byte.class, "-128", List.of("", " ", "200", "128", "01", "+1", "1.0", "1e1", "-0", " 1", "x")),
                arguments(Short.class, "127", List.of("", "32768", "01", "+1", "1.5", "x")),
                arguments(Integer.class, "127", List.of("", "2147483648", "01", "+1", "1.5", "0x1", "x")),
                arguments(Long.class, "127", List.of("", "9223372036854775808", "01", "+1", "1.5", "1L", "x")),
                arguments(BigInteger.class, "99999999999999999999", List.of("", "01", "+1", "1.5", "1e5", "x")),
                arguments(BigDecimal.class, "1.50", List.of("", "01", "+1", ".5", "x", "NaN")),
                arguments(
                        Float.class, "1.5", List.of("", "NaN", "Infinity", "1e39", "1e-50", "1f", "01", "0x1p3", "x")),
                arguments(
                        Double.class, "1.5", List.of("", "NaN", "-Infinity", "1e400", "1e-400", "1d", "+1", " 1", "x")),
                arguments(Character.class, "a", List.of("", "ab")),
                arguments(LocalDate.class, "2026-01-31", List.of("", " ", "2026-02-30", "12", "2026-01-31 ")),
                arguments(Instant.class, "2026-01-31T18:30:00Z", List.of("", "12", "1.5", "2026-01-31", "x")),
                arguments(Date.class, "2026-01-31T18:30:00.000Z", List.of("", "12", "2026-01-31", "x")),
                arguments(Duration.class, "PT1.5S", List.of("", "1", "P", "x")),
                arguments(Year.class, "2026", List.of("", "x", "02026", "+2026", "2026 ")),
                arguments(ZoneId.class, "Europe/Paris", List.of("", "Mars/Olympus", " Z")),
                arguments(UUID.class, "0b9d4ff0-2d9c-4f0a-8f2b-5d2f4c3a1e6b", List.of("", "1-1-1-1-1", "x")),
                arguments(URI.class, "a:b", List.of("", " ", "http://[")),
                arguments(Currency.class, "EUR", List.of("", "EURO", "EUR ")),
                arguments(Locale.class, "en_US", List.of("", "!", "en-US ")),
                arguments(DayOfWeek.class, "MONDAY", List.of("", " ", "MONDAY ", "Monday", "0", "1")),
                arguments(Color.class, "red", List.of("", "RED", "red ", "0")));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void takesNoNameForAnotherKey(Class<?> type, String name, List<String> others) {
        Type map = TYPES.constructMapType(Map.class, type, Integer.class);
        String json = "{\"%s\":1}".formatted(name);

        assertThat(write(map, read(map, json))).isEqualTo(json);

        for (String other : others) {
            assertThat(refusal(map, "{\"%s\":1}".formatted(other)))
                    .as(other)
                    .startsWith("The body has the name '%s', which must be ".formatted(other))
                    .doesNotContain("java", "`");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"NaN\"", "\"QUFBQQ==\"", "[\"NaN\"]", "[\"1\"]", "[1e400]", "[[1]]", "[true]", "[null]", "[{}]"
            })
    void takesOnlyNumbersForAnArrayOfNumbers(String document) {
        for (Class<?> type : List.of(float[].class, double[].class, int[].class, long[].class, short[].class)) {
            assertThat(refusal(type, document)).isNotEmpty();
        }
        assertThat(refusal(float[].class, "[1e39]"))
                .isEqualTo("Property '[0]' has a number that is out of range (line 1, column 6)");
    }

    @Test
    void keepsTheSignOfZero() {
        assertThat((double[]) read(double[].class, "[-0,-0.0,0]")).containsExactly(-0.0, -0.0, 0.0);
        assertThat((float[]) read(float[].class, "[-0,-0.0,0]")).containsExactly(-0.0f, -0.0f, 0.0f);
    }

    @Test
    void readsAPropertyAsItsAnnotationSays() {
        assertThat(read(Birthday.class, "{\"day\":\"31.01.2026\"}")).isEqualTo(new Birthday(LocalDate.of(2026, 1, 31)));
    }

    @Test
    void takesNullWhereATypeHasIt() {
        var map = TYPES.constructMapType(Map.class, String.class, OptionalInt.class);

        assertThat(read(map, "{\"a\":null}")).isEqualTo(Map.of("a", OptionalInt.empty()));
        assertThat(read(TYPES.constructCollectionType(List.class, LocalDate.class), "[null]"))
                .isEqualTo(java.util.Collections.singletonList(null));
        assertThat(refusal(TYPES.constructCollectionType(List.class, Void.class), "[1]"))
                .isEqualTo("Property '[0]' must be null but is 1");
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                arguments(Color.class, "\"RED\"", "must be one of red, GREEN but is 'RED'"),
                arguments(Color.class, "\"red \"", "must be one of red, GREEN but is 'red '"),
                arguments(BigDecimal.class, "\"1\"", "must be a number but is a string"),
                arguments(Number.class, "true", "must be a number but is true"),
                arguments(byte[].class, "1", "must be a string in base64 but is 1"),
                arguments(byte[].class, "\"QQ\"", "must be a string in base64 but is 'QQ'"),
                arguments(LocalDate.class, "{}", "must be a date such as 2026-01-31 but is an object"),
                arguments(LocalDate.class, "19000", "must be a date such as 2026-01-31 but is 19000"),
                arguments(Instant.class, "1e400", "must be a time such as 2026-01-31T18:30:00Z but is 1e400"),
                arguments(char.class, "\"ab\"", "must be a string of one character but is 'ab'"),
                arguments(char.class, "65", "must be a string of one character but is 65"),
                arguments(boolean.class, "\" \"", "must be true or false but is a string"),
                arguments(double.class, "\"NaN\"", "must be a number but is a string"),
                arguments(UUID.class, "\"\"", "must be a UUID such as 0b9d4ff0-2d9c-4f0a-8f2b-5d2f4c3a1e6b but is ''"),
                arguments(URI.class, "1", "must be a URI but is 1"),
                arguments(byte.class, "1.5", "must be a whole number from -128 to 127 but is 1.5"),
                arguments(OptionalDouble.class, "[]", "must be a number but is an array"),
                arguments(Renamed.class, "7", "must be an object with first-name, age but is a whole number"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void saysWhatAValueMustBeInTheNamesOfItsJson(Class<?> type, String document, String message) {
        assertThat(refusal(type, document)).isEqualTo("The body " + message);
        if (!type.isPrimitive()) {
            var holder = TYPES.constructParametricType(Holder.class, type);
            assertThat(refusal(holder, "{\"value\":%s}".formatted(document))).isEqualTo("Property 'value' " + message);
        }
    }

    private String refusal(Type type, String document) {
        var refusal = catchThrowableOfType(ForgeException.class, () -> read(type, document));
        assertThat(refusal).as("refusal of %s as %s", document, type).isNotNull();
        return refusal.getMessage();
    }

    /** Where a value can stand. */
    private interface Place {

        void look(Type type, Function<String, String> document);
    }

    private static void inEachPlace(Class<?> type, Place place) {
        var simple = TYPES.constructType(type);
        var list = TYPES.constructCollectionType(List.class, simple);
        place.look(type, value -> value);
        place.look(list, "[%s]"::formatted);
        place.look(TYPES.constructCollectionType(Set.class, simple), "[%s]"::formatted);
        place.look(TYPES.constructArrayType(simple), "[%s]"::formatted);
        place.look(TYPES.constructMapType(Map.class, String.class, type), "{\"a\":%s}"::formatted);
        place.look(
                TYPES.constructMapType(Map.class, TYPES.constructType(String.class), list), "{\"a\":[%s]}"::formatted);
        place.look(TYPES.constructParametricType(Optional.class, type), value -> value);
        place.look(TYPES.constructParametricType(AtomicReference.class, type), value -> value);
        if (!type.isPrimitive()) {
            place.look(TYPES.constructParametricType(Holder.class, type), "{\"value\":%s}"::formatted);
        }
    }

    /** What was read is written as what was sent: strings to the letter, numbers as closely as the type allows. */
    private void assertSame(String sent, Object value, Type type) {
        String written = write(type, value);
        boolean same = written.equals(sent)
                || mayBeWrittenInAnotherWay(type) && written.equalsIgnoreCase(sent)
                || same(TREES.readTree(sent), TREES.readTree(written));
        assertThat(same).as("%s sent as %s is %s", type, sent, written).isTrue();
    }

    /** Language tags are the same in any case (RFC 5646, section 2.1.1). */
    private static boolean mayBeWrittenInAnotherWay(Type type) {
        return type.getTypeName().contains("java.util.Locale");
    }

    private static boolean same(JsonNode sent, JsonNode written) {
        if (sent.isNumber() && written.isNumber()) {
            return same(sent.decimalValue(), written.decimalValue());
        }
        if (sent.isArray() && written.isString()) {
            return sameInOneString(sent, written);
        }
        if (sent.isContainer() && written.isContainer() && sent.size() == written.size()) {
            return sent.isArray() == written.isArray()
                    && Stream.iterate(0, i -> i < sent.size(), i -> i + 1)
                            .allMatch(i -> same(
                                    sent.values().stream().toList().get(i),
                                    written.values().stream().toList().get(i)));
        }
        return sent.equals(written);
    }

    /** An array of characters, or of bytes. */
    private static boolean sameInOneString(JsonNode sent, JsonNode written) {
        var elements = sent.values().stream().toList();
        if (elements.stream().allMatch(JsonNode::isString)) {
            return written.stringValue()
                    .equals(elements.stream().map(JsonNode::stringValue).collect(Collectors.joining()));
        }
        var bytes = ByteBuffer.allocate(sent.size());
        elements.forEach(number -> bytes.put(number.decimalValue().byteValueExact()));
        return Arrays.equals(bytes.array(), written.binaryValue());
    }

    private static boolean same(BigDecimal sent, BigDecimal written) {
        if (sent.signum() != written.signum()) {
            return false;
        }
        if (sent.compareTo(written) == 0) {
            return true;
        }
        int exponents = (sent.precision() - sent.scale()) - (written.precision() - written.scale());
        if (Math.abs(exponents) > 1) {
            return false;
        }
        // The smallest float has one digit.
        return sent.subtract(written).abs().compareTo(written.abs().multiply(new BigDecimal("1e-6"))) < 0
                || written.abs().compareTo(new BigDecimal("1.5e-45")) < 0;
    }

    private Object read(Type type, String json) {
        return codec(type).decode("application/json", ByteBuffer.wrap(json.getBytes(UTF_8)));
    }

    private String write(Type type, Object value) {
        return UTF_8.decode(codec(type).encode(value).bytes()).toString();
    }

    @SuppressWarnings("unchecked") // A codec is found by the very type that it is for.
    private Codec<Object> codec(Type type) {
        return (Codec<Object>) codecs.of(type);
    }
}
