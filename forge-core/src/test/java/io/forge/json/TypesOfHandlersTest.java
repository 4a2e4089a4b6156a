package io.forge.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import io.forge.api.TypeRef;
import io.forge.runtime.Codec;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonPOJOBuilder;

/** Which types a handler may take and answer: what is let through works, what does not work is refused with a reason. */
class TypesOfHandlersTest {

    enum Color {
        RED,
        GREEN
    }

    record Point(int x, int y) {}

    record Box<T>(T value) {}

    record Tree(String name, List<Tree> children) {}

    record Empty() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Circle.class, name = "circle"),
        @JsonSubTypes.Type(value = Square.class, name = "square")
    })
    sealed interface Shape permits Circle, Square {}

    record Circle(int r) implements Shape {}

    record Square(int a) implements Shape {}

    record Drawing(List<Shape> shapes, Map<String, Shape> named, Shape first) {}

    interface Plain {}

    record PlainOne(int n) implements Plain {}

    record ByProperty(
            @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
            @JsonSubTypes(@JsonSubTypes.Type(value = PlainOne.class, name = "one"))
            Plain plain,

            @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
            @JsonSubTypes(@JsonSubTypes.Type(value = PlainOne.class, name = "one"))
            List<Plain> list) {}

    @JsonDeserialize(as = PlainOther.class)
    interface Directed {}

    record PlainOther(int n) implements Directed {}

    static final class Created {
        @JsonValue
        final String text;

        @JsonCreator
        Created(@JsonProperty("a") String a, @JsonProperty("b") int b) {
            text = a + b;
        }
    }

    static final class OfText {
        @JsonValue
        final String text;

        @JsonCreator
        private OfText(String text) {
            this.text = text;
        }
    }

    static final class OfPoint {
        @JsonValue
        final Point point;

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        OfPoint(Point point) {
            this.point = point;
        }
    }

    static final class OfPlain {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        OfPlain(Plain plain) {}
    }

    @JsonDeserialize(builder = Built.Builder.class)
    static final class Built {
        @JsonValue
        final int n;

        private Built(int n) {
            this.n = n;
        }

        @JsonPOJOBuilder
        static final class Builder {
            private int n;

            Builder withN(int value) {
                n = value;
                return this;
            }

            Built build() {
                return new Built(n);
            }
        }
    }

    static final class Bean {
        private int n;

        private Bean() {}

        public int getN() {
            return n;
        }

        public void setN(int n) {
            this.n = n;
        }
    }

    @JsonDeserialize(using = Custom.Reader.class)
    interface Custom {
        static final class Reader extends ValueDeserializer<Custom> {
            @Override
            public Custom deserialize(JsonParser parser, DeserializationContext context) {
                parser.skipChildren();
                return new Custom() {
                    @Override
                    public String toString() {
                        return "custom";
                    }
                };
            }
        }
    }

    record WithCustom(
            Custom custom,

            @JsonDeserialize(contentUsing = Custom.Reader.class)
            List<Plain> list) {}

    record Others(@JsonAnySetter Map<String, Integer> others) {}

    record Unwrapped(@JsonUnwrapped Point point) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    static final class TakesAnything {
        private final int n = 1;
    }

    static Stream<Arguments> read() {
        return Stream.of(
                Arguments.of(Point.class, "{`x`:1,`y`:2}"),
                Arguments.of(new TypeRef<Box<Point>>() {}.type(), "{`value`:{`x`:1,`y`:2}}"),
                Arguments.of(Box.class, "{`value`:[1]}"),
                Arguments.of(Tree.class, "{`name`:`a`,`children`:[{`name`:`b`,`children`:[]}]}"),
                Arguments.of(Empty.class, "{}"),
                Arguments.of(Object.class, "{`a`:[1,null]}"),
                Arguments.of(JsonNode.class, "{`a`:[1,null]}"),
                Arguments.of(Map.class, "{`a`:1}"),
                Arguments.of(List.class, "[1]"),
                Arguments.of(new TypeRef<Map<Color, List<Point>>>() {}.type(), "{`RED`:[{`x`:1,`y`:2}]}"),
                Arguments.of(new TypeRef<Map<String, Object>>() {}.type(), "{`a`:null}"),
                Arguments.of(new TypeRef<Set<? extends Point>>() {}.type(), "[{`x`:1,`y`:2}]"),
                Arguments.of(new TypeRef<EnumMap<Color, Integer>>() {}.type(), "{`RED`:1}"),
                Arguments.of(new TypeRef<EnumSet<Color>>() {}.type(), "[`RED`]"),
                Arguments.of(new TypeRef<Optional<Point>>() {}.type(), "{`x`:1,`y`:2}"),
                Arguments.of(new TypeRef<AtomicReference<Point>>() {}.type(), "{`x`:1,`y`:2}"),
                Arguments.of(Color.class, "`RED`"),
                Arguments.of(int.class, "1"),
                Arguments.of(Integer.class, "1"),
                Arguments.of(float[].class, "[1.5]"),
                Arguments.of(int[][].class, "[[1]]"),
                Arguments.of(Point[].class, "[{`x`:1,`y`:2}]"),
                Arguments.of(Instant.class, "`2026-01-31T18:30:00Z`"),
                Arguments.of(new TypeRef<Map<Instant, Integer>>() {}.type(), "{`2026-01-31T18:30:00Z`:1}"),
                Arguments.of(CharSequence.class, "`a`"),
                Arguments.of(Number.class, "1"),
                Arguments.of(Iterable.class, "[1]"),
                Arguments.of(Shape.class, "{`type`:`circle`,`r`:1}"),
                Arguments.of(Circle.class, "{`type`:`circle`,`r`:1}"),
                Arguments.of(
                        Drawing.class,
                        "{`shapes`:[{`type`:`circle`,`r`:1}],`named`:{},`first`:{`type`:`square`,`a`:1}}"),
                Arguments.of(ByProperty.class, "{`plain`:{`type`:`one`,`n`:1},`list`:[{`type`:`one`,`n`:1}]}"),
                Arguments.of(Directed.class, "{`n`:1}"),
                Arguments.of(Created.class, "{`a`:`x`,`b`:1}"),
                Arguments.of(OfText.class, "`a`"),
                Arguments.of(OfPoint.class, "{`x`:1,`y`:2}"),
                Arguments.of(Built.class, "{`n`:1}"),
                Arguments.of(Bean.class, "{`n`:1}"),
                Arguments.of(Custom.class, "{`n`:1}"),
                Arguments.of(WithCustom.class, "{`custom`:1,`list`:[2]}"),
                Arguments.of(Others.class, "{`a`:1}"),
                Arguments.of(Unwrapped.class, "{`x`:1,`y`:2}"),
                Arguments.of(TakesAnything.class, "{`a`:1}"));
    }

    @ParameterizedTest
    @MethodSource("read")
    void readsWhatItDoesNotRefuse(Type type, String document) {
        var codec = new JsonCodecs(1 << 20).of(type);

        codec.requireReadable();

        var bytes = ByteBuffer.wrap(document.replace('`', '"').getBytes(UTF_8));
        assertThat(codec.decode("application/json", bytes)).isNotNull();
    }

    static final class TwoArguments {
        private final String a;

        private TwoArguments(String a, int b) {
            this.a = a + b;
        }
    }

    static final class Hidden {
        private String text = "";

        String text() {
            return text;
        }
    }

    abstract static class Abstract {
        public int n;
    }

    @SuppressWarnings("ClassCanBeStatic")
    final class Inner {
        public int n;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes(@JsonSubTypes.Type(value = BadSubtype.class, name = "bad"))
    interface WithBadSubtype {}

    record BadSubtype(Plain plain) implements WithBadSubtype {}

    record InList(String name, List<Plain> list) {}

    record InMap(Map<String, List<Plain>> map) {}

    record InOptional(Optional<Plain> plain) {}

    record InArray(Plain[] array) {}

    record Deep(Box<InList> box) {}

    record KeyedByObject(Map<Point, Integer> map) {}

    static final class Twice {
        public void setN(Map<String, String> n) {}

        public void setN(List<String> n) {}
    }

    private static final String RECORD =
            "Make it a record, or annotate a constructor with @JsonCreator and its" + " parameters with @JsonProperty";
    private static final String NAMES =
            "Use a record, or say with @JsonTypeInfo and @JsonSubTypes which classes there are";

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of(TwoArguments.class, "#TwoArguments has no constructor that JSON can call. " + RECORD),
                Arguments.of(
                        Hidden.class, "#Hidden has no property that JSON can set. Make it a record, or add setters"),
                Arguments.of(Plain.class, "#Plain is an interface. " + NAMES),
                Arguments.of(Abstract.class, "#Abstract is abstract. " + NAMES),
                Arguments.of(
                        Inner.class, "#Inner belongs to an object or a method around it. Make it static, or a record"),
                Arguments.of(InputStream.class, "java.io.InputStream is abstract. " + NAMES),
                Arguments.of(
                        new TypeRef<Function<String, String>>() {}.type(),
                        "java.util.function.Function<java.lang.String,java.lang.String> is an interface. " + NAMES),
                Arguments.of(WithBadSubtype.class, "#Plain, at 'plain', is an interface. " + NAMES),
                Arguments.of(InList.class, "#Plain, at 'list[]', is an interface. " + NAMES),
                Arguments.of(InMap.class, "#Plain, at 'map.*[]', is an interface. " + NAMES),
                Arguments.of(InOptional.class, "#Plain, at 'plain', is an interface. " + NAMES),
                Arguments.of(InArray.class, "#Plain, at 'array[]', is an interface. " + NAMES),
                Arguments.of(Deep.class, "#Plain, at 'box.value.list[]', is an interface. " + NAMES),
                Arguments.of(OfPlain.class, "#Plain is an interface. " + NAMES),
                Arguments.of(
                        new TypeRef<Map<String, Box<TwoArguments>>>() {}.type(),
                        "#TwoArguments, at '*.value', has no constructor that JSON can call. " + RECORD),
                Arguments.of(new TypeRef<List<Plain>>() {}.type(), "#Plain, at '[]', is an interface. " + NAMES),
                Arguments.of(
                        KeyedByObject.class,
                        "#Point cannot be a key of a map. Use String, an enum, or a class with a constructor that takes"
                                + " one String"),
                Arguments.of(
                        Twice.class,
                        "Conflicting setter definitions for property \"n\": #Twice#setN(java.util.List) vs"
                                + " #Twice#setN(java.util.Map)"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void refusesWhatItCannotRead(Type type, String message) {
        var codec = new JsonCodecs(1 << 20).of(type);

        assertThatThrownBy(codec::requireReadable)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message.replaceAll(
                        "#(?=[A-Z])", Matcher.quoteReplacement(TypesOfHandlersTest.class.getName() + "$")));
    }

    @SuppressWarnings("UnusedVariable")
    static final class NoGetters {
        private final String text = "a";
    }

    record HidesInList(List<NoGetters> list) {}

    record HidesInMap(Map<String, Optional<NoGetters>> map) {}

    record HidesInArray(Box<NoGetters[]> box) {}

    static Stream<Arguments> unwritable() {
        String why = "has no property that JSON can show. Make it a record, or add getters";
        return Stream.of(
                Arguments.of(NoGetters.class, "#NoGetters " + why),
                Arguments.of(HidesInList.class, "#NoGetters, at 'list[]', " + why),
                Arguments.of(HidesInMap.class, "#NoGetters, at 'map.*', " + why),
                Arguments.of(HidesInArray.class, "#NoGetters, at 'box.value[]', " + why),
                Arguments.of(new TypeRef<List<NoGetters>>() {}.type(), "#NoGetters, at '[]', " + why));
    }

    @ParameterizedTest
    @MethodSource("unwritable")
    void refusesWhatItCannotWrite(Type type, String message) {
        var codec = new JsonCodecs(1 << 20).of(type);

        assertThatThrownBy(codec::requireWritable)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message.replaceAll(
                        "#(?=[A-Z])", Matcher.quoteReplacement(TypesOfHandlersTest.class.getName() + "$")));
    }

    static Stream<Arguments> written() {
        return Stream.of(
                Arguments.of(Point.class, new Point(1, 2), "{`x`:1,`y`:2}"),
                Arguments.of(
                        new TypeRef<Box<Point>>() {}.type(), new Box<>(new Point(1, 2)), "{`value`:{`x`:1,`y`:2}}"),
                Arguments.of(Box.class, new Box<>(1), "{`value`:1}"),
                Arguments.of(Tree.class, new Tree("a", List.of()), "{`name`:`a`,`children`:[]}"),
                Arguments.of(Empty.class, new Empty(), "{}"),
                Arguments.of(Object.class, new Point(1, 2), "{`x`:1,`y`:2}"),
                Arguments.of(Plain.class, new PlainOne(1), "{`n`:1}"),
                Arguments.of(InList.class, new InList("a", List.of(new PlainOne(1))), "{`name`:`a`,`list`:[{`n`:1}]}"),
                Arguments.of(Shape.class, new Circle(1), "{`type`:`circle`,`r`:1}"),
                Arguments.of(Map.class, new HashMap<>(Map.of("a", 1)), "{`a`:1}"),
                Arguments.of(float[].class, new float[] {1.5f}, "[1.5]"),
                Arguments.of(Point[].class, new Point[] {new Point(1, 2)}, "[{`x`:1,`y`:2}]"),
                Arguments.of(new TypeRef<Optional<Point>>() {}.type(), Optional.of(new Point(1, 2)), "{`x`:1,`y`:2}"),
                Arguments.of(Instant.class, Instant.EPOCH, "`1970-01-01T00:00:00Z`"),
                Arguments.of(Color.class, Color.RED, "`RED`"),
                Arguments.of(Created.class, new Created("x", 1), "`x1`"),
                Arguments.of(OfPoint.class, new OfPoint(new Point(1, 2)), "{`x`:1,`y`:2}"));
    }

    @ParameterizedTest
    @MethodSource("written")
    @SuppressWarnings("unchecked")
    void writesWhatItDoesNotRefuse(Type type, Object value, String document) {
        var codec = (Codec<Object>) new JsonCodecs(1 << 20).of(type);

        codec.requireWritable();

        assertThat(UTF_8.decode(codec.encode(value).bytes()).toString()).isEqualTo(document.replace('`', '"'));
    }
}
