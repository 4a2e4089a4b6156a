package io.forge.http.v2;

import static io.forge.http.v2.InferenceServer.ECHO;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.forge.api.Call;
import io.forge.api.Dispatch;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Signature;
import io.forge.tensor.Tensor;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import io.forge.testkit.Latches;
import io.forge.testkit.RawConnection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a handler of tensors sees of its call, what it is held to, and how its failures are told. */
class InferenceCallTest {

    private static final int MAX_BODY = 300 << 10;

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private static final Signature SIGNATURE = Signature.of(
            List.of(
                    TensorSpec.of("a", DataType.INT32, Shape.of(Shape.ANY)),
                    TensorSpec.of("b", DataType.INT32, Shape.of(2)).optional()),
            List.of(
                    TensorSpec.of("sum", DataType.INT64, Shape.of(1)),
                    TensorSpec.of("count", DataType.INT64, Shape.of(1))));

    private static final List<TensorSpec> OPTIONAL = List.of(
            TensorSpec.of("x", DataType.INT32, Shape.of(2)),
            TensorSpec.of("y", DataType.INT32, Shape.of(2)).optional());

    @RegisterExtension
    static final InferenceServer SERVER = new InferenceServer(builder -> builder.set("inference.max-body", "300KiB")
            .handler("look", Handler.unary(Tensors.class, Tensors.class, InferenceCallTest::look))
            .handler(
                    "sum",
                    Handler.unary(Tensors.class, Tensors.class, InferenceCallTest::sum)
                            .with(SIGNATURE))
            .handler(
                    "sum-later",
                    Handler.async(
                                    Tensors.class,
                                    Tensors.class,
                                    (tensors, call) -> CompletableFuture.completedFuture(sum(tensors, call)))
                            .with(SIGNATURE))
            .handler("fail", Handler.unary(Tensors.class, Tensors.class, InferenceCallTest::fail))
            .handler(
                    "wait",
                    Handler.unary(Tensors.class, Tensors.class, InferenceCallTest::await)
                            .on(Dispatch.WORKER))
            .handler(
                    "saying",
                    Handler.unary(
                            Tensors.class,
                            Tensors.class,
                            (tensors, call) -> tensors.withParameters(
                                    new TreeMap<>(Map.of("done", true, "n", 3, "ratio", 0.5, "why", "é")))))
            .handler(
                    "optional",
                    Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> tensors)
                            .with(Signature.of(OPTIONAL, OPTIONAL)))
            .handler(
                    "clumsy",
                    Handler.unary(
                            Tensors.class,
                            Tensors.class,
                            (tensors, call) -> Tensors.of(
                                    "y",
                                    Tensor.of(
                                            DataType.FP32,
                                            Shape.of(3),
                                            tensors.get("x").bytes()))))
            .handler("small", Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> tensors))
            .set("handlers.small.max-body", "16"));

    /** Answers with what it sees of its call. */
    private static Tensors look(Tensors tensors, Call call) {
        var seen = List.of(
                new TreeMap<>(call.parameters()).toString(),
                call.requestedOutputs().toString(),
                String.valueOf(call.remaining().orElseThrow().toMillis() / 1_000));
        return Tensors.of("seen", Tensor.of(DataType.BYTES, Shape.of(3), seen), "rest", tensors.get("x"));
    }

    /** Computes only what is asked for. */
    private static Tensors sum(Tensors tensors, Call call) {
        long sum = 0;
        int[] values = tensors.get("a").ints();
        for (int value : values) {
            sum += value;
        }
        var outputs = Tensors.builder();
        if (sum == 13) {
            return outputs.add("sum", Tensor.of(DataType.INT32, Shape.of(1), new int[] {13}))
                    .build();
        }
        if (call.requestedOutputs().isEmpty() || call.requestedOutputs().contains("sum")) {
            outputs.add("sum", Tensor.of(DataType.INT64, Shape.of(1), new long[] {sum}));
        }
        if (call.requestedOutputs().isEmpty() || call.requestedOutputs().contains("count")) {
            outputs.add("count", Tensor.of(DataType.INT64, Shape.of(1), new long[] {values.length}));
        }
        return outputs.build();
    }

    private static Tensors fail(Tensors tensors, Call call) {
        throw new ForgeException(ErrorCode.valueOf(tensors.get("code").strings().get(0)), "No such luck");
    }

    private static Tensors await(Tensors tensors, Call call) throws InterruptedException {
        Latches.await(NEVER);
        return tensors;
    }

    private static String path(String model) {
        return "/v2/models/%s/infer".formatted(model);
    }

    private static String inputs(String... names) {
        var json = new StringBuilder();
        for (String name : names) {
            json.append(json.isEmpty() ? "" : ",")
                    .append("{\"name\":\"%s\",\"shape\":[2],\"datatype\":\"INT32\",\"data\":[1,2]}".formatted(name));
        }
        return "\"inputs\":[%s]".formatted(json);
    }

    @Test
    void showsParametersAndRequestedOutputsToTheHandler() {
        var answer = SERVER.infer(
                path("look"),
                "{\"parameters\":{\"text\":\"é\",\"yes\":true,\"whole\":-7,\"real\":0.5,\"none\":null,\"priority\":1,"
                        + "\"sequence_id\":\"s\",\"sequence_start\":true,\"timeout\":5000000,\"binary_data_output\":false},"
                        + inputs("x") + ",\"outputs\":[{\"name\":\"seen\"}]}");

        assertThat(answer.json())
                .contains(
                        "\"{priority=1, real=0.5, sequence_id=s, sequence_start=true, text=é, timeout=5000000, whole=-7,"
                                + " yes=true}\",\"[seen]\",\"4\"")
                .doesNotContain("rest");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"sequence_id\":9223372036854775807 | sequence_id=9223372036854775807",
                "\"sequence_id\":18446744073709551615 | sequence_id=18446744073709551615",
                "\"sequence_id\":0 | sequence_id=0",
                "\"sequence_end\":true | sequence_end=true",
                "\"priority\":0 | priority=0",
                "\"headers\":\"a\" | headers=a",
                "\"real\":3.0 | real=3.0",
            })
    void passesReservedParametersOnAndRefusesNone(String parameter, String shown) {
        var answer = SERVER.infer(path("look"), "{\"parameters\":{%s},%s}".formatted(parameter, inputs("x")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).contains("\"{%s}\"".formatted(shown));
    }

    /** That of the server is a minute. */
    @ParameterizedTest
    @CsvSource({"5000000,4", "1000000000,59", "9223372036854775807,59", "0,59"})
    void shortensTheDeadlineAndNeverExtendsIt(long timeout, int remainingSeconds) {
        var answer = SERVER.infer(path("look"), "{\"parameters\":{\"timeout\":%s},%s}".formatted(timeout, inputs("x")));

        assertThat(answer.json()).contains("\"[]\",\"%s\"".formatted(remainingSeconds));
    }

    /** A tensor that the handler cannot make is its own mistake, which only the log may know. */
    @Test
    void answersInternalErrorWhereTheHandlerMakesATensorThatIsNone() {
        var answer = SERVER.infer(path("clumsy"), "{" + inputs("x") + "}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json())
                .isEqualTo("{\"error\":\"The handler failed. The server's log has the cause under this call's id.\"}");
    }

    @Test
    void showsThemOverPlainJsonAsWell() {
        byte[] body = ("{\"parameters\":{\"whole\":7}," + inputs("x") + ",\"outputs\":[{\"name\":\"seen\"}]}")
                .getBytes(UTF_8);
        var answer = SERVER.send("POST", "/look", "Content-Type: application/json\r\n", body);

        assertThat(answer.text())
                .isEqualTo("{\"outputs\":[{\"name\":\"seen\",\"datatype\":\"BYTES\",\"shape\":[3],"
                        + "\"data\":[\"{whole=7}\",\"[seen]\",\"59\"]}]}");
    }

    @Test
    void sendsWhatAHandlerSaysBesideItsTensors() {
        String parameters = "\"parameters\":{\"done\":true,\"n\":3,\"ratio\":0.5,\"why\":\"é\"}";

        assertThat(SERVER.infer(path("saying"), "{" + inputs() + "}").json())
                .isEqualTo("{\"model_name\":\"saying\",\"model_version\":\"1\"," + parameters + ",\"outputs\":[]}");
        assertThat(SERVER.send("POST", "/saying", "", ("{" + inputs() + "}").getBytes(UTF_8))
                        .text())
                .isEqualTo("{" + parameters + ",\"outputs\":[]}");
    }

    @Test
    void sendsTheIdBackOverPlainJsonAsWell() {
        byte[] body = ("{\"id\":\"7\"," + inputs("x") + "}").getBytes(UTF_8);

        assertThat(SERVER.send("POST", "/echo", "", body).text())
                .isEqualTo(
                        "{\"id\":\"7\",\"outputs\":[{\"name\":\"x\",\"datatype\":\"INT32\",\"shape\":[2],\"data\":[1,2]}]}");
    }

    @Test
    void refusesBytesOverPlainJson() {
        byte[] body = ("{\"parameters\":{\"binary_data_output\":true}," + inputs("x") + "}").getBytes(UTF_8);
        var answer = SERVER.send("POST", "/echo", "", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.text()).contains("Outputs are JSON here: ask for bytes under /v2/models");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum", "sum-later"})
    void letsAHandlerLeaveOutWhatNobodyAsksFor(String model) {
        assertThat(SERVER.infer(path(model), "{" + inputs("a") + "}").json())
                .contains("\"name\":\"sum\"")
                .contains("\"name\":\"count\"");
        assertThat(SERVER.infer(path(model), "{" + inputs("a") + ",\"outputs\":[{\"name\":\"count\"}]}")
                        .json())
                .contains("\"outputs\":[{\"name\":\"count\",\"datatype\":\"INT64\",\"shape\":[1],\"data\":[2]}]");
    }

    @Test
    void leavesOutAnOptionalOutputThatIsAbsentThisTime() {
        var answer =
                SERVER.infer(path("optional"), "{" + inputs("x") + ",\"outputs\":[{\"name\":\"y\"},{\"name\":\"x\"}]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .isEqualTo("{\"model_name\":\"optional\",\"model_version\":\"1\",\"outputs\":["
                        + "{\"name\":\"x\",\"datatype\":\"INT32\",\"shape\":[2],\"data\":[1,2]}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum", "sum-later"})
    void holdsTheClientToTheSignature(String model) {
        assertThat(SERVER.infer(path(model), "{" + inputs() + "}"))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(400))
                .satisfies(answer -> assertThat(answer.json())
                        .isEqualTo("{\"error\":\"Input 'a' is missing: it is to be INT32[-1]\"}"));
        assertThat(SERVER.infer(path(model), "{" + inputs("a", "c") + "}"))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(400))
                .satisfies(answer ->
                        assertThat(answer.json()).isEqualTo("{\"error\":\"Input 'c' is unknown: there are [a, b]\"}"));
        assertThat(SERVER.infer(path(model), "{" + inputs("a") + ",\"outputs\":[{\"name\":\"mean\"}]}"))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(400))
                .satisfies(answer -> assertThat(answer.json())
                        .isEqualTo("{\"error\":\"Output 'mean' is unknown: there are [sum, count]\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum", "sum-later"})
    void holdsTheHandlerToTheSignature(String model) {
        var answer = SERVER.infer(
                path(model), "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"INT32\",\"data\":[13]}]}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json())
                .isEqualTo("{\"error\":\"The handler failed. The server's log has the cause under this call's id.\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_INPUT,400",
        "UNAUTHENTICATED,401",
        "FORBIDDEN,403",
        "NOT_FOUND,404",
        "CONFLICT,409",
        "TOO_LARGE,413",
        "UNSUPPORTED_MEDIA_TYPE,415",
        "OVERLOADED,429",
        "UNAVAILABLE,503",
        "DEADLINE_EXCEEDED,504",
        "UNIMPLEMENTED,501",
        "INTERNAL,500",
    })
    void tellsFailuresInTheProtocolsForm(ErrorCode code, int status) {
        var answer = SERVER.infer(
                path("fail"),
                "{\"inputs\":[{\"name\":\"code\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"%s\"]}]}"
                        .formatted(code));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json()).isEqualTo("{\"error\":\"No such luck\"}");
        assertThat(answer.raw().header("Retry-After").isPresent()).isEqualTo(status == 429);
    }

    @Test
    void hasABodyLimitOfItsOwn() {
        byte[] fits = InferenceServer.join(
                ("{" + inputs("x") + "}").getBytes(UTF_8), " ".repeat(MAX_BODY).getBytes(UTF_8));
        var answer = SERVER.send("POST", ECHO, "", fits);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text()).isEqualTo("{\"error\":\"The body is longer than the limit of 300KiB\"}");
        assertThat(SERVER.send("POST", "/echo", "", fits).status()).isEqualTo(200);
    }

    @Test
    void prefersTheLimitOfTheHandler() {
        var answer = SERVER.infer(path("small"), "{" + inputs("x") + "}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json()).isEqualTo("{\"error\":\"The body is longer than the limit of 16\"}");
    }

    @Test
    void endsACallWhenTheClientsOwnTimeIsOver() {
        var answer = SERVER.infer(path("wait"), "{\"parameters\":{\"timeout\":20000}," + inputs("x") + "}");

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.json()).isEqualTo("{\"error\":\"No answer within 20ms\"}");
    }

    @Test
    void sendsAnAnswerOfManyPiecesWhole() {
        byte[] bytes = new byte[40 << 10];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        byte[] body = InferenceServer.join(bytes, bytes, bytes, bytes, bytes, bytes);
        var json = new StringBuilder();
        for (String name : List.of("a", "b", "c", "d", "e", "f")) {
            json.append(json.isEmpty() ? "" : ",")
                    .append(
                            "{\"name\":\"%s\",\"shape\":[%s],\"datatype\":\"UINT8\",\"parameters\":{\"binary_data_size\":%s}}"
                                    .formatted(name, bytes.length, bytes.length));
        }
        var answer = SERVER.infer(
                ECHO, "{\"parameters\":{\"binary_data_output\":true},\"inputs\":[%s]}".formatted(json), body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.binary()).isEqualTo(body);
        assertThat(answer.json().toLowerCase(Locale.ROOT)).doesNotContain("\"data\"");
    }

    /** A client that takes little at a time gets all of an answer that is in pieces. */
    @Test
    void sendsAnAnswerInPiecesToASlowClient() {
        byte[] bytes = new byte[280 << 10];
        bytes[bytes.length - 1] = 7;
        byte[] json =
                "{\"parameters\":{\"binary_data_output\":true},\"inputs\":[{\"name\":\"x\",\"shape\":[%s],\"datatype\":\"UINT8\",\"parameters\":{\"binary_data_size\":%s}}]}"
                        .formatted(bytes.length, bytes.length)
                        .getBytes(UTF_8);
        byte[] request = InferenceServer.request(
                "POST",
                ECHO,
                "Inference-Header-Content-Length: %s\r\n".formatted(json.length),
                InferenceServer.join(json, bytes));
        try (var connection = RawConnection.to(SERVER.forge().uri(), 4 << 10)) {
            for (int i = 0; i < 20; i++) {
                connection.send(request);
            }
            for (int i = 0; i < 20; i++) {
                var answer = connection.read();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()[answer.body().length - 1]).isEqualTo((byte) 7);
            }
        }
    }
}
