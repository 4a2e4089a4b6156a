package io.forge.bench;

import java.util.List;
import java.util.Map;

/** Measures what tensors cost over the Open Inference Protocol. */
final class Tensors implements Measurement {

    private static final List<String> ALL =
            List.of("tensors-binary", "tensors-json", "tensors-small", "tensors-record");

    private final Parts parts;
    private final Options options;

    private Tensors(List<String> names, Options options) {
        this.parts = new Parts(names);
        this.options = options;
    }

    /** All of it. */
    static Tensors all(Options options) {
        return new Tensors(ALL, options);
    }

    /** The part of this name. */
    static Tensors only(String name, Options options) {
        return new Tensors(List.of(name), options);
    }

    @Override
    public boolean run() throws Exception {
        return parts.run(Map.of(
                "tensors-binary",
                new BinaryTensor(options),
                "tensors-json",
                new TensorParsing(options),
                "tensors-small",
                SmallTensor.beside(options),
                "tensors-record",
                SmallTensor.ofRecord(options)));
    }
}
