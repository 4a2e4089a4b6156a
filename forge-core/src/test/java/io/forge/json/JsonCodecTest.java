package io.forge.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.TypeRef;
import io.forge.runtime.Codec;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {

    /** A color. */
    public enum Color {
        RED,
        GREEN
    }

    /** Part of an order. */
    public record Line(String article, int count) {}

    /** An order. */
    public record Order(String customer, List<Line> lines, double price, boolean paid, Color color) {}

    private static final String VALID =
            "{\"customer\":\"c\",\"lines\":[{\"article\":\"a\",\"count\":1}],\"price\":1.5,\"paid\":true,\"color\":\"RED\"}";

    private static final Type OBJECT = new TypeRef<Map<String, Object>>() {}.type();

    private final JsonCodecs codecs = new JsonCodecs(1 << 20);

    @Test
    void readsARecord() {
        assertThat(read(Order.class, VALID)).isEqualTo(new Order("c", List.of(new Line("a", 1)), 1.5, true, Color.RED));
    }

    @Test
    void readsBytesThatLieAnywhere() {
        var direct = ByteBuffer.allocateDirect(20);
        direct.put("xx[1,2]".getBytes(UTF_8)).flip().position(2);

        var value = codec(new TypeRef<List<Integer>>() {}.type()).decode("application/json", direct);

        assertThat(value).isEqualTo(List.of(1, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"paid\":true|\"paid\":true,\"piad\":true|Property 'piad' is unknown: did you mean 'paid'?",
                "\"paid\":true|\"paid\":true,\"zzzzzz\":1|Property 'zzzzzz' is unknown: known are color, customer, lines, paid, price",
                "\"article\":|\"artikle\":\"b\",\"article\":|Property 'lines[0].artikle' is unknown: did you mean 'article'?",
                "\"customer\":\"c\",||Property 'customer' is missing",
                "\"article\":\"a\",||Property 'lines[0].article' is missing",
                "\"c\"|5|Property 'customer' must be a string but is 5",
                "\"c\"|true|Property 'customer' must be a string but is true",
                "\"c\"|[]|Property 'customer' must be a string but is an array",
                "\"c\"|{}|Property 'customer' must be a string but is an object",
                "\"count\":1|\"count\":\"1\"|Property 'lines[0].count' must be a whole number up to 2147483647 but is a string",
                "\"count\":1|\"count\":1.5|Property 'lines[0].count' must be a whole number up to 2147483647 but is 1.5",
                "\"count\":1|\"count\":3000000000|Property 'lines[0].count' has a number that is out of range (line 1, column 59)",
                "\"count\":1|\"count\":null|Property 'lines[0].count' must be a whole number up to 2147483647 but is null",
                "1.5|\"1.5\"|Property 'price' must be a number but is a string",
                "1.5|1e999|Property 'price' has a number that is out of range (line 1, column 66)",
                "true|\"true\"|Property 'paid' must be true or false but is a string",
                "true|1|Property 'paid' must be true or false but is 1",
                "\"RED\"|\"BLUE\"|Property 'color' must be one of RED, GREEN but is 'BLUE'",
                "\"RED\"|0|Property 'color' must be one of RED, GREEN but is 0",
                "[{\"article\":\"a\",\"count\":1}]|{}|Property 'lines' must be an array but is an object",
                "{\"article\":\"a\",\"count\":1}|7|Property 'lines[0]' must be an object with article, count but is a whole number"
            })
    void saysWhichPropertyDoesNotFitAndWhy(String part, String instead, String message) {
        var document = VALID.replace(part, instead == null ? "" : instead);

        assertThat(refusalOf(Order.class, document)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]|The body must be an object but is an array",
                "5|The body must be an object but is a whole number",
                "1.5|The body must be an object but is a number with a fraction",
                "\"a\"|The body must be an object but is a string",
                "true|The body must be an object but is a boolean",
                "null|The body must be an object but is null"
            })
    void saysWhatTheBodyIsWhereItIsNoObject(String document, String message) {
        assertThat(refusalOf(OBJECT, document)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":-Infinity}",
                "{\"a\":+1}",
                "{\"a\":01}",
                "{\"a\":.5}",
                "{\"a\":5.}",
                "{\"a\":0x1}",
                "{\"a\":1/*c*/}",
                "{\"a\":1}//c",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "[1,]",
                "{\"a\":\"\u0001\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":\"b",
                "{\"a\":[1",
                "{\"a\":tru}",
                "{",
                "}",
                "]",
                ":",
                "{\"a\":1} x",
                "{\"a\":1}{\"a\":1}",
                "{\"a\":1} 2",
                "{\"a\":1,\"a\":1}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"a\":[1e999]}",
                "{\"a\":-1e999}",
                "   ",
                "\n",
                ""
            })
    void refusesWhatIsNotJsonInASentenceWithoutTheNameOfAType(String document) {
        assertThat(refusalOf(OBJECT, document))
                .matches("[A-Z].*")
                .doesNotContain("`", "[Source", "\n", "Feature", "java", "Object")
                .doesNotMatch(".*[a-z]{2}[A-Z].*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1,\"a\":2}|The body has the name 'a' twice in one object (line 1, column 11): send it once",
                "{\"a\":1} 2|The body goes on after the JSON value (line 1, column 9): send one value",
                "{\"a\":[1e999]}|Property 'a' has a number that is out of range (line 1, column 12)",
                "{\"a\":|The body ends too early (line 1, column 6): send the whole JSON value"
            })
    void saysWhatTwoReadersWouldTakeForDifferentThings(String document, String message) {
        assertThat(refusalOf(OBJECT, document)).isEqualTo(message);
    }

    @Test
    void saysThatTheBodyIsEmptyOrOnlySpaces() {
        assertThat(refusalOf(OBJECT, "")).isEqualTo("The body is empty: send JSON, an object");
        assertThat(refusalOf(OBJECT, " \n ")).isEqualTo("The body is empty: send JSON, an object");
    }

    @Test
    void refusesWhatGoesBeyondALimitAndNamesTheLimit() {
        assertThat(refusalOf(OBJECT, "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}"))
                .isEqualTo("The JSON exceeds a limit: Document nesting depth (201) exceeds the maximum allowed (200)");
        assertThat(refusalOf(OBJECT, "{\"a\":" + "1".repeat(1_001) + "}"))
                .isEqualTo("The JSON exceeds a limit: Number value length (1001) exceeds the maximum allowed (1000)");
        assertThat(refusalOf(OBJECT, "{\"" + "a".repeat(50_001) + "\":1}"))
                .isEqualTo("The JSON exceeds a limit: Name length (50001) exceeds the maximum allowed (50000)");
    }

    @Test
    void takesWhatIsJustWithinTheLimits() {
        assertThat(read(OBJECT, "{\"a\":" + "[".repeat(199) + "]".repeat(199) + "}"))
                .isNotNull();
        assertThat(read(OBJECT, "{\"a\":" + "1".repeat(1_000) + "}")).isNotNull();
        assertThat(read(OBJECT, "{\"" + "a".repeat(50_000) + "\":1}")).isNotNull();
    }

    @Test
    void refusesANumberOfManyDigitsThatIsTooLargeForADouble() {
        assertThat(refusalOf(Order.class, VALID.replace("1.5", "9".repeat(400))))
                .contains("has a number that is out of range");
    }

    @Test
    void doesNotShowAClientWhatAConstructorThrows() {
        /* A record that refuses what it is given. */
        record Checked(int n) {
            Checked {
                throw new IllegalStateException("secret " + n);
            }
        }

        assertThat(refusalOf(Checked.class, "{\"n\":1}"))
                .doesNotContain("secret")
                .startsWith("The JSON does not fit");
    }

    @Test
    void cutsAValueThatIsTooLongToShow() {
        assertThat(refusalOf(Order.class, VALID.replace("RED", "x".repeat(10_000))))
                .hasSizeLessThan(300);
    }

    @Test
    void writesTextAsUtf8ItselfAndNotAsEscapes() {
        var codec = codec(new TypeRef<List<String>>() {}.type());

        assertThat(write(codec, List.of("\uD83D\uDE00", "\u00e9", "a\u0301")))
                .isEqualTo("[\"\uD83D\uDE00\",\"\u00e9\",\"a\u0301\"]");
    }

    @SuppressWarnings("unchecked")
    private static String write(Codec<?> codec, Object value) {
        return UTF_8.decode(((Codec<Object>) codec).encode(value).bytes()).toString();
    }

    private Object read(Type type, String document) {
        return codec(type).decode("application/json", ByteBuffer.wrap(document.getBytes(UTF_8)));
    }

    private String refusalOf(Type type, String document) {
        var refusal = catchThrowableOfType(ForgeException.class, () -> read(type, document));
        assertThat(refusal).as("refusal of " + document).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_INPUT);
        return refusal.getMessage();
    }

    private Codec<?> codec(Type type) {
        return codecs.of(type);
    }
}
