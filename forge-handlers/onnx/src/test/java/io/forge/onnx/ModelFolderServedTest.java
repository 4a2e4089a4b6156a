package io.forge.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forge.Forge;
import io.forge.ForgeStartException;
import io.forge.ModelReport;
import io.forge.ModelReport.State;
import io.forge.api.Handler;
import io.forge.onnx.TinyModel.Element;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of models behind a real server, as clients and operators meet it. */
final class ModelFolderServedTest {

    private static final String TWICE = "\"data\":[2.0,4.0,6.0]";
    private static final String THRICE = "\"data\":[3.0,6.0,9.0]";

    @TempDir
    Path folder;

    @Test
    void servesWhatLiesInTheFolderFromTheStartOn() throws Exception {
        TinyModel.multiplying(2).writeTo(folder.resolve("twice.onnx"));
        TinyModel.multiplying(3).writeTo(folder.resolve("thrice/7/model.onnx"));
        try (var server = ModelServer.of(folder)) {
            assertThat(server.infer("twice", "1,2,3").body()).contains(TWICE, "\"model_version\":\"1\"");
            assertThat(server.infer("thrice", "1,2,3").body()).contains(THRICE, "\"model_version\":\"7\"");
            assertThat(server.get("/v2/models/twice").body())
                    .contains("\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[-1,3]}]");
            assertThat(server.get("/v2/models/twice/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aModelThatCannotBeLoadedIsUnavailableWithItsReasonAndTheOthersServe() throws Exception {
        TinyModel.multiplying(2).writeTo(folder.resolve("twice.onnx"));
        Files.writeString(folder.resolve("broken.onnx"), "no model");
        try (var server = ModelServer.of(folder)) {
            assertThat(report(server, "broken").state()).isEqualTo(State.UNAVAILABLE);
            assertThat(report(server, "broken").reason().orElseThrow())
                    .contains("broken.onnx cannot be loaded: Protobuf parsing failed");
            assertThat(server.infer("twice", "1,2,3").body()).contains(TWICE);
        }
    }

    @Test
    void aWrongConfigurationIsTheReasonWithFileLineAndKey() throws Exception {
        TinyModel.multiplying(2).writeTo(folder.resolve("twice.onnx"));
        Files.writeString(folder.resolve("twice.yaml"), "batch: 4\nwarmup: false\n");
        try (var server = ModelServer.of(folder)) {
            assertThat(report(server, "twice").reason().orElseThrow())
                    .isEqualTo("twice.yaml:2:1: Unknown key 'warmup': did you mean 'warm-up'?");
        }
    }

    @Test
    void modelsComeChangeAndGoWhileTheServerRuns() throws Exception {
        try (var server = ModelServer.of(folder)) {
            assertThat(server.infer("twice", "1,2,3").statusCode()).isEqualTo(404);

            TinyModel.multiplying(2).writeTo(folder.resolve("twice.onnx"));
            Eventually.is("served", () -> server.infer("twice", "1,2,3").body().contains(TWICE));

            TinyModel.multiplying(3).writeTo(folder.resolve("twice.onnx"));
            Eventually.is(
                    "replaced", () -> server.infer("twice", "1,2,3").body().contains(THRICE));

            Files.delete(folder.resolve("twice.onnx"));
            Eventually.is("gone", () -> server.infer("twice", "1,2,3").statusCode() == 404);
        }
    }

    @Test
    void aReplacementThatCannotBeLoadedLeavesTheModelThatServes() throws Exception {
        TinyModel.multiplying(2).writeTo(folder.resolve("twice.onnx"));
        try (var server = ModelServer.of(folder)) {
            Files.writeString(folder.resolve("twice.onnx"), "no model");
            Eventually.is("tried", () -> report(server, "twice").reason().isPresent());

            assertThat(report(server, "twice").state()).isEqualTo(State.READY);
            assertThat(server.infer("twice", "1,2,3").body()).contains(TWICE);
        }
    }

    @Test
    void noCallIsLostWhileModelsAreReplaced() throws Exception {
        TinyModel.multiplying(2).writeTo(folder.resolve("twice.onnx"));
        var failure = new AtomicReference<String>();
        var stop = new AtomicBoolean();
        var calls = new AtomicInteger();
        try (var server = ModelServer.of(folder)) {
            var caller = new Thread(() -> {
                while (!stop.get()) {
                    try {
                        var answer = server.infer("twice", "1,2,3");
                        calls.incrementAndGet();
                        if (answer.statusCode() != 200) {
                            failure.compareAndSet(null, answer.body());
                        }
                    } catch (Exception e) {
                        failure.compareAndSet(null, e.toString());
                    }
                }
            });
            caller.start();
            for (int i = 0; i < 20; i++) {
                server.forge().models().load("twice").toCompletableFuture().join();
            }
            stop.set(true);
            caller.join();
        }
        assertThat(failure).hasValue(null);
        assertThat(calls).hasPositiveValue();
    }

    @Test
    void weightsInFilesOfTheirOwnMayBeOverwrittenWhileTheModelServes() throws Exception {
        int rows = 1 << 20;
        var weights = ByteBuffer.allocate(rows * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        weights.putFloat((rows - 1) * Float.BYTES, 7);
        var file = folder.resolve("table/1/weights.bin");
        new TinyModel()
                .input("index", Element.INT64, "batch")
                .output("y", Element.FLOAT, "batch")
                .floatsIn("weights.bin", "table", rows)
                .node("Gather", "table index", "y")
                .writeTo(folder.resolve("table/1/model.onnx"));
        Files.write(file, weights.array());
        try (var server = ModelServer.of(folder)) {
            Files.write(file, new byte[1]); // Mapped into memory, it would end this process.

            assertThat(server.post(
                                    "/v2/models/table/infer",
                                    "{\"inputs\": [{\"name\": \"index\", \"datatype\": \"INT64\", \"shape\": [1], \"data\": [%s]}]}"
                                            .formatted(rows - 1))
                            .body())
                    .contains("\"data\":[7.0]");
            try (var left = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "forge-model-*")) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void theHighestVersionsAreServedOrThoseThatAreNamed() throws Exception {
        for (int version = 1; version <= 10; version++) {
            TinyModel.multiplying(version).writeTo(folder.resolve("latest/%s/model.onnx".formatted(version)));
            TinyModel.multiplying(version).writeTo(folder.resolve("two/%s/model.onnx".formatted(version)));
            TinyModel.multiplying(version).writeTo(folder.resolve("named/%s/model.onnx".formatted(version)));
        }
        Files.writeString(folder.resolve("two/model.yaml"), "latest: 2\n");
        Files.writeString(folder.resolve("named/model.yaml"), "versions: [\"2\", \"3\"]\nlabels: {stable: \"2\"}\n");
        try (var server = ModelServer.of(folder)) {
            assertThat(server.get("/v2/models/latest").body()).contains("\"versions\":[\"10\"]");
            assertThat(server.get("/v2/models/two").body()).contains("\"versions\":[\"9\",\"10\"]");
            assertThat(server.get("/v2/models/named").body()).contains("\"versions\":[\"2\",\"3\"]");
            assertThat(server.infer("named", "1,2,3").body()).contains(THRICE);
            assertThat(server.infer("named/versions/2", "1,2,3").body()).contains(TWICE);
            assertThat(report(server, "named").labels()).containsExactly("stable");
        }
    }

    @Test
    void whatCannotBeTheNameOfAModelIsPassedOver() throws Exception {
        TinyModel.multiplying(2).writeTo(folder.resolve("not a name.onnx"));
        TinyModel.multiplying(2).writeTo(folder.resolve(".hidden.onnx"));
        TinyModel.multiplying(2).writeTo(folder.resolve("twice/1/model.onnx"));
        TinyModel.multiplying(3).writeTo(folder.resolve("twice.onnx"));
        try (var server = ModelServer.of(folder)) {
            assertThat(server.forge().models().all())
                    .extracting(ModelReport::name)
                    .containsExactly("twice");
            assertThat(server.infer("twice", "1,2,3").body()).contains(TWICE);
        }
    }

    @Test
    void saysWhatToDoWhereThereIsNoFolder() {
        assertThatThrownBy(() -> Forge.builder().port(0).handlers("onnx").start())
                .isInstanceOf(ForgeStartException.class)
                .hasMessageContaining("set models.directory, or start with --models DIR");
        assertThatThrownBy(() -> ModelServer.of(folder.resolve("absent")))
                .isInstanceOf(ForgeStartException.class)
                .hasMessageContaining("is no folder: create it, or correct the path");
    }

    @Test
    void saysThatNothingServesTheFolder() {
        assertThatThrownBy(() -> Forge.builder()
                        .port(0)
                        .handler("one", Handler.unary(Void.class, String.class, (none, call) -> "one"))
                        .handlers()
                        .set("models.directory", folder.toString())
                        .start())
                .hasMessageContaining("Nothing that is served takes models from a folder");
    }

    private static ModelReport report(ModelServer server, String model) {
        return server.forge().models().all().stream()
                .filter(one -> one.name().equals(model))
                .findFirst()
                .orElseThrow();
    }
}
