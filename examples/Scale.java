import io.forge.api.*;
import io.forge.tensor.*;
import java.util.List;

/** {@code POST /v2/models/scale/infer}: multiplies rows of three numbers by the parameter {@code factor}. */
class Scale implements HandlerFactory {
    public String name() {
        return "scale";
    }

    public Handler<?, ?> create(HandlerContext context) {
        var rows = Shape.of(Shape.ANY, 3);
        var signature = Signature.of(
                List.of(TensorSpec.of("x", DataType.FP32, rows)), List.of(TensorSpec.of("y", DataType.FP32, rows)));
        return Handler.unary(Tensors.class, Tensors.class, Scale::scale).with(signature);
    }

    private static Tensors scale(Tensors inputs, Call call) {
        if (!(call.parameters().getOrDefault("factor", 1L) instanceof Number factor)) {
            throw new ForgeException(ErrorCode.INVALID_INPUT, "Parameter 'factor' must be a number");
        }
        var x = inputs.get("x");
        float[] values = x.floats();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor.floatValue();
        }
        return Tensors.of("y", Tensor.of(DataType.FP32, x.shape(), values));
    }
}
