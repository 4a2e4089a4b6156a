package io.forge.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.OptBoolean;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.TypeRef;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Which properties of an object may be absent or null, and what a client is told of the others. */
class OptionalPropertiesTest {

    /** As other libraries have it: for what is declared, not for types. */
    static final class OfAnotherLibrary {

        @Retention(RetentionPolicy.RUNTIME)
        @Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD})
        @interface Nullable {}
    }

    record Empties(Optional<String> text, OptionalInt count, OptionalLong size, OptionalDouble share) {}

    record OnType(@org.jspecify.annotations.Nullable String a) {}

    record OnArray(int @org.jspecify.annotations.Nullable [] a) {}

    record OnParameter(@OfAnotherLibrary.Nullable String a) {}

    record OnComponent(@org.jspecify.annotations.Nullable String a) {
        @SuppressWarnings("RedundantRecordConstructor")
        OnComponent(String a) {
            this.a = a;
        }
    }

    record NotRequired(
            @JsonProperty(isRequired = OptBoolean.FALSE) Integer a) {}

    record Zero(@JsonProperty(isRequired = OptBoolean.FALSE) int a) {}

    record Filled(@JsonSetter(nulls = Nulls.AS_EMPTY) List<String> a) {}

    record Set(@JsonSetter(nulls = Nulls.SET) String a) {}

    record Node(JsonNode a) {}

    record Reference(AtomicReference<String> a) {}

    record Defaulted(@org.jspecify.annotations.Nullable Integer a) {
        Defaulted {
            a = a == null ? 10 : a;
        }
    }

    static final class Created {
        private final String a;

        @JsonCreator
        Created(@JsonProperty("a") String a, @JsonProperty("b") @org.jspecify.annotations.Nullable String b) {
            this.a = a + b;
        }

        @Override
        public String toString() {
            return a;
        }
    }

    static final class Factory {
        private final String a;

        private Factory(String a) {
            this.a = a;
        }

        @JsonCreator
        static Factory of(@JsonProperty("a") String a, @JsonProperty("b") Optional<String> b) {
            return new Factory(a + b);
        }

        @Override
        public String toString() {
            return a;
        }
    }

    static final class Bean {
        public String a = "initial";

        @Override
        public String toString() {
            return "Bean " + a;
        }
    }

    @JsonIgnoreProperties("b")
    record IgnoredByClass(String a, String b) {}

    record Ignored(String a, @JsonIgnore String b) {}

    record ReadOnly(
            String a,

            @JsonProperty(access = JsonProperty.Access.READ_ONLY)
            String b) {}

    record Others(String a, @JsonAnySetter Map<String, Integer> others) {}

    record Aliased(@JsonAlias("b") String a) {}

    record Point(int x, int y) {}

    record Unwrapped(String a, @JsonUnwrapped Point point) {}

    static Stream<Arguments> taken() {
        return Stream.of(
                Arguments.of(
                        Empties.class,
                        "{}",
                        "Empties[text=Optional.empty, count=OptionalInt.empty, size=OptionalLong.empty, share=OptionalDouble.empty]"),
                Arguments.of(
                        Empties.class,
                        "{\"text\":null,\"count\":null,\"size\":null,\"share\":null}",
                        "Empties[text=Optional.empty, count=OptionalInt.empty, size=OptionalLong.empty, share=OptionalDouble.empty]"),
                Arguments.of(OnType.class, "{}", "OnType[a=null]"),
                Arguments.of(OnType.class, "{\"a\":null}", "OnType[a=null]"),
                Arguments.of(OnArray.class, "{}", "OnArray[a=null]"),
                Arguments.of(OnParameter.class, "{}", "OnParameter[a=null]"),
                Arguments.of(OnComponent.class, "{}", "OnComponent[a=null]"),
                Arguments.of(OnComponent.class, "{\"a\":null}", "OnComponent[a=null]"),
                Arguments.of(NotRequired.class, "{}", "NotRequired[a=null]"),
                Arguments.of(NotRequired.class, "{\"a\":null}", "NotRequired[a=null]"),
                Arguments.of(Zero.class, "{}", "Zero[a=0]"),
                Arguments.of(Filled.class, "{}", "Filled[a=[]]"),
                Arguments.of(Filled.class, "{\"a\":null}", "Filled[a=[]]"),
                Arguments.of(Set.class, "{}", "Set[a=null]"),
                Arguments.of(Set.class, "{\"a\":null}", "Set[a=null]"),
                Arguments.of(Node.class, "{\"a\":null}", "Node[a=null]"),
                Arguments.of(Reference.class, "{\"a\":null}", "Reference[a=null]"),
                Arguments.of(Defaulted.class, "{}", "Defaulted[a=10]"),
                Arguments.of(Created.class, "{\"a\":\"x\"}", "xnull"),
                Arguments.of(Factory.class, "{\"a\":\"x\"}", "xOptional.empty"),
                Arguments.of(Bean.class, "{}", "Bean initial"),
                Arguments.of(Bean.class, "{\"a\":null}", "Bean null"),
                Arguments.of(Ignored.class, "{\"a\":\"x\"}", "Ignored[a=x, b=null]"),
                Arguments.of(IgnoredByClass.class, "{\"a\":\"x\"}", "IgnoredByClass[a=x, b=null]"),
                Arguments.of(ReadOnly.class, "{\"a\":\"x\"}", "ReadOnly[a=x, b=null]"),
                Arguments.of(Others.class, "{\"a\":\"x\"}", "Others[a=x, others={}]"),
                Arguments.of(Others.class, "{\"a\":\"x\",\"n\":1}", "Others[a=x, others={n=1}]"),
                Arguments.of(Aliased.class, "{\"b\":\"x\"}", "Aliased[a=x]"),
                Arguments.of(
                        Unwrapped.class, "{\"a\":\"x\",\"x\":1,\"y\":2}", "Unwrapped[a=x, point=Point[x=1, y=2]]"));
    }

    @ParameterizedTest
    @MethodSource("taken")
    void takes(Class<?> type, String document, String value) {
        assertThat(read(type, document)).hasToString(value);
    }

    record Line(String article, Integer count) {}

    record Order(String customer, List<Line> lines, Optional<Line> gift, Map<String, Line> others) {}

    record Box<T>(T value) {}

    record Texts(String text, String lang) {}

    static final class Builderless {
        final String a;

        @JsonCreator
        Builderless(@JsonProperty("a") String a, @JsonProperty("b") int b) {
            this.a = a + b;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "`customer`:`c`|`customer`:null|Property 'customer' must be a string but is null",
                "`customer`:`c`,||Property 'customer' is missing",
                "`lines`:[{`article`:`a`,`count`:1}]|`lines`:null|Property 'lines' must be an array but is null",
                "{`article`:`a`,`count`:1}|{`article`:null,`count`:1}|Property 'lines[0].article' must be a string but is null",
                "{`article`:`a`,`count`:1}|{`article`:`a`,`count`:null}|Property 'lines[0].count' must be a whole number up to 2147483647 but is null",
                "{`article`:`a`,`count`:1}|{}|Properties 'lines[0].article', 'lines[0].count' are missing",
                "{`article`:`a`,`count`:1}|{`article`:`a`}|Property 'lines[0].count' is missing",
                "{`article`:`a`,`count`:1}|{`artikel`:`a`,`count`:1}|Property 'lines[0].artikel' is unknown: did you mean 'article'?",
                "{`article`:`a`,`count`:1}|{`artikel`:`a`}|Property 'lines[0].artikel' is unknown: did you mean 'article'? Property 'lines[0].count' is missing",
                "{`article`:`a`,`count`:1}|{`colour`:`a`,`count`:1}|Property 'lines[0].colour' is unknown: known are article, count. Property 'lines[0].article' is missing",
                "`others`:{}|`others`:{`x`:{`article`:null,`count`:1}}|Property 'others.x.article' must be a string but is null",
                "`others`:{}|`others`:{`x`:{`artikel`:null,`count`:1}}|Property 'others.x.artikel' is unknown: did you mean 'article'?",
                "`others`:{}|`others`:{},`gift`:{`article`:null,`count`:1}|Property 'gift.article' must be a string but is null",
                "`others`:{}|`other`:{}|Property 'other' is unknown: did you mean 'others'?"
            })
    void refusesWhatIsMissingOrNullAndNamesIt(String part, String instead, String message) {
        String valid = "{`customer`:`c`,`lines`:[{`article`:`a`,`count`:1}],`others`:{}}";
        String document = valid.replace(part, instead == null ? "" : instead).replace('`', '"');

        assertThat(refusalOf(Order.class, document)).isEqualTo(message);
        assertThat(refusalOf(Order.class, document + " ".repeat(1_000))).isEqualTo(message);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        Texts.class,
                        "{\"txt\":\"x\",\"lang\":\"en\"}",
                        "Property 'txt' is unknown: did you mean 'text'?"),
                Arguments.of(
                        Texts.class,
                        "{\"txt\":\"x\"}",
                        "Property 'txt' is unknown: did you mean 'text'? Property 'lang' is missing"),
                Arguments.of(Builderless.class, "{\"a\":null,\"b\":1}", "Property 'a' must be a string but is null"),
                Arguments.of(Builderless.class, "{\"b\":1}", "Property 'a' is missing"),
                Arguments.of(
                        new TypeRef<Box<List<Line>>>() {}.type(),
                        "{\"value\":[{\"article\":null,\"count\":1}]}",
                        "Property 'value[0].article' must be a string but is null"),
                Arguments.of(Box.class, "{\"value\":null}", "Property 'value' must be a value but is null"),
                Arguments.of(
                        Zero.class,
                        "{\"a\":null}",
                        "Property 'a' must be a whole number up to 2147483647 but is null"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(Type type, String document, String message) {
        assertThat(refusalOf(type, document)).isEqualTo(message);
    }

    private static String refusalOf(Type type, String document) {
        var refusal = catchThrowableOfType(ForgeException.class, () -> read(type, document));
        assertThat(refusal).as("refusal of " + document).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_INPUT);
        return refusal.getMessage();
    }

    private static Object read(Type type, String document) {
        return new JsonCodecs(1 << 20).of(type).decode("application/json", ByteBuffer.wrap(document.getBytes(UTF_8)));
    }
}
