package io.forge.http.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.api.Handler;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Signature;
import io.forge.tensor.Tensor;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import io.forge.testkit.Answer;
import io.forge.testkit.Batches;
import io.forge.testkit.Client;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A batched handler of tensors: each row is an item, and the rows of different requests run together. */
class BatchedModelTest {

    private static final String PATH = "/v2/models/sum/infer";

    private final Batches batches = new Batches();
    private Forge forge;

    /** Adds up each row of three numbers, over all requests at once. */
    private Handler<Tensors, Tensors> sums() {
        return Handler.batched(Tensors.class, Tensors.class, batch -> {
                    batches.run(batch);
                    float[] x = Tensors.concat(batch.inputs()).get("x").floats();
                    float[] sums = new float[x.length / 3];
                    for (int i = 0; i < x.length; i++) {
                        sums[i / 3] += x[i];
                    }
                    var all = Tensors.of("sum", Tensor.of(DataType.FP32, Shape.of(sums.length), sums));
                    var outputs = new ArrayList<Tensors>();
                    long row = 0;
                    for (Tensors input : batch.inputs()) {
                        outputs.add(all.slice(row, row + input.rows()));
                        row += input.rows();
                    }
                    return outputs;
                })
                .with(Signature.of(
                        List.of(TensorSpec.of("x", DataType.FP32, Shape.of(Shape.ANY, 3))),
                        List.of(TensorSpec.of("sum", DataType.FP32, Shape.of(Shape.ANY)))));
    }

    @BeforeEach
    void serve() {
        forge = Forge.builder()
                .port(0)
                .set("handlers.sum.batch.instances", 1)
                .set("handlers.sum.batch.max-items", 4)
                .handler("sum", sums())
                .start();
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private static String rows(int count, int value) {
        var data = new ArrayList<String>();
        for (int i = 0; i < 3 * count; i++) {
            data.add(Integer.toString(value));
        }
        return "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[%s,3],\"data\":[%s]}]}"
                .formatted(count, String.join(",", data));
    }

    private Answer get(String path) {
        try (var client = Client.to(forge)) {
            return client.send("GET " + path + " HTTP/1.1", new byte[0]).answer();
        }
    }

    @Test
    void countsRowsAndNotRequests() {
        try (var calls = batches.callsTo(forge, "sum", PATH)) {
            calls.run(rows(1, 1))
                    .queueItems(3, rows(3, 2))
                    .queueItems(2, rows(2, 3))
                    .queueItems(1, rows(1, 4));
            batches.open();
            var answers = calls.answers();

            assertThat(answers.get(1).body()).contains("\"shape\":[3],\"data\":[6.0,6.0,6.0]");
            assertThat(answers.get(2).body()).contains("\"shape\":[2],\"data\":[9.0,9.0]");
            assertThat(answers.get(3).body()).contains("\"shape\":[1],\"data\":[12.0]");
            assertThat(batches.inputs()).extracting(List::size).containsExactly(1, 1, 2);
        }
        var statistics = get("/v2/models/sum/stats").body();
        assertThat(statistics)
                .contains("\"inference_count\":7,\"execution_count\":3")
                .containsPattern("\"batch_stats\":\\[\\{\"batch_size\":1,.*\"batch_size\":3,");
    }

    @Test
    void refusesMoreRowsThanABatchMayHave() {
        batches.open();
        var refused = Client.ask(forge, PATH, rows(5, 1));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("error").asString())
                .isEqualTo("The input has 5 rows but a batch of handler sum holds at most 4: send it in parts");
    }

    @Test
    void keepsAWrongInputOutOfTheBatch() {
        try (var calls = batches.callsTo(forge, "sum", PATH)) {
            calls.run(rows(1, 1));
            var refused = Client.ask(
                    forge,
                    PATH,
                    "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[1,2]}]}");
            batches.open();

            assertThat(refused.status()).isEqualTo(400);
            assertThat(calls.answer(0).status()).isEqualTo(200);
            assertThat(batches.inputs()).hasSize(1);
        }
    }

    @Test
    void saysHowManyRowsARequestMayHave() {
        assertThat(get("/v2/models/sum/config").body())
                .contains("\"max_batch_size\":4", "\"dims\":[3]", "\"dims\":[]", "\"dynamic_batching\":{}");
        assertThat(get("/v2/models/sum").body()).contains("\"shape\":[-1,3]");
    }
}
