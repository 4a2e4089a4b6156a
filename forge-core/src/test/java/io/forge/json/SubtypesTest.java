package io.forge.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects that say themselves of which type they are. */
class SubtypesTest {

    /** Told by a property. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    public sealed interface Shape {}

    /** One. */
    @JsonTypeName("circle")
    public record Circle(double r) implements Shape {}

    /** The other. */
    @JsonTypeName("square")
    public record Square(double a) implements Shape {}

    /** Told by the name around it. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Cat.class, name = "cat"),
        @JsonSubTypes.Type(value = Dog.class, name = "dog")
    })
    public interface Animal {}

    /** One. */
    public record Cat(int lives) implements Animal {}

    /** The other. */
    public record Dog(int tricks) implements Animal {}

    /** Told by an array around it. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
    @JsonSubTypes({@JsonSubTypes.Type(value = Car.class, name = "car")})
    public interface Vehicle {}

    /** The only one. */
    public record Car(int wheels) implements Vehicle {}

    /** Told by what it has. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
    public sealed interface Deduced {}

    /** One. */
    public record Left(int left) implements Deduced {}

    /** The other. */
    public record Right(int right) implements Deduced {}

    /** Where the property stands beside. */
    public record Beside(
            String kind,

            @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.EXTERNAL_PROPERTY, property = "kind")
            @JsonSubTypes({@JsonSubTypes.Type(value = Plain.class, name = "plain")})
            Object value) {}

    /** Nothing of its own. */
    public record Plain(int n) {}

    /** All of them. */
    public record All(Shape v, List<Shape> list, Animal animal, Vehicle vehicle, Deduced deduced, Beside beside) {}

    private final JsonCodecs codecs = new JsonCodecs(1 << 20);

    @Test
    void readsEachOfThem() {
        String json =
                "{\"v\":{\"type\":\"circle\",\"r\":1},\"list\":[{\"a\":1,\"type\":\"square\"}],\"animal\":{\"dog\":{\"tricks\":1}},"
                        + "\"vehicle\":[\"car\",{\"wheels\":4}],\"deduced\":{\"left\":1},\"beside\":{\"kind\":\"plain\",\"value\":{\"n\":1}}}";

        assertThat(read(All.class, json))
                .isEqualTo(new All(
                        new Circle(1),
                        List.of(new Square(1)),
                        new Dog(1),
                        new Car(4),
                        new Left(1),
                        new Beside("plain", new Plain(1))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"v\":{\"r\":1}|Property 'v.type' is missing: it must be one of circle, square",
                "\"v\":{}|Property 'v.type' is missing: it must be one of circle, square",
                "\"v\":{\"type\":\"hexagon\",\"r\":1}|Property 'v.type' must be one of circle, square but is 'hexagon'",
                "\"v\":{\"type\":\"\"}|Property 'v.type' must be one of circle, square but is ''",
                "\"v\":{\"type\":null}|Property 'v.type' is missing: it must be one of circle, square",
                "\"v\":{\"type\":7}|Property 'v.type' must be one of circle, square but is '7'",
                "\"v\":{\"type\":{}}|Property 'v.type' is missing: it must be one of circle, square",
                "\"v\":{\"type\":[\"circle\"]}|Property 'v.type' is missing: it must be one of circle, square",
                "\"v\":{\"type\":true}|Property 'v.type' must be one of circle, square but is 'true'",
                "\"v\":{\"type\":\"circle\",\"type\":\"square\"}|The body has the name 'type' twice in one object (line 1, column 29): send it once",
                "\"v\":7|Property 'v' must be an object but is a whole number",
                "\"v\":\"circle\"|Property 'v' must be an object but is a string",
                "\"v\":[]|Property 'v' must be an object but is an array",
                "\"v\":{\"type\":\"circle\",\"r\":\"x\"}|Property 'v.r' must be a number but is a string",
                "\"v\":{\"type\":\"circle\",\"a\":1}|Property 'v.a' is unknown: did you mean 'r'?",
                "\"list\":[{\"type\":\"square\",\"a\":1},{\"type\":\"hexagon\"}]|Property 'list[1].type' must be one of circle, square but is 'hexagon'",
                "\"list\":[{}]|Property 'list[0].type' is missing: it must be one of circle, square",
                "\"animal\":{}|Property 'animal' does not fit (line 1, column 12)",
                "\"animal\":{\"cow\":{}}|The type of property 'animal' must be one of cat, dog but is 'cow'",
                "\"animal\":{\"cat\":{\"lives\":9},\"dog\":{}}|Property 'animal' does not fit (line 1, column 30)",
                "\"animal\":[]|Property 'animal' must be an object but is an array",
                "\"vehicle\":[]|Property 'vehicle' does not fit (line 1, column 13)",
                "\"vehicle\":{}|Property 'vehicle' must be an array of a type and a value but is an object",
                "\"vehicle\":[\"bus\",{}]|The type of property 'vehicle' must be one of car but is 'bus'",
                "\"vehicle\":[7,{}]|The type of property 'vehicle' must be one of car but is '7'",
                "\"vehicle\":[\"car\",{\"wheels\":4},1]|Property 'vehicle' must be an array of a type and a value but is a whole number",
                "\"deduced\":{}|The type of property 'deduced' cannot be told from what it has",
                "\"deduced\":{\"middle\":1}|The type of property 'deduced' cannot be told from what it has",
                "\"deduced\":7|Property 'deduced' must be an object but is a whole number",
                "\"beside\":{\"kind\":\"other\",\"value\":{\"n\":1}}|The type of property 'beside' must be one of Object, plain but is 'other'",
                "\"beside\":{\"value\":{\"n\":1}}|Property 'beside.kind' is missing",
                "\"beside\":{\"kind\":null,\"value\":{\"n\":1}}|Property 'beside.kind' is missing",
                "\"beside\":{\"kind\":7,\"value\":{\"n\":1}}|The type of property 'beside' must be one of Object, plain but is '7'",
                "\"beside\":{\"kind\":\"plain\"}|Property 'beside.value' is missing"
            })
    void saysWhichTypesThereAre(String member, String message) {
        var refusal = catchThrowableOfType(ForgeException.class, () -> read(Part.class, "{%s}".formatted(member)));
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_INPUT);
        assertThat(refusal).hasMessage(message);
    }

    /** One of them. */
    public static final class Part {
        /** One. */
        public Shape v;
        /** Many. */
        public List<Shape> list;
        /** Another. */
        public Animal animal;
        /** Another. */
        public Vehicle vehicle;
        /** Another. */
        public Deduced deduced;
        /** Another. */
        public Beside beside;
    }

    private Object read(Class<?> type, String json) {
        return codecs.of(type).decode("application/json", ByteBuffer.wrap(json.getBytes(UTF_8)));
    }
}
