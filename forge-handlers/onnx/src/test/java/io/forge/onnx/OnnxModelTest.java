package io.forge.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.onnx.TinyModel.Element;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Tensor;
import io.forge.tensor.Tensors;
import io.forge.testing.TestBatch;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A model by itself: what it takes and gives, and what it answers. */
final class OnnxModelTest {

    @TempDir
    Path folder;

    @Test
    void tellsWhatTheModelTakesAndGives() throws Exception {
        try (var model = load(TinyModel.multiplying(2))) {
            assertThat(model.signature()).hasToString("[x: FP32[-1, 3]] -> [y: FP32[-1, 3]]");
        }
    }

    @Test
    void runsTheRowsOfSeveralCallsTogetherAndGivesEachItsOwn() throws Exception {
        try (var model = load(TinyModel.multiplying(2))) {
            var outputs = TestBatch.of(rows(1, 2, 3), rows(4, 5, 6, 7, 8, 9)).run(model.handler());

            assertThat(outputs).hasSize(2);
            assertThat(outputs.get(0)).isEqualTo(Tensors.of("y", floats(Shape.of(1, 3), 2, 4, 6)));
            assertThat(outputs.get(1)).isEqualTo(Tensors.of("y", floats(Shape.of(2, 3), 8, 10, 12, 14, 16, 18)));
        }
    }

    @Test
    void answersAreNotWrittenOverByTheNextRun() throws Exception {
        try (var model = load(TinyModel.multiplying(2))) {
            var handler = model.handler();
            var first = TestBatch.of(rows(1, 2, 3)).run(handler).get(0);
            TestBatch.of(rows(7, 8, 9)).run(handler);

            assertThat(first).isEqualTo(Tensors.of("y", floats(Shape.of(1, 3), 2, 4, 6)));
        }
    }

    @Test
    void fillsShorterRowsUpAndCutsTheirAnswersOff() throws Exception {
        var config = configured(new Padding("length", Map.of("x", -1.0)));
        try (var model = load(TinyModel.doubling(), config)) {
            var outputs = TestBatch.of(
                            Tensors.of("x", floats(Shape.of(1, 2), 1, 2)),
                            Tensors.of("x", floats(Shape.of(2, 1), 3, 4)),
                            Tensors.of("x", floats(Shape.of(1, 3), 5, 6, 7)))
                    .run(model.handler());

            assertThat(outputs)
                    .containsExactly(
                            Tensors.of("y", floats(Shape.of(1, 2), 2, 4)),
                            Tensors.of("y", floats(Shape.of(2, 1), 6, 8)),
                            Tensors.of("y", floats(Shape.of(1, 3), 10, 12, 14)));
        }
    }

    static Stream<Arguments> paddingsThatDoNotFit() {
        return Stream.of(
                Arguments.of(
                        new Padding("nope", Map.of()),
                        "padding.dimension is 'nope', which no input has: there are [batch, length]"),
                Arguments.of(
                        new Padding("batch", Map.of()),
                        "padding.dimension is 'batch', which is that of the rows: name the one in which they differ"),
                Arguments.of(
                        new Padding("length", Map.of("y", 1.0)),
                        "padding.values names 'y', which is no input with the dimension 'length'"),
                Arguments.of(
                        new Padding("length", Map.of("x", 0.5)),
                        "Input 'x' of INT64 cannot be padded: It must be a whole number but is 0.5"));
    }

    @ParameterizedTest
    @MethodSource("paddingsThatDoNotFit")
    void refusesAPaddingThatDoesNotFitTheModel(Padding padding, String message) {
        var same = new TinyModel()
                .input("x", Element.INT64, "batch", "length")
                .output("y", Element.INT64, "batch", "length")
                .node("Identity", "x", "y");

        assertThatThrownBy(() -> load(same, configured(padding)))
                .isInstanceOf(ModelException.class)
                .hasMessage(message);
    }

    @Test
    void whatRowsAreFilledUpWithIsConfigured() throws Exception {
        var summing = new TinyModel()
                .input("x", Element.FLOAT, "batch", "length")
                .output("sum", Element.FLOAT, "batch", 1)
                .longs("axes", new int[] {1}, 1)
                .node("ReduceSum", "x axes", "sum");
        var config = configured(new Padding("length", Map.of("x", 100.0)));
        try (var model = load(summing, config)) {
            var outputs = TestBatch.of(
                            Tensors.of("x", floats(Shape.of(1, 1), 1)),
                            Tensors.of("x", floats(Shape.of(1, 3), 1, 1, 1)))
                    .run(model.handler());

            assertThat(outputs.get(0)).isEqualTo(Tensors.of("sum", floats(Shape.of(1, 1), 201)));
        }
    }

    @Test
    @SuppressWarnings("unchecked") // The code of a handler of tensors.
    void onlyRowsOfOneShapeRunTogetherUnlessTheyAreFilledUp() throws Exception {
        try (var model = load(TinyModel.doubling())) {
            var code = (Handler.Prepared<Tensors, Tensors, Tensors>)
                    model.handler().code();
            var key = code.policy().orElseThrow().key();
            var two = Tensors.of("x", floats(Shape.of(1, 2), 1, 2));
            var three = Tensors.of("x", floats(Shape.of(1, 3), 1, 2, 3));
            var twoByTwo = Tensors.of("x", floats(Shape.of(2, 2), 1, 2, 3, 4));

            assertThat(key.apply(two)).isEqualTo(key.apply(twoByTwo)).isNotEqualTo(key.apply(three));
        }
    }

    @Test
    void givesOnlyTheOutputsThatAreAskedFor() throws Exception {
        var two = new TinyModel()
                .input("x", Element.FLOAT, "batch")
                .output("twice", Element.FLOAT, "batch")
                .output("squared", Element.FLOAT, "batch")
                .node("Add", "x x", "twice")
                .node("Mul", "x x", "squared");
        try (var model = load(two)) {
            var batch = TestBatch.of(Tensors.of("x", floats(Shape.of(1), 3)));
            batch.call(0).requestedOutput("squared");

            assertThat(batch.run(model.handler())).containsExactly(Tensors.of("squared", floats(Shape.of(1), 9)));
        }
    }

    @Test
    void takesEveryDatatypeThatOnnxRuntimeTakesFromJava() throws Exception {
        for (var element : List.of(Element.FLOAT, Element.DOUBLE, Element.INT32, Element.INT64, Element.UINT8)) {
            var same = new TinyModel()
                    .input("x", element, "batch")
                    .output("y", element, "batch")
                    .node("Identity", "x", "y");
            try (var model = load(same)) {
                var type = model.signature().inputs().get(0).type();
                var tensor = type == DataType.FP32 || type == DataType.FP64
                        ? Tensor.of(DataType.FP64, Shape.of(2), new double[] {1, 2})
                        : Tensor.of(type, Shape.of(2), new long[] {1, 2});
                if (type == DataType.FP32) {
                    tensor = floats(Shape.of(2), 1, 2);
                }

                assertThat(TestBatch.of(Tensors.of("x", tensor)).run(model.handler()))
                        .containsExactly(Tensors.of("y", tensor));
            }
        }
    }

    @Test
    void takesAndGivesTexts() throws Exception {
        var same = new TinyModel()
                .input("x", Element.STRING, "batch", 2)
                .output("y", Element.STRING, "batch", 2)
                .node("Identity", "x", "y");
        try (var model = load(same)) {
            var tensors = Tensors.of("x", Tensor.of(DataType.BYTES, Shape.of(1, 2), List.of("añb", "")));
            var others = Tensors.of("x", Tensor.of(DataType.BYTES, Shape.of(1, 2), List.of("c", "d")));

            assertThat(TestBatch.of(tensors, others).run(model.handler()))
                    .containsExactly(
                            Tensors.of("y", Tensor.of(DataType.BYTES, Shape.of(1, 2), List.of("añb", ""))),
                            Tensors.of("y", Tensor.of(DataType.BYTES, Shape.of(1, 2), List.of("c", "d"))));
        }
    }

    @Test
    void aModelWithoutRowsRunsEachCallAlone() throws Exception {
        var adding = new TinyModel()
                .input("a", Element.FLOAT, 2)
                .input("b", Element.FLOAT)
                .output("sum", Element.FLOAT, 2)
                .node("Add", "a b", "sum");
        try (var model = load(adding)) {
            var input = Tensors.of("a", floats(Shape.of(2), 1, 2), "b", floats(Shape.of(), 10));

            assertThat(TestBatch.of(input).run(model.handler()))
                    .containsExactly(Tensors.of("sum", floats(Shape.of(2), 11, 12)));
        }
    }

    @Test
    void outputsWhoseShapeIsKnownOnlyAfterwardsAreGivenToo() throws Exception {
        var finding = new TinyModel()
                .input("x", Element.FLOAT, "n")
                .output("places", Element.INT64, 1, "found")
                .node("NonZero", "x", "places");
        try (var model = load(finding)) {
            assertThat(TestBatch.of(Tensors.of("x", floats(Shape.of(4), 0, 5, 0, 6)))
                            .run(model.handler()))
                    .containsExactly(
                            Tensors.of("places", Tensor.of(DataType.INT64, Shape.of(1, 2), new long[] {1, 3})));
        }
    }

    @Test
    void inputsThatDoNotAgreeOnADimensionAreRejectedBeforeTheyAreJoined() throws Exception {
        var adding = new TinyModel()
                .input("a", Element.FLOAT, "batch", "length")
                .input("b", Element.FLOAT, "batch", "length")
                .output("sum", Element.FLOAT, "batch", "length")
                .node("Add", "a b", "sum");
        try (var model = load(adding)) {
            var batch = TestBatch.of(Tensors.of("a", floats(Shape.of(1, 2), 1, 2), "b", floats(Shape.of(1, 1), 1)));

            batch.run(model.handler());

            assertThat(batch.failures().get(0))
                    .hasMessage("Input 'b' has 1 as 'length', but an input before it has 2: they must be equal")
                    .extracting(ForgeException::code)
                    .isEqualTo(ErrorCode.INVALID_INPUT);
        }
    }

    @Test
    void anInputThatTheModelCannotComputeIsItsClientsMistake() throws Exception {
        var looking = new TinyModel()
                .input("index", Element.INT64, "batch")
                .output("y", Element.FLOAT, "batch")
                .floats("table", new int[] {2}, 10, 20)
                .node("Gather", "table index", "y", Map.of("axis", 0));
        try (var model = load(looking)) {
            var batch = TestBatch.of(Tensors.of("index", Tensor.of(DataType.INT64, Shape.of(1), new long[] {7})));

            assertThatThrownBy(() -> batch.run(model.handler()))
                    .isInstanceOf(ForgeException.class)
                    .hasMessageStartingWith("The model rejects this input: ")
                    .hasMessageContaining("idx=7 must be within the inclusive range [-2,1]")
                    .hasMessageNotContaining("onnxruntime_src");
        }
    }

    static Stream<Arguments> modelsThatCannotBeLoaded() {
        return Stream.of(
                Arguments.of("empty", new byte[0], "m.onnx is empty: copy it again"),
                Arguments.of(
                        "a text",
                        "no model at all".getBytes(UTF_8),
                        "m.onnx cannot be loaded: Protobuf parsing failed (it is no ONNX model, or was cut off while it was copied)"),
                Arguments.of(
                        "a pointer of Git LFS",
                        "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n".getBytes(UTF_8),
                        "m.onnx is no model but the pointer that Git LFS leaves in its place: run 'git lfs pull'"),
                Arguments.of(
                        "an opset of the future",
                        TinyModel.multiplying(1).opset(99).toBytes(),
                        "(export it again for an older version)"),
                Arguments.of(
                        "an unknown operator",
                        new TinyModel()
                                .input("x", Element.FLOAT, 1)
                                .output("y", Element.FLOAT, 1)
                                .node("Conjure", "x", "y")
                                .toBytes(),
                        "Conjure"),
                Arguments.of(
                        "a sequence as output",
                        new TinyModel()
                                .input("x", Element.FLOAT, 1)
                                .outputSequence("y", Element.FLOAT, 1)
                                .node("SequenceConstruct", "x", "y")
                                .toBytes(),
                        "Output 'y' is a sequence, and no tensor"),
                Arguments.of(
                        "an unsigned input",
                        new TinyModel()
                                .input("x", Element.UINT32, 1)
                                .output("y", Element.UINT32, 1)
                                .node("Identity", "x", "y")
                                .toBytes(),
                        "Input 'x' is UINT32, which ONNX Runtime does not take from Java"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modelsThatCannotBeLoaded")
    void saysWhyAModelCannotBeLoaded(String what, byte[] content, String message) throws Exception {
        var file = Files.write(folder.resolve("m.onnx"), content);

        assertThatThrownBy(() -> OnnxModel.load(file))
                .as(what)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining(folder.toString());
    }

    @Test
    void aModelThatIsCutOffAnywhereIsRejected() throws Exception {
        byte[] whole = TinyModel.multiplying(2).toBytes();
        for (int length = 1; length < whole.length; length += 7) {
            var file = Files.write(folder.resolve("m.onnx"), Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> OnnxModel.load(file).close())
                    .as("%s bytes", length)
                    .isInstanceOf(ModelException.class);
        }
    }

    @Test
    void aChecksumThatIsSaidIsCompared() throws Exception {
        var file = TinyModel.multiplying(2).writeTo(folder.resolve("m.onnx"));
        assertThatThrownBy(() -> OnnxModel.load(file, List.of(file), ModelConfig.USUAL, Optional.of("00")))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("m.onnx has the SHA-256 checksum ")
                .hasMessageEndingWith(", and not 00 as its configuration says");
    }

    @Test
    void aClosedModelTakesNoMoreCalls() throws Exception {
        var model = load(TinyModel.multiplying(2));
        var handler = model.handler();
        model.close();
        model.close();

        assertThatThrownBy(() -> TestBatch.of(rows(1, 2, 3)).run(handler)).hasMessage("The model has been unloaded");
    }

    @Test
    void aModelLeavesItsBuffersToTheOneThatReplacesIt() throws Exception {
        runOnce();
        long before = directBuffers();
        for (int i = 0; i < 20; i++) {
            runOnce();
        }

        assertThat(directBuffers()).as("else two for each model").isLessThan(before + 20);
    }

    private void runOnce() throws Exception {
        try (var model = load(TinyModel.multiplying(2))) {
            model.warmUp();
            TestBatch.of(rows(1, 2, 3), rows(4, 5, 6, 7, 8, 9), rows(1, 2, 3)).run(model.handler());
        }
    }

    private static long directBuffers() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getCount)
                .sum();
    }

    private OnnxModel load(TinyModel model) throws Exception {
        return OnnxModel.load(model.writeTo(folder.resolve("m.onnx")));
    }

    private OnnxModel load(TinyModel model, ModelConfig config) throws Exception {
        var file = model.writeTo(folder.resolve("m.onnx"));
        return OnnxModel.load(file, List.of(file), config, Optional.empty());
    }

    private static ModelConfig configured(Padding padding) {
        return new ModelConfig(
                Optional.empty(),
                Optional.of(padding),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                List.of(),
                Map.of());
    }

    private static Tensors rows(float... values) {
        return Tensors.of("x", floats(Shape.of(values.length / 3, 3), values));
    }

    private static Tensor floats(Shape shape, float... values) {
        return Tensor.of(DataType.FP32, shape, values);
    }
}
