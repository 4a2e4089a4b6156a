package io.forge.bench;

import io.forge.Forge;
import io.forge.api.BatchPolicy;
import io.forge.api.Handler;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Signature;
import io.forge.tensor.Tensor;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Forge with every default on and the models of a folder; beside them {@code stub}, which does all but the arithmetic. */
final class ModelServer {

    private static final int WIDTH = 384;

    private ModelServer() {}

    public static void main(String[] args) throws InterruptedException {
        var builder = Forge.builder()
                .port(0)
                .handlers("onnx")
                .set("models.directory", args[0])
                .handler("stub", stub());
        try (var forge = builder.start()) {
            System.out.println(forge.uri());
            new CountDownLatch(1).await();
        }
    }

    /** Takes and gives the same as MiniLM: gathers the inputs outside of the heap, and copies each answer out of a buffer. */
    private static Handler<Tensors, Tensors> stub() {
        var inputs = List.of(input("input_ids"), input("attention_mask"), input("token_type_ids"));
        var output = TensorSpec.of("last_hidden_state", DataType.FP32, Shape.of(Shape.ANY, Shape.ANY, WIDTH));
        return Handler.batched(Tensors.class, Tensors.class, batch -> {
                    var gathered = Tensors.concat(batch.inputs(), ByteBuffer::allocateDirect);
                    var shape = gathered.get("input_ids").shape();
                    int row = (int) shape.dimension(1) * WIDTH * Float.BYTES;
                    var computed = ByteBuffer.allocateDirect(row * (int) shape.dimension(0));
                    return answers(batch.inputs(), computed, row);
                })
                .with(Signature.of(inputs, List.of(output)))
                .with(BatchPolicy.<Tensors>defaults()
                        .key((Tensors tensors) ->
                                tensors.get("input_ids").shape().dimension(1)));
    }

    private static TensorSpec input(String name) {
        return TensorSpec.of(name, DataType.INT64, Shape.of(Shape.ANY, Shape.ANY));
    }

    private static List<Tensors> answers(List<Tensors> calls, ByteBuffer computed, int row) {
        var answers = new ArrayList<Tensors>(calls.size());
        for (var call : calls) {
            var shape = call.get("input_ids").shape();
            int size = row * (int) shape.dimension(0);
            var copy = ByteBuffer.allocate(size)
                    .put(computed.slice(computed.position(), size))
                    .flip();
            computed.position(computed.position() + size);
            answers.add(Tensors.of(
                    "last_hidden_state",
                    Tensor.of(DataType.FP32, Shape.of(shape.dimension(0), shape.dimension(1), WIDTH), copy)));
        }
        return answers;
    }
}
