package io.forge.http.v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.forge.api.Handler;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Signature;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import io.forge.testkit.Compressed;
import io.forge.testkit.RawResponse;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A body without JSON: the contents of the only input. */
class RawRequestTest {

    @RegisterExtension
    static final InferenceServer SERVER = new InferenceServer(builder -> builder.handler(
                    "fixed", of(TensorSpec.of("x", DataType.INT16, Shape.of(2, 2))))
            .handler("rows", of(TensorSpec.of("x", DataType.INT16, Shape.of(Shape.ANY, 2))))
            .handler("open", of(TensorSpec.of("x", DataType.INT16, Shape.of(Shape.ANY, Shape.ANY))))
            .handler("none", of(TensorSpec.of("x", DataType.INT16, Shape.of(Shape.ANY, 0))))
            .handler("huge", of(TensorSpec.of("x", DataType.INT16, Shape.of(1L << 40, 1L << 22))))
            .handler("flags", of(TensorSpec.of("x", DataType.BOOL, Shape.of(Shape.ANY))))
            .handler("bytes", of(TensorSpec.of("x", DataType.BYTES, Shape.of(1))))
            .handler("pair", of(TensorSpec.of("x", DataType.BYTES, Shape.of(2))))
            .handler("texts", of(TensorSpec.of("x", DataType.BYTES, Shape.of(Shape.ANY, 2))))
            .handler(
                    "two",
                    of(TensorSpec.of("x", DataType.INT8, Shape.of(1)), TensorSpec.of("y", DataType.INT8, Shape.of(1))))
            .handler("upper", Handler.unary(String.class, String.class, (text, call) -> text + "!")));

    private static Handler<Tensors, Tensors> of(TensorSpec... specs) {
        return Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> tensors)
                .with(Signature.of(List.of(specs), List.of(specs)));
    }

    private static RawResponse send(String model, byte[] body) {
        return SERVER.send(
                "POST", "/v2/models/%s/infer".formatted(model), "Inference-Header-Content-Length: 0\r\n", body);
    }

    @ParameterizedTest
    @CsvSource({
        "fixed, 0100020003000400, 0100020003000400, 'INT16\",\"shape\":[2,2]'",
        "rows, 010002000300040005000600, 010002000300040005000600, 'INT16\",\"shape\":[3,2]'",
        "flags, 0100, 0100, 'BOOL\",\"shape\":[2]'",
        "bytes, ff00fe, 03000000ff00fe, 'BYTES\",\"shape\":[1]'",
        "upper, 6869, 03000000686921, 'BYTES\",\"shape\":[1]'",
    })
    void isTheContentsOfTheOnlyInput(String model, String body, String output, String described) {
        var answer = send(model, HexFormat.of().parseHex(body));
        int length = answer.header("Inference-Header-Content-Length")
                .map(Integer::parseInt)
                .orElseThrow();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text().substring(0, length)).contains(described).contains("\"binary_data_size\":");
        assertThat(Arrays.copyOfRange(answer.body(), length, answer.body().length))
                .isEqualTo(HexFormat.of().parseHex(output));
    }

    /** The length of the input is that of the decompressed body. */
    @ParameterizedTest
    @CsvSource({"gzip, rows", "deflate, rows", "gzip, bytes", "deflate, bytes"})
    void mayBeCompressed(String coding, String model) {
        byte[] body = new byte[4_000];
        Arrays.fill(body, (byte) 7);

        var answer = SERVER.send(
                "POST",
                "/v2/models/%s/infer".formatted(model),
                "Inference-Header-Content-Length: 0\r\nContent-Encoding: %s\r\n".formatted(coding),
                Compressed.as(coding, body));

        var plain = send(model, body);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(plain.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(plain.body());
        assertThat(answer.body().length).isGreaterThan(body.length);
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, 5, 'Input x: INT16[-1, 2] does not have 5 bytes, which the body has'",
        "deflate, 5, 'Input x: INT16[-1, 2] does not have 5 bytes, which the body has'",
    })
    void isHeldToItsDecompressedLength(String coding, int length, String message) {
        var answer = SERVER.send(
                "POST",
                "/v2/models/rows/infer",
                "Inference-Header-Content-Length: 0\r\nContent-Encoding: %s\r\n".formatted(coding),
                Compressed.as(coding, new byte[length]));

        assertThat(answer.text()).isEqualTo("{\"error\":\"%s\"}".formatted(message));
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void mayBeEmptyWhereTheInputMay() {
        assertThat(send("rows", new byte[0]).text()).contains("\"shape\":[0,2]");
        assertThat(send("none", new byte[0]).text()).contains("\"shape\":[0,0]");
        assertThat(send("bytes", new byte[0]).text()).contains("\"binary_data_size\":4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fixed | 5 | Input x: INT16[2, 2] does not have 5 bytes, which the body has",
                "rows | 5 | Input x: INT16[-1, 2] does not have 5 bytes, which the body has",
                "none | 1 | Input x: INT16[-1, 0] does not have 1 bytes, which the body has",
                "open | 8 | The shape of input x: INT16[-1, -1] does not follow from the length of the body: send JSON",
                "huge | 8 | Input x: INT16[1099511627776, 4194304] is larger than any body",
                "flags | 1 | Input 'x': The BOOL at index 0 is 120: use 0 for false and 1 for true",
                "pair | 8 | Input 'x' must have 2 as dimension 0 of [2], but has 1: [1]",
                "texts | 8 | A raw binary request has one element of BYTES, but input x: BYTES[-1, 2] has another shape: send JSON",
                "two | 2 | A raw binary request is for models that declare one input, and this one declares 2: send JSON",
                "echo | 2 | A raw binary request is for models that declare one input, and this one declares 0: send JSON",
            })
    void isRefusedWhereItDoesNotFit(String model, int length, String message) {
        var answer = send(model, "x".repeat(length).getBytes(UTF_8));

        assertThat(answer.text()).isEqualTo("{\"error\":\"%s\"}".formatted(message));
        assertThat(answer.status()).isEqualTo(400);
    }
}
