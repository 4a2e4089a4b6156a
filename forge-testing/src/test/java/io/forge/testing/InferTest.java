package io.forge.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.forge.api.Handler;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Signature;
import io.forge.tensor.Tensor;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls with tensors, as the author of a handler makes them. */
class InferTest {

    private static final Signature NEGATION = Signature.of(
            List.of(TensorSpec.of("x", DataType.FP32, Shape.of(Shape.ANY))),
            List.of(TensorSpec.of("y", DataType.FP32, Shape.of(Shape.ANY))));

    @RegisterExtension
    static final TestServer SERVER = new TestServer()
            .handler("same", Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> tensors))
            .handler(
                    "negate",
                    Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> negated(tensors))
                            .with(NEGATION))
            .handler("failing", Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> {
                throw new IllegalStateException("not for clients");
            }))
            .handler("hello", Handler.unary(Void.class, String.class, (nothing, call) -> "Hello"));

    private static Tensors negated(Tensors inputs) {
        var x = inputs.get("x");
        float[] values = x.floats();
        for (int i = 0; i < values.length; i++) {
            values[i] = -values[i];
        }
        return Tensors.of("y", Tensor.of(DataType.FP32, x.shape(), values));
    }

    private static Tensors floats(String name, float... values) {
        return Tensors.of(name, Tensor.of(DataType.FP32, Shape.of(values.length), values));
    }

    @Test
    void returnsWhatTheHandlerReturns() {
        assertThat(SERVER.infer("negate", floats("x", 1.5f, Float.NEGATIVE_INFINITY)))
                .isEqualTo(floats("y", -1.5f, Float.POSITIVE_INFINITY));
    }

    @ParameterizedTest
    @EnumSource(DataType.class)
    void carriesEachDatatypeByteForByte(DataType type) {
        // Twice the same element; of BYTES, one of 3 bytes that are not UTF-8.
        byte[] element = type == DataType.BYTES
                ? new byte[] {3, 0, 0, 0, -1, 0, -2}
                : new byte[type.byteSize().orElseThrow()];
        element[element.length - 1] = 1;
        var two = ByteBuffer.allocate(2 * element.length)
                .put(element)
                .put(element)
                .flip();
        var tensors = Tensors.of("x", Tensor.of(type, Shape.of(2, 1), two));

        assertThat(SERVER.infer("same", tensors)).isEqualTo(tensors);
    }

    @Test
    void carriesManyInTheirOrderWithAnyNames() {
        var empty = Tensor.of(DataType.INT64, Shape.of(0, 3), new long[0]);
        var scalar = Tensor.of(DataType.BOOL, Shape.of(), new boolean[] {true});
        var texts = Tensor.of(DataType.BYTES, Shape.of(2), List.of("", "é"));
        var tensors = Tensors.of("z \"quoted\"", empty, "é", scalar, "a", texts);

        assertThat(SERVER.infer("same", tensors)).isEqualTo(tensors);
    }

    @Test
    void carriesNoTensorsAndTensorsWithoutElements() {
        assertThat(SERVER.infer("same", Tensors.of())).isEqualTo(Tensors.of());
        assertThat(SERVER.infer("same", floats("x"))).isEqualTo(floats("x"));
    }

    @Test
    void failsWithWhatTheServerSays() {
        assertFails("Model 'negate' answered 400: Input 'x' is missing: it is to be FP32[-1]", "negate", Tensors.of());
        assertFails(
                "Model 'failing' answered 500: The handler failed. The server's log has the cause under this call's id.",
                "failing",
                Tensors.of());
    }

    @Test
    void failsWhereThereIsNoSuchModel() {
        for (String model : List.of("nagate", "hello")) {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> SERVER.infer(model, Tensors.of()))
                    .withMessageStartingWith("Model '" + model + "' answered 404: Nothing is served at this path");
        }
    }

    private static void assertFails(String message, String model, Tensors inputs) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> SERVER.infer(model, inputs))
                .withMessage(message);
    }
}
