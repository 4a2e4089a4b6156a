package io.forge.handlers.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.ServedHandler;
import io.forge.api.Dispatch;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Tensor;
import io.forge.tensor.Tensors;
import io.forge.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EchoTest {

    @RegisterExtension
    static final TestServer SERVER = new TestServer().factory(new EchoFactory());

    private static final String INPUTS =
            "[{\"name\":\"x\",\"shape\":[2,2],\"datatype\":\"FP32\",\"data\":[[1,2],[3,4.5]]},"
                    + "{\"name\":\"text\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"é\"]}]";
    private static final String X = "{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[2,2],\"data\":[1.0,2.0,3.0,4.5]}";
    private static final String TEXT = "{\"name\":\"text\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"é\"]}";

    @Test
    void returnsTensorsAsJson() {
        var answer = SERVER.post("/v2/models/echo/infer", "{\"id\":\"42\",\"inputs\":%s}".formatted(INPUTS));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"id\":\"42\",\"model_name\":\"echo\",\"model_version\":\"1\",\"outputs\":[%s,%s]}"
                        .formatted(X, TEXT));
    }

    @Test
    void returnsTheRequestedOutputsOnly() {
        var answer = SERVER.post(
                "/v2/models/echo/infer", "{\"inputs\":%s,\"outputs\":[{\"name\":\"text\"}]}".formatted(INPUTS));

        assertThat(answer.body())
                .isEqualTo("{\"model_name\":\"echo\",\"model_version\":\"1\",\"outputs\":[%s]}".formatted(TEXT));
    }

    @Test
    void returnsTensorsWithoutTheProtocolsPath() {
        var answer = SERVER.post("/echo", "{\"inputs\":%s}".formatted(INPUTS));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"outputs\":[%s,%s]}".formatted(X, TEXT));
    }

    @Test
    void returnsBinaryTensors() {
        var tensors = Tensors.of("x", Tensor.of(DataType.FP32, Shape.of(2), new float[] {1.5f, Float.NaN}));

        assertThat(SERVER.infer("echo", tensors)).isEqualTo(tensors);
    }

    @Test
    void isCalledInProcessToo() {
        var tensors = Tensors.of("text", Tensor.of(DataType.BYTES, Shape.of(1), List.of("é")));

        var answer = SERVER.forge().call("echo", tensors, Tensors.class);

        assertThat(answer.toCompletableFuture().join()).isEqualTo(tensors);
    }

    /** It takes any tensors, so there is nothing that its metadata could name. */
    @Test
    void hasNoSignature() {
        assertThat(SERVER.get("/v2/models/echo").body())
                .isEqualTo(
                        "{\"name\":\"echo\",\"versions\":[\"1\"],\"platform\":\"java\",\"inputs\":[],\"outputs\":[]}");
    }

    @Test
    void asksForTheEventLoop() {
        assertThat(SERVER.forge().handlers())
                .extracting(ServedHandler::dispatch)
                .containsOnly(Dispatch.EVENT_LOOP);
    }
}
