package io.forge.cli;

import io.forge.api.BatchPolicy;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerRegistry;
import io.forge.api.HandlerRegistry.LoadContext;
import io.forge.api.HandlerSource;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Signature;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Offers a model that answers with its input, as a plugin that serves a folder of models does; see {@link RehearsalPlugin}. */
public final class RehearsalSource implements HandlerSource {

    /** The name of the source, and of its model. */
    static final String NAME = "rehearsal";

    /** Its only input and output. */
    static final String TENSOR = "x";

    /** As a model has one. */
    record Config(Optional<Integer> batch, Map<String, String> labels) {}

    /** For Forge, which loads it as a plugin. */
    public RehearsalSource() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void open(HandlerContext context, HandlerRegistry registry) {
        var folder = context.models().orElseThrow();
        registry.offer(NAME, "1", loading -> load(context, folder, loading));
        registry.label(NAME, Map.of("stable", "1"));
        context.onClose(() -> {});
    }

    private static Handler<?, ?> load(HandlerContext context, Path folder, LoadContext loading) throws IOException {
        var file = folder.resolve("model.yaml");
        Files.writeString(file, "batch: 8\nlabels: {stable: \"1\"}\n");
        int rows = context.read(file, Config.class).batch().orElseThrow();
        loading.reserveMemory(1);
        loading.onClose(() -> {});
        var policy = BatchPolicy.<Tensors>defaults()
                .maxItems(rows)
                .instances(1)
                .idempotent()
                .key(tensors -> tensors.get(TENSOR).shape())
                .cost(tensors -> tensors.get(TENSOR).shape().elements());
        var code = Handler.Prepared.<Tensors, Tensors, Tensors>by((input, call) -> input, batch -> batch.inputs());
        var spec = List.of(TensorSpec.of(TENSOR, DataType.INT64, Shape.of(Shape.ANY, Shape.ANY)));
        return Handler.batched(Tensors.class, Tensors.class, code.with(policy)).with(Signature.of(spec, spec));
    }
}
