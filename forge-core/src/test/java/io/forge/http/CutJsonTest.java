package io.forge.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.api.TypeRef;
import io.forge.testkit.RawConnection;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A body that ends before its JSON does, in whatever type: refused at once, wherever it was cut. */
@Timeout(value = 30, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CutJsonTest {

    /** A color. */
    public enum Color {
        RED
    }

    /** Lists. */
    public record Tags(List<String> tags) {}

    /** A record in records. */
    public record Tree(String name, List<Tree> children, Optional<Tree> next) {}

    /** Takes what it does not know. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Lenient(int n) {}

    /** One of several kinds. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
    public sealed interface Shape {}

    /** The only kind. */
    public record Circle(double radius) implements Shape {}

    @RegisterExtension
    static final HttpTestServer SERVER = new HttpTestServer(builder -> builder.handler("tags", of(Tags.class))
            .handler("tree", of(Tree.class))
            .handler("lenient", of(Lenient.class))
            .handler("shape", of(Shape.class))
            .handler("strings", of(new TypeRef<List<String>>() {}))
            .handler("set", of(new TypeRef<Set<String>>() {}))
            .handler("deque", of(new TypeRef<ArrayDeque<Integer>>() {}))
            .handler("string-array", of(String[].class))
            .handler("objects", of(Object[].class))
            .handler("ints", of(int[].class))
            .handler("longs", of(long[].class))
            .handler("shorts", of(short[].class))
            .handler("bytes", of(byte[].class))
            .handler("chars", of(char[].class))
            .handler("booleans", of(boolean[].class))
            .handler("floats", of(float[].class))
            .handler("doubles", of(double[][].class))
            .handler("enums", of(new TypeRef<EnumSet<Color>>() {}))
            .handler("enum-map", of(new TypeRef<EnumMap<Color, Integer>>() {}))
            .handler("map", of(new TypeRef<TreeMap<String, BigDecimal>>() {}))
            .handler("entry", of(new TypeRef<Map.Entry<String, Integer>>() {}))
            .handler("anything", of(Object.class)));

    private static <I> Handler<I, String> of(Class<I> input) {
        return Handler.unary(input, String.class, (value, call) -> "read").on(Dispatch.EVENT_LOOP);
    }

    private static <I> Handler<I, String> of(TypeRef<I> input) {
        return Handler.unary(input, new TypeRef<String>() {}, (value, call) -> "read")
                .on(Dispatch.EVENT_LOOP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "tags|{\"tags\":[\"a\",\"b\\n\"]}",
                "tree|{\"name\":\"a\",\"children\":[{\"name\":\"b\",\"children\":[],\"next\":null}],\"next\":null}",
                "lenient|{\"x\":{\"y\":[1,{\"z\":\"\"}]},\"n\":1}",
                "shape|{\"type\":\"Circle\",\"radius\":1.5}",
                "shape|{\"radius\":1.5,\"type\":\"Circle\"}",
                "strings|[\"a\",null,\"b\"]",
                "set|[\"a\",\"b\"]",
                "deque|[1,2]",
                "string-array|[\"a\",\"b\"]",
                "objects|[{\"a\":[1,true]},null,1.5e3]",
                "ints|[1,2]",
                "longs|[1,2]",
                "shorts|[1,2]",
                "bytes|[1,2]",
                "chars|[\"a\",\"b\"]",
                "booleans|[true,false]",
                "floats|[1,2.5]",
                "doubles|[[1,2.5],[]]",
                "enums|[\"RED\"]",
                "enum-map|{\"RED\":1}",
                "map|{\"a\":1.5,\"b\":2}",
                "entry|{\"a\":1}",
                "anything|\"a\\u00e9\"",
                "anything|true",
                "anything|{\"a\":{\"b\":[1,\"\\u00e9\",[],{}]}}"
            })
    void saysThatABodyEndsTooEarlyWhereverItIsCut(String handler, String document) {
        try (var connection = SERVER.connect()) {
            assertThat(post(connection, handler, document)).isEqualTo("read");
            for (int length = 1; length < document.length(); length++) {
                String cut = document.substring(0, length);

                String problem = post(connection, handler, cut);

                assertThat(problem)
                        .as(cut)
                        .contains("\"status\":400", "The body ends too early", "send the whole JSON value");
            }
            HttpTestServer.assertServes(connection);
        }
    }

    private static String post(RawConnection connection, String handler, String body) {
        return connection
                .send(
                        "POST /%s HTTP/1.1\r\nHost: forge\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(handler, body.length(), body))
                .read()
                .text();
    }
}
