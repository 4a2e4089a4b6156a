package io.forge.http.v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.forge.api.ForgeException;
import io.forge.http.v2.RequestMutator.Mutated;
import io.forge.json.InferenceJson;
import io.forge.tensor.DataType;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What it costs to read a request follows from its length, not from the numbers that it has. */
class InferenceAllocationTest {

    /** For a parser, its buffers, and an exception with its stack trace. */
    private static final long AT_MOST = 64 << 10;

    /** The dearest are small numbers that need more than a long, small texts, and small inputs. */
    private static final long FOR_EACH_BYTE = 40;

    /** What a table of names has at most that others have sent: Jackson shares it, and copies it to add one. */
    private static final long NAMES_OF_OTHERS = 4 << 20;

    private static final int MANY = 10_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** The first use of a class allocates for its initialisation. */
    @BeforeAll
    static void warmUp() {
        for (int seed = 0; seed < 1_000; seed++) {
            allocated(newFormat(), new RequestMutator(new SplittableRandom(seed)).next());
        }
    }

    /** One that knows no names yet, so that what is measured follows from one request. */
    private static InferenceJson newFormat() {
        return new InferenceJson(64 << 20);
    }

    private static long allocated(InferenceJson format, Mutated request) {
        var body = ByteBuffer.wrap(request.body());
        int jsonLength = request.json().length();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            format.read(body, jsonLength);
        } catch (ForgeException e) {
            // To refuse has its price too.
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void followsFromTheLengthOfWhateverHasChanged() {
        for (int seed = 0; seed < 2_000; seed++) {
            requireLittle("seed " + seed, new RequestMutator(new SplittableRandom(seed)).next());
        }
    }

    @Test
    void isBoundWhateverNamesOthersHaveSent() {
        var format = newFormat();
        for (int i = 0; i < 300; i++) {
            int first = i * 50;
            String names = repeated(50, name -> "\"%s%s\":1".formatted("a".repeat(100), first + name));
            var request = new Mutated("{\"inputs\":[],\"parameters\":{%s}}".formatted(names), "", "");

            assertThat(allocated(format, request)).isLessThan(NAMES_OF_OTHERS);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void followsFromTheLength(String what, Mutated request) {
        requireLittle(what, request);
    }

    private static void requireLittle(String what, Mutated request) {
        long allocated = allocated(newFormat(), request);
        int length = request.json().length() + request.binary().length();
        assertThat(allocated).as(what).isLessThanOrEqualTo(AT_MOST + FOR_EACH_BYTE * length);
    }

    static Stream<Arguments> followsFromTheLength() {
        return Stream.of(types(), numbers(), lists(), texts(), others()).flatMap(requests -> requests);
    }

    private static Stream<Arguments> types() {
        return Stream.of(DataType.values())
                .flatMap(type -> Stream.of(
                                "[9223372036854775807]", "[0,9223372036854775807]", "[2147483648,2147483648]")
                        .flatMap(shape -> Stream.of(
                                json("%s%s".formatted(type, shape), input("x", shape, type.name(), "'data':[1]")),
                                json("%s%s, none".formatted(type, shape), input("x", shape, type.name(), "'data':[]")),
                                json(
                                        "%s%s, data first".formatted(type, shape),
                                        "{'data':[1],'name':'x','shape':%s,'datatype':'%s'}".formatted(shape, type)),
                                binary("%s%s, bytes".formatted(type, shape), shape, type, "\1\0\0\0"))));
    }

    private static Stream<Arguments> numbers() {
        return Stream.of("INT8", "INT64", "UINT64", "FP16", "FP32", "FP64")
                .flatMap(type -> Stream.of(
                                "1",
                                "18446744073709551615",
                                "0.1",
                                "1e0",
                                "3.4028235e38",
                                "-2.2250738585072014E-308",
                                "9".repeat(1_000),
                                "0." + "3".repeat(998),
                                "-0")
                        .flatMap(number -> Stream.of(
                                many(type, number),
                                json(
                                        "many of %s as %s, data first".formatted(number, type),
                                        "{'data':[%s],'name':'x','shape':[%s],'datatype':'%s'}"
                                                .formatted(
                                                        String.join(",", Collections.nCopies(1_000, number)),
                                                        1_000,
                                                        type)))));
    }

    private static Arguments many(String type, String value) {
        int count = value.length() < 100 ? MANY : 1_000;
        return json(
                "many of %s as %s".formatted(value.substring(0, Math.min(value.length(), 30)), type),
                input(
                        "x",
                        "[%s]".formatted(count),
                        type,
                        "'data':[%s]".formatted(String.join(",", Collections.nCopies(count, value)))));
    }

    private static Stream<Arguments> lists() {
        return Stream.of(
                json("deep data", input("x", "[1]", "INT8", "'data':" + "[".repeat(MANY))),
                json("deep parameters", input("x", "[1]", "INT8", "'parameters':" + "{'a':".repeat(MANY))),
                json("long rank", input("x", "[%s1]".formatted("1,".repeat(MANY)), "INT8", "'data':[1]")),
                json(
                        "lists of one",
                        input(
                                "x",
                                "[%s,1]".formatted(MANY),
                                "INT8",
                                "'data':[%s[1]]".formatted("[1],".repeat(MANY - 1)))),
                json(
                        "empty lists",
                        input(
                                "x",
                                "[%s,0]".formatted(MANY),
                                "INT8",
                                "'data':[%s[]]".formatted("[],".repeat(MANY - 1)))),
                json("1,024 inputs", repeated(1_024, i -> input("x" + i, "[0]", "BOOL", "'data':[]"))),
                json(
                        "1,024 inputs, bytes",
                        repeated(1_024, i -> input("x" + i, "[0]", "BYTES", "'parameters':{'binary_data_size':0}"))),
                json("1,024 inputs, one each", repeated(1_024, i -> input("x" + i, "[]", "FP16", "'data':[1]"))),
                json(
                        "1,024 inputs, rank 32",
                        repeated(
                                1_024,
                                i -> input("x" + i, "[%s1]".formatted("1,".repeat(31)), "BYTES", "'data':['']"))),
                json(
                        "1,024 inputs, data first",
                        repeated(1_024, i -> "{'data':[1],'name':'x%s','shape':[1],'datatype':'BOOL'}".formatted(i))),
                json("many inputs", repeated(MANY, i -> input("x" + i, "[0]", "BOOL", "'data':[]"))),
                json(
                        "inputs with parameters",
                        repeated(
                                1_000,
                                i -> input(
                                        "x" + i,
                                        "[0]",
                                        "BOOL",
                                        "'parameters':{%s},'data':[]"
                                                .formatted(repeated(1_000, key -> "'%s':1".formatted(key)))))));
    }

    private static Stream<Arguments> texts() {
        return Stream.of(
                many("BYTES", "''"),
                many("BYTES", "'a'"),
                many("BYTES", "'\u00E9'"),
                many("BYTES", "'\\u00e9'"),
                many("BYTES", "'12345678'"),
                many("BYTES", "1"),
                json("a long text", input("x", "[1]", "BYTES", "'data':['%s']".formatted("a".repeat(10 * MANY)))),
                json(
                        "a long text in Greek",
                        input("x", "[1]", "BYTES", "'data':['%s']".formatted("\u03B1".repeat(10 * MANY)))),
                json(
                        "a long text with one in Greek",
                        input("x", "[1]", "BYTES", "'data':['%s\u03B1']".formatted("a".repeat(10 * MANY)))),
                json(
                        "a long text of escapes",
                        input("x", "[1]", "BYTES", "'data':['%s']".formatted("\\n".repeat(10 * MANY)))),
                json(
                        "a long text for a number",
                        input("x", "[1]", "INT8", "'data':['%s']".formatted("a".repeat(10 * MANY)))),
                json("a long name", input("a".repeat(10 * MANY), "[1]", "INT8", "'data':[1]")),
                json("a long datatype", input("a", "[1]", "a".repeat(10 * MANY), "'data':[1]")),
                json("long names", repeated(1_000, i -> input("a".repeat(1_000) + i, "[1]", "INT8", "'data':[1]"))),
                json("a long key", input("x", "[1]", "INT8", "'%s':[1]".formatted("a".repeat(10 * MANY)))),
                binary("no bytes of no bytes", "[%s]".formatted(MANY), DataType.BYTES, "\0\0\0\0".repeat(MANY)),
                binary("bytes of a long length", "[2]", DataType.BYTES, "\0\0\0\0\u00FF\u00FF\u00FF\u00FF"),
                binary("bytes of a length", "[2]", DataType.BYTES, "\0\0\0\0\u00FF\u00FF\u00FF\u007F"));
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                json(
                        "as many parameters as there may be, with long names",
                        input(
                                "x",
                                "[0]",
                                "BOOL",
                                "'parameters':{%s},'data':[]"
                                        .formatted(repeated(
                                                4_096, key -> "'%s%s':1".formatted("a".repeat(120), key))))),
                json(
                        "too many of them",
                        repeated(
                                40,
                                i -> input(
                                        "x" + i,
                                        "[0]",
                                        "BOOL",
                                        "'parameters':{%s},'data':[]"
                                                .formatted(repeated(
                                                        1_000,
                                                        key -> "'%s%s':1"
                                                                .formatted("a".repeat(120), i * 1_000 + key)))))),
                json(
                        "long names in data",
                        "{'data':[{%s}]}"
                                .formatted(repeated(40_000, key -> "'%s%s':1".formatted("a".repeat(120), key)))),
                arguments(
                        "many parameters",
                        "{'inputs':[],'parameters':{%s}}".formatted(repeated(1_000, i -> "'%s':1".formatted(i))),
                        ""),
                arguments(
                        "parameters with fractions",
                        "{'inputs':[],'parameters':{%s}}".formatted(repeated(1_000, i -> "'%s':0.1".formatted(i))),
                        ""),
                arguments(
                        "too many parameters",
                        "{'inputs':[],'parameters':{%s}}".formatted(repeated(MANY, i -> "'%s':1".formatted(i))),
                        ""),
                arguments(
                        "outputs",
                        "{'inputs':[],'outputs':[%s]}".formatted(repeated(1_024, i -> "{'name':'%s'}".formatted(i))),
                        ""),
                arguments("a long id", "{'inputs':[],'id':'%s'}".formatted("a".repeat(10 * MANY)), ""),
                arguments("a long number", "{'inputs':[],'id':%s}".formatted("1".repeat(10 * MANY)), ""),
                arguments("a long word", "{'inputs':%s}".formatted("a".repeat(10 * MANY)), ""),
                arguments("white space", " ".repeat(10 * MANY), ""),
                arguments("nothing but brackets", "[".repeat(10 * MANY), ""));
    }

    private static String repeated(int count, IntFunction<String> one) {
        return IntStream.range(0, count).mapToObj(one).collect(Collectors.joining(","));
    }

    private static String input(String name, String shape, String type, String rest) {
        return "{'name':'%s','shape':%s,'datatype':'%s',%s}".formatted(name, shape, type, rest);
    }

    private static Arguments binary(String what, String shape, DataType type, String bytes) {
        return arguments(
                what,
                "{'inputs':[%s]}"
                        .formatted(input(
                                "x",
                                shape,
                                type.name(),
                                "'parameters':{'binary_data_size':%s}".formatted(bytes.length()))),
                bytes);
    }

    private static Arguments json(String what, String inputs) {
        return arguments(what, "{'inputs':[%s]}".formatted(inputs), "");
    }

    private static Arguments arguments(String what, String json, String bytes) {
        return Arguments.of(
                what, new Mutated(new String(json.replace('\'', '"').getBytes(UTF_8), ISO_8859_1), bytes, ""));
    }
}
