package io.forge.http.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.api.Handler;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Signature;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Triton's tools read of a model's configuration. */
class ModelConfigurationTest {

    private static final Signature SIGNATURE = Signature.of(
            List.of(
                    TensorSpec.of("image", DataType.FP32, Shape.of(Shape.ANY, 3)),
                    TensorSpec.of("label", DataType.BYTES, Shape.of(1)).optional()),
            List.of(TensorSpec.of("score", DataType.BF16, Shape.of())));

    @RegisterExtension
    static final InferenceServer SERVER = new InferenceServer(builder -> builder.handler(
            "classify",
            Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> tensors)
                    .with(SIGNATURE)));

    @ParameterizedTest
    @ValueSource(strings = {"/v2/models/classify/config", "/v2/models/classify/versions/1/config"})
    void hasTheSignatureInTritonsWords(String path) {
        var answer = SERVER.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).hasValue("application/json");
        assertThat(answer.text())
                .isEqualTo("{\"name\":\"classify\",\"platform\":\"java\",\"backend\":\"forge\","
                        + "\"version_policy\":{\"all\":{}},\"max_batch_size\":0,"
                        + "\"input\":[{\"name\":\"image\",\"data_type\":\"TYPE_FP32\",\"dims\":[-1,3]},"
                        + "{\"name\":\"label\",\"data_type\":\"TYPE_STRING\",\"dims\":[1],\"optional\":true}],"
                        + "\"output\":[{\"name\":\"score\",\"data_type\":\"TYPE_BF16\",\"dims\":[]}],"
                        + "\"model_transaction_policy\":{\"decoupled\":false}}");
    }

    @Test
    void hasEmptyListsWithoutASignature() {
        assertThat(SERVER.get("/v2/models/echo/config").text()).contains("\"input\":[],\"output\":[]");
    }

    @Test
    void isOnlyRead() {
        var answer = SERVER.send("POST", "/v2/models/echo/config", "", new byte[0]);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.text()).startsWith("{\"error\":\"");
    }
}
