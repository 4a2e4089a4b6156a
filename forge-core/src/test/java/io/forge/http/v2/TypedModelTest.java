package io.forge.http.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.ServedHandler;
import io.forge.api.Content;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.api.TypeRef;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A handler of ordinary Java types speaks the protocol of tensors where its types are tensors. */
class TypedModelTest {

    /** Four measures. */
    public record Iris(float sepalLength, float sepalWidth, float petalLength, float petalWidth) {}

    /** What came of them. */
    public record Species(String name, double score) {}

    /** All kinds of components. */
    record Kinds(
            boolean yes,
            byte tiny,
            short small,
            int whole,
            long wide,
            float real,
            double exact,
            String text,
            List<String> texts,
            int[] numbers,
            float[][] matrix,
            List<List<Long>> rows,
            List<boolean[]> flags,
            Optional<List<Double>> maybe) {}

    /** Takes no negative numbers. */
    public record Positive(int number) {
        public Positive {
            if (number < 0) {
                throw new IllegalArgumentException("negative");
            }
            if (number == 0) {
                throw new ForgeException(ErrorCode.CONFLICT, "Zero is taken");
            }
        }
    }

    /** May have one tensor or two. */
    public record Perhaps(String text, Optional<Integer> maybe) {}

    /** The same, said in another way. */
    public record Annotated(String text, @Nullable Integer maybe) {}

    /** A record in a record. */
    public record Nested(Iris iris) {}

    @RegisterExtension
    static final InferenceServer SERVER = new InferenceServer(builder -> builder.handler(
                    "iris",
                    Handler.unary(
                            Iris.class,
                            Species.class,
                            (iris, call) -> new Species("setosa", iris.petalLength() + iris.petalWidth())))
            .handler(
                    "iris-later",
                    Handler.async(
                            Iris.class,
                            Species.class,
                            (iris, call) -> CompletableFuture.completedFuture(new Species("virginica", 1))))
            .handler("kinds", Handler.unary(Kinds.class, Kinds.class, (kinds, call) -> kinds))
            .handler("positive", Handler.unary(Positive.class, Positive.class, (positive, call) -> positive))
            .handler("upper", Handler.unary(String.class, String.class, (text, call) -> text.toUpperCase(Locale.ROOT)))
            .handler("bytes", Handler.unary(Content.class, Content.class, (bytes, call) -> bytes))
            .handler(
                    "sum",
                    Handler.unary(
                            double[].class,
                            Double.class,
                            (numbers, call) -> Arrays.stream(numbers).sum()))
            .handler(
                    "sums",
                    Handler.unary(
                            new TypeRef<Map<String, List<Integer>>>() {},
                            new TypeRef<Map<String, Integer>>() {},
                            (lists, call) -> Map.of(
                                    "all",
                                    lists.values().stream()
                                            .flatMap(List::stream)
                                            .mapToInt(Integer::intValue)
                                            .sum())))
            .handler("ragged", Handler.unary(String.class, int[][].class, (text, call) -> new int[][] {{1}, {2, 3}}))
            .handler("perhaps", Handler.unary(Perhaps.class, Perhaps.class, (perhaps, call) -> perhaps))
            .handler("annotated", Handler.unary(Annotated.class, Annotated.class, (annotated, call) -> annotated))
            .handler("nested", Handler.unary(Nested.class, String.class, (nested, call) -> ""))
            .handler(
                    "mixed",
                    Handler.unary(new TypeRef<Map<String, Object>>() {}, new TypeRef<String>() {}, (map, call) -> ""))
            .handler("nothing", Handler.unary(Void.class, String.class, (nothing, call) -> ""))
            .handler("stream", Handler.streaming(String.class, String.class, (text, sink, call) -> sink.send(text))));

    private static String infer(String model, String inputs) {
        return SERVER.infer("/v2/models/%s/infer".formatted(model), "{\"inputs\":[%s]}".formatted(inputs))
                .json();
    }

    private static String input(String name, String type, String shape, String data) {
        return "{\"name\":\"%s\",\"shape\":%s,\"datatype\":\"%s\",\"data\":%s}".formatted(name, shape, type, data);
    }

    private static String irisOf(String... lengths) {
        var names = List.of("sepalLength", "sepalWidth", "petalLength", "petalWidth");
        var inputs = new StringBuilder();
        for (int i = 0; i < lengths.length; i++) {
            inputs.append(i == 0 ? "" : ",").append(input(names.get(i), "FP32", "[1]", "[%s]".formatted(lengths[i])));
        }
        return inputs.toString();
    }

    @Test
    void takesAndGivesRecords() {
        assertThat(infer("iris", irisOf("1", "2", "3", "4.5")))
                .isEqualTo("{\"model_name\":\"iris\",\"model_version\":\"1\",\"outputs\":["
                        + "{\"name\":\"name\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"setosa\"]},"
                        + "{\"name\":\"score\",\"datatype\":\"FP64\",\"shape\":[1],\"data\":[7.5]}]}");
        assertThat(infer("iris-later", irisOf("1", "2", "3", "4"))).contains("\"virginica\"");
    }

    @Test
    void saysWhatARecordHas() {
        assertThat(SERVER.get("/v2/models/iris").text())
                .isEqualTo("{\"name\":\"iris\",\"versions\":[\"1\"],\"platform\":\"java\",\"inputs\":["
                        + "{\"name\":\"sepalLength\",\"datatype\":\"FP32\",\"shape\":[1]},"
                        + "{\"name\":\"sepalWidth\",\"datatype\":\"FP32\",\"shape\":[1]},"
                        + "{\"name\":\"petalLength\",\"datatype\":\"FP32\",\"shape\":[1]},"
                        + "{\"name\":\"petalWidth\",\"datatype\":\"FP32\",\"shape\":[1]}],\"outputs\":["
                        + "{\"name\":\"name\",\"datatype\":\"BYTES\",\"shape\":[1]},"
                        + "{\"name\":\"score\",\"datatype\":\"FP64\",\"shape\":[1]}]}");
    }

    @Test
    void carriesEachKindOfComponentThereAndBack() {
        String kinds = String.join(
                ",",
                input("yes", "BOOL", "[1]", "[true]"),
                input("tiny", "INT8", "[1]", "[-128]"),
                input("small", "INT16", "[1]", "[-32768]"),
                input("whole", "INT32", "[1]", "[7]"),
                input("wide", "INT64", "[1]", "[9007199254740993]"),
                input("real", "FP32", "[1]", "[0.1]"),
                input("exact", "FP64", "[1]", "[0.1]"),
                input("text", "BYTES", "[1]", "[\"né\"]"),
                input("texts", "BYTES", "[2]", "[\"a\",\"\"]"),
                input("numbers", "INT32", "[3]", "[1,2,3]"),
                input("matrix", "FP32", "[2,2]", "[1.0,2.0,3.0,4.0]"),
                input("rows", "INT64", "[1,2]", "[5,6]"),
                input("flags", "BOOL", "[2,1]", "[true,false]"));
        String maybe = input("maybe", "FP64", "[2]", "[0.5,1.5]");

        assertThat(infer("kinds", kinds)).isEqualTo(answer("kinds", kinds));
        assertThat(infer("kinds", kinds + "," + maybe)).isEqualTo(answer("kinds", kinds + "," + maybe));
        assertThat(infer(
                        "kinds",
                        kinds.replace("\"shape\":[2,2]", "\"shape\":[0,2]").replace("[1.0,2.0,3.0,4.0]", "[]")))
                .contains("\"name\":\"matrix\",\"datatype\":\"FP32\",\"shape\":[0,0],\"data\":[]");
    }

    /** The same tensors, as an answer writes them. */
    private static String answer(String model, String inputs) {
        return "{\"model_name\":\"%s\",\"model_version\":\"1\",\"outputs\":[%s]}"
                .formatted(model, inputs.replaceAll("(\"shape\":\\S*?),(\"datatype\":\"\\w+\")", "$2,$1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "upper | BYTES | [1] | [\"straße\"] | {\"name\":\"output\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"STRASSE\"]}",
                "bytes | BYTES | [1] | [\"xyz\"] | {\"name\":\"output\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"xyz\"]}",
                "sum | FP64 | [3] | [1,2,3.5] | {\"name\":\"output\",\"datatype\":\"FP64\",\"shape\":[1],\"data\":[6.5]}",
                "sum | FP64 | [0] | [] | {\"name\":\"output\",\"datatype\":\"FP64\",\"shape\":[1],\"data\":[0.0]}",
            })
    void callsWhatIsNoRecordInputAndOutput(String model, String type, String shape, String data, String output) {
        assertThat(infer(model, input("input", type, shape, data))).contains("\"outputs\":[%s]".formatted(output));
    }

    @Test
    void takesAndGivesMapsUnderAnyNames() {
        assertThat(infer("sums", input("a", "INT32", "[2]", "[1,2]") + "," + input("b", "INT32", "[1]", "[4]")))
                .contains("\"outputs\":[{\"name\":\"all\",\"datatype\":\"INT32\",\"shape\":[1],\"data\":[7]}]");
        assertThat(infer("sums", input("a", "INT64", "[1]", "[1]")))
                .isEqualTo("{\"error\":\"Tensor 'a' must be INT32 but is INT64\"}");
    }

    @Test
    void refusesTensorsThatDoNotFitTheTypes() {
        assertThat(infer("iris", irisOf("1", "2", "3")))
                .isEqualTo("{\"error\":\"Input 'petalWidth' is missing: it is to be FP32[1]\"}");
        assertThat(infer("iris", irisOf("1", "2", "3", "4") + "," + input("more", "INT8", "[1]", "[1]")))
                .isEqualTo(
                        "{\"error\":\"Input 'more' is unknown: there are [sepalLength, sepalWidth, petalLength, petalWidth]\"}");
        assertThat(infer("sum", input("input", "FP32", "[1]", "[1]")))
                .isEqualTo("{\"error\":\"Input 'input' must be FP64 but is FP32\"}");
        assertThat(infer("sum", input("input", "FP64", "[1,1]", "[1]")))
                .isEqualTo("{\"error\":\"Input 'input' must have rank 1, as [-1], but has rank 2: [1, 1]\"}");
    }

    @Test
    void tellsWhatARecordSaysOfItsValues() {
        assertThat(infer("positive", input("number", "INT32", "[1]", "[-1]")))
                .isEqualTo("{\"error\":\"The inputs do not fit: Positive does not take their values\"}");
        assertThat(infer("positive", input("number", "INT32", "[1]", "[0]")))
                .isEqualTo("{\"error\":\"Zero is taken\"}");
    }

    @Test
    void refusesATextThatIsNotUtf8() {
        var answer = SERVER.infer(
                "/v2/models/upper/infer",
                "{\"inputs\":[{\"name\":\"input\",\"shape\":[1],\"datatype\":\"BYTES\",\"parameters\":{\"binary_data_size\":5}}]}",
                new byte[] {1, 0, 0, 0, (byte) 0xFF});

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json())
                .isEqualTo("{\"error\":\"Input 'input': The text at index 0 is not UTF-8: send it as UTF-8\"}");
    }

    /** As Triton does with an output that a model has not produced. */
    @ParameterizedTest
    @ValueSource(strings = {"perhaps", "annotated"})
    void leavesOutARequestedOutputThatIsAbsentThisTime(String model) {
        String wanted = "\"outputs\":[{\"name\":\"maybe\"},{\"name\":\"text\"}]";
        var absent = SERVER.infer(
                "/v2/models/" + model + "/infer",
                "{\"inputs\":[%s],%s}".formatted(input("text", "BYTES", "[1]", "[\"a\"]"), wanted));
        var present = SERVER.infer(
                "/v2/models/" + model + "/infer",
                "{\"inputs\":[%s,%s],%s}"
                        .formatted(
                                input("text", "BYTES", "[1]", "[\"a\"]"),
                                input("maybe", "INT32", "[1]", "[7]"),
                                wanted));

        String text = "{\"name\":\"text\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"a\"]}";
        assertThat(absent.status()).isEqualTo(200);
        assertThat(absent.json()).endsWith("\"outputs\":[%s]}".formatted(text));
        assertThat(present.json())
                .endsWith("\"outputs\":[{\"name\":\"maybe\",\"datatype\":\"INT32\",\"shape\":[1],\"data\":[7]},%s]}"
                        .formatted(text));
    }

    /** Before the code runs, which fails here. */
    @Test
    void refusesARequestedOutputThatTheRecordDoesNotHave() {
        var answer = SERVER.infer(
                "/v2/models/ragged/infer",
                "{\"inputs\":[%s],\"outputs\":[{\"name\":\"other\"}]}"
                        .formatted(input("input", "BYTES", "[1]", "[\"\"]")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).isEqualTo("{\"error\":\"Output 'other' is unknown: there are [output]\"}");
    }

    @Test
    void refusesARequestedOutputThatTheMapDoesNotHave() {
        var answer = SERVER.infer("/v2/models/sums/infer", "{\"inputs\":[],\"outputs\":[{\"name\":\"other\"}]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).isEqualTo("{\"error\":\"Output 'other' is not in this answer, which has [all]\"}");
    }

    @Test
    void failsAnAnswerWhoseListsHaveDifferentLengths() {
        var answer = SERVER.infer(
                "/v2/models/ragged/infer", "{\"inputs\":[%s]}".formatted(input("input", "BYTES", "[1]", "[\"\"]")));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json()).contains("The handler failed");
    }

    @Test
    void refusesAnInputWhoseListsHaveDifferentLengths() {
        var answer = SERVER.infer(
                "/v2/models/sums/infer",
                "{\"inputs\":[%s]}".formatted(input("matrix", "INT32", "[2,2]", "[[1,2],[3]]")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).startsWith("{\"error\":\"Input 'matrix' is not nested as shape [2, 2] is");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nested | not under /v2: Component 'iris' of Nested: Iris is no tensor: use numbers, booleans and strings, or lists and arrays of them",
                "mixed | not under /v2: Object is no tensor: use numbers, booleans and strings, or lists and arrays of them",
                "nothing | not under /v2: it has no input",
                "stream | not under /v2: it answers with a stream",
            })
    void saysWhyAHandlerHasNoRoute(String name, String why) {
        assertThat(SERVER.get("/v2/models/" + name).status()).isEqualTo(404);
        assertThat(SERVER.forge().handlers())
                .filteredOn(served -> served.name().equals(name))
                .extracting(ServedHandler::missing)
                .containsExactly(List.of(why));
    }
}
