package io.forge.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.TypeRef;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What names of properties cost follows from the document that has them, however many, long or alike they are. */
class PropertyNamesTest {

    /** What has few properties. */
    public record Point(int x, int y) {}

    /** The map, its strings, and the buffers that they are made in. */
    private static final int FOR_EACH_BYTE = 8;

    /** Each of them costs an entry of the map and of the set that finds duplicates, and an Integer. */
    private static final int FOR_EACH_NAME = 300;

    /** For a parser, its buffers, and an exception with its stack trace. */
    private static final long AT_MOST = 64 << 10;

    private static final Type MAP = new TypeRef<Map<String, Integer>>() {}.type();
    private static final Type OBJECT = new TypeRef<Map<String, Object>>() {}.type();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final JsonCodecs codecs = new JsonCodecs(64 << 20);

    /** The first use of a class allocates for its initialisation. */
    @BeforeAll
    static void warmUp() {
        for (int i = 0; i < 1_000; i++) {
            new PropertyNamesTest().decode(MAP, object(names(20, "warm-up%s"::formatted)));
        }
    }

    static Stream<Arguments> manyNames() {
        return Stream.of(
                many("long", 8_000, number -> "k".repeat(1_000) + number),
                many("as long as may be", 160, number -> "k".repeat(49_990) + number),
                many("different in the beginning", 8_000, number -> number + "k".repeat(1_000)),
                many("numbers", 100_000, Integer::toString),
                many("short", 400_000, number -> "_" + Integer.toString(number, 36)),
                many("with a prefix", 100_000, number -> "key" + number),
                many("of thirteen bytes", 100_000, number -> "a name " + (100_000 + number)),
                many(
                        "of multi-byte characters",
                        100_000,
                        number -> "\u03BA\u03BB\u03B5\u03B9\u03B4\u03AF\uD83D\uDD11" + number),
                many("that collide in Java", 1 << 16, PropertyNamesTest::collidingInJava),
                many("that collide in Jackson", () -> collidingInJackson(20_000)));
    }

    private static Arguments many(String what, int count, IntFunction<String> name) {
        return many(what, () -> names(count, name));
    }

    /** Made when they are needed: JUnit writes arguments out. */
    private static Arguments many(String what, Supplier<Set<String>> names) {
        return Arguments.of(what, names);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manyNames")
    void readsManyDistinctNamesWithLittleMemory(String what, Supplier<Set<String>> made) {
        Set<String> names = made.get();
        String document = object(names);
        long length = document.getBytes(UTF_8).length;

        long before = THREADS.getCurrentThreadAllocatedBytes();
        Object map = decode(MAP, document);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before - length;

        assertThat(((Map<?, ?>) map).keySet().equals(names)).as(what).isTrue();
        assertThat(allocated)
                .as(what)
                .isLessThanOrEqualTo(FOR_EACH_BYTE * length + (long) FOR_EACH_NAME * names.size());
    }

    @Test
    void readsEightMegabytesOfLongNamesWithAFewTimesTheirMemory() {
        String document = object(names(8_000, number -> "k".repeat(1_000) + number));

        long before = THREADS.getCurrentThreadAllocatedBytes();
        decode(MAP, document);

        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(8L * document.length());
    }

    @Test
    void readsADocumentThatIsCutAfterManyNamesWithLittleMemory() {
        String document = object(names(8_000, number -> "k".repeat(1_000) + number));
        String cut = document.substring(0, document.length() - 1);

        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> decode(MAP, cut)).hasMessageContaining("The body ends too early");

        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(16L * document.length());
    }

    @Test
    void readsADocumentThatIsCutAfterNamesThatCollide() {
        String document = object(collidingInJackson(20_000));
        String cut = document.substring(0, document.length() - 1);

        assertThatThrownBy(() -> decode(MAP, cut)).hasMessageContaining("The body ends too early");
    }

    @Test
    void costsNoMoreWhateverNamesOthersHaveSent() {
        for (int i = 0; i < 500; i++) {
            int first = i * 10;
            decode(MAP, object(names(10, number -> "k".repeat(2_000) + (first + number))));

            String document = object(Set.of("new" + i, "n".repeat(400) + i));
            long before = THREADS.getCurrentThreadAllocatedBytes();
            decode(MAP, document);

            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(AT_MOST);
        }
    }

    /** A table of names that confuses two of them would give one for the other, here or in a later document. */
    @Test
    void tellsNamesApartWhateverWasReadBefore() {
        var random = new SplittableRandom(1);
        var colliding = List.copyOf(collidingInJackson(1_000));
        for (int i = 0; i < 2_000; i++) {
            var expected = new LinkedHashMap<String, Object>();
            for (int count = random.nextInt(40); count >= 0; count--) {
                String name = switch (random.nextInt(4)) {
                    case 0 -> colliding.get(random.nextInt(colliding.size()));
                    case 1 -> Integer.toString(random.nextInt(500), 36);
                    case 2 -> "k".repeat(random.nextInt(80)) + random.nextInt(10);
                    default -> "\u03BA".repeat(random.nextInt(40)) + random.nextInt(10);
                };
                expected.put(name, count);
            }

            assertThat(decode(OBJECT, written(expected))).isEqualTo(expected);
        }
    }

    private static String written(Map<String, ?> map) {
        return map.entrySet().stream()
                .map(entry -> "\"%s\":%s".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    static Stream<Arguments> names() {
        return Stream.of(
                        "",
                        "a",
                        "four",
                        "fives",
                        "eight888",
                        "twelve121212",
                        "thirteen13131",
                        "s".repeat(63),
                        "s".repeat(64),
                        "s".repeat(65),
                        "l".repeat(50_000),
                        "\u00E9",
                        "\u03BA\u03BB\u03B5\u03B9\u03B4\u03AF",
                        "\uD83D\uDD11",
                        "\uD83D\uDD11".repeat(16),
                        "\uD83D\uDD11".repeat(17))
                .flatMap(name -> Stream.of(
                        Arguments.of(name, name),
                        Arguments.of("\\u0041" + name, "A" + name),
                        Arguments.of(name + "\\n", name + "\n")))
                .filter(names -> ((String) names.get()[1]).length() <= 50_000);
    }

    /** In a short document, a long one, and after another that has it already. */
    @ParameterizedTest(name = "{index}")
    @MethodSource("names")
    void readsAName(String written, String name) {
        String object = "{\"%s\":1}".formatted(written);
        String nested = "{\"outer\":[%s],\"last\":%s}".formatted(String.join(",", List.of(object, object)), object);
        for (int i = 0; i < 2; i++) {
            assertThat(decode(MAP, object)).isEqualTo(Map.of(name, 1));
            assertThat(decode(OBJECT, nested))
                    .isEqualTo(Map.of("outer", List.of(Map.of(name, 1), Map.of(name, 1)), "last", Map.of(name, 1)));
            assertThat(decode(MAP, object + " ".repeat(100_000))).isEqualTo(Map.of(name, 1));
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("names")
    void namesAPropertyThatARecordDoesNotHave(String written, String name) {
        for (String rest : List.of("}", "}" + " ".repeat(100_000))) {
            assertThatThrownBy(() -> decode(Point.class, "{\"x\":1,\"y\":2,\"%s\":3%s".formatted(written, rest)))
                    .isInstanceOfSatisfying(
                            ForgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT))
                    .hasMessageStartingWith("Property '%s' is unknown", name);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manyNames")
    void namesTheFirstOfManyPropertiesThatARecordDoesNotHave(String what, Supplier<Set<String>> made) {
        Set<String> names = made.get();

        assertThatThrownBy(() ->
                        decode(Point.class, "{\"x\":1,\"y\":2," + object(names).substring(1)))
                .as(what)
                .isInstanceOf(ForgeException.class)
                .hasMessageStartingWith(
                        "Property '%s' is unknown", names.iterator().next());
    }

    private Object decode(Type type, String document) {
        return codecs.of(type).decode("application/json", ByteBuffer.wrap(document.getBytes(UTF_8)));
    }

    private static Set<String> names(int count, IntFunction<String> name) {
        return IntStream.range(0, count).mapToObj(name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String object(Set<String> names) {
        return names.stream().map(name -> '"' + name + "\":1").collect(Collectors.joining(",", "{", "}"));
    }

    /** Made of the two pairs that have the same hash code. */
    private static String collidingInJava(int number) {
        return IntStream.range(0, 16)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }

    /**
     * Names of eight bytes that have the same hash in Jackson's table, whatever its seed: what it mixes the seed with is
     * the same for each of them.
     */
    private static Set<String> collidingInJackson(int count) {
        var random = new SplittableRandom(42);
        var names = new LinkedHashSet<String>();
        while (names.size() < count) {
            int first = 0;
            for (int i = 0; i < 4; i++) {
                first = first << 8 | random.nextInt('#', 'Z' + 1);
            }
            int mixed = first + (first >>> 15);
            mixed ^= mixed >>> 9;
            int second = -mixed * 0x3E0F83E1; // The inverse of 33.
            var name = ByteBuffer.allocate(8).putInt(first).putInt(second);
            if (isPlain(name.array())) {
                names.add(new String(name.array(), US_ASCII));
            }
        }
        return names;
    }

    private static boolean isPlain(byte[] name) {
        for (byte b : name) {
            if (b < ' ' || b == '"' || b == '\\') {
                return false;
            }
        }
        return true;
    }
}
