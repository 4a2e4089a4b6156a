package io.forge.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.ModelReport.State;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that is running: what ends it, and that nothing is closed under it, which would end the process. */
final class RunningModelTest {

    /** More than any test has time for. */
    private static final String FOREVER = body(1_000_000_000_000L);

    private static final String THREE_TIMES = body(3);

    @TempDir
    Path folder;

    private static String body(long rounds) {
        return """
                {"inputs": [{"name": "rounds", "datatype": "INT64", "shape": [1], "data": [%s]},
                            {"name": "x", "datatype": "FP32", "shape": [1], "data": [0.5]}]}""".formatted(rounds);
    }

    @Test
    void aDeadlineEndsTheRunAndTheInstanceTakesTheNextCall() throws Exception {
        try (var server = counting()) {
            var answer = server.post(
                    "/v2/models/counting/infer",
                    FOREVER.replace("{\"inputs\"", "{\"parameters\": {\"timeout\": 200000}, \"inputs\""));

            assertThat(answer.statusCode()).isEqualTo(504);
            assertThat(server.post("/v2/models/counting/infer", THREE_TIMES).body())
                    .contains("\"data\":[3.5]");
        }
    }

    @Test
    void aClientThatLeavesEndsTheRun() throws Exception {
        try (var server = counting()) {
            var client = HttpClient.newHttpClient();
            var answer = client.sendAsync(request(server.forge()), BodyHandlers.ofString());
            awaitRun(server);
            answer.cancel(true);

            assertThat(server.post("/v2/models/counting/infer", THREE_TIMES).body())
                    .contains("\"data\":[3.5]");
        }
    }

    /** Returns when a call has left the queue. */
    private static void awaitRun(ModelServer server) throws Exception {
        Eventually.is(
                "running", () -> server.get("/v2/models/counting/stats").body().contains("\"queue\":{\"count\":1"));
    }

    private static HttpRequest request(Forge forge) {
        return HttpRequest.newBuilder(forge.uri().resolve("/v2/models/counting/infer"))
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString(FOREVER))
                .build();
    }

    @Test
    void theEndOfTheServerEndsTheRunBeforeTheModelIsClosed() throws Exception {
        var server = counting();
        var answer = HttpClient.newHttpClient().sendAsync(request(server.forge()), BodyHandlers.ofString());
        awaitRun(server);
        server.close();

        assertThat(answer.join().statusCode()).isEqualTo(503);
    }

    @Test
    void aModelThatIsRemovedUnderARunIsGoneWhenTheRunIsEnded() throws Exception {
        try (var server = counting()) {
            var answer = HttpClient.newHttpClient().sendAsync(request(server.forge()), BodyHandlers.ofString());
            awaitRun(server);
            Files.delete(folder.resolve("counting.onnx"));

            assertThat(answer.join().statusCode()).isEqualTo(503);
            Eventually.is(
                    "gone", () -> server.forge().models().all().stream().noneMatch(one -> one.state() == State.READY));
        }
    }

    private ModelServer counting() throws Exception {
        TinyModel.counting().writeTo(folder.resolve("counting.onnx"));
        Files.writeString(folder.resolve("counting.yaml"), "instances: 1\n");
        return ModelServer.of(folder, builder -> builder.set("calls.drain", "100ms"));
    }
}
