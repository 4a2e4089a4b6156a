package io.forge.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Tensor;
import io.forge.tensor.Tensors;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The example for applications in docs/models.md. */
final class EmbeddedModelTest {

    @TempDir
    Path folder;

    @Test
    @ResourceLock(Resources.SYSTEM_OUT)
    void aModelIsServedByAnApplication() throws Exception {
        var file = new TinyModel()
                .input("measurements", TinyModel.Element.FLOAT, "batch", 4)
                .output("class", TinyModel.Element.INT64, "batch")
                .node("ArgMax", "measurements", "class", Map.of("axis", 1, "keepdims", 0))
                .writeTo(folder.resolve("iris.onnx"));
        var measurements = Tensors.of(
                "measurements", Tensor.of(DataType.FP32, Shape.of(2, 4), new float[] {5, 3, 1, 0, 1, 2, 3, 4}));

        assertThat(printed(() -> serve(file, measurements))).contains("[0, 3]");
    }

    private static void serve(Path file, Tensors measurements) throws Exception {
        try (var model = OnnxModel.load(file);
                var forge =
                        Forge.builder().port(0).handler("iris", model.handler()).start()) {
            var answer = forge.call("iris", measurements, Tensors.class)
                    .toCompletableFuture()
                    .join();
            System.out.println(Arrays.toString(answer.get("class").longs()));
        }
    }

    /** Something that prints. */
    private interface Printing {
        void run() throws Exception;
    }

    private static String printed(Printing printing) throws Exception {
        var out = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(out, true));
        try {
            printing.run();
        } finally {
            System.setOut(before);
        }
        return out.toString();
    }
}
