package io.forge.bench;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures what tensors cost over the Open Inference Protocol. */
final class Tensors implements Measurement {

    private static final List<String> ALL =
            List.of("tensors-binary", "tensors-json", "tensors-small", "tensors-record");

    private final List<String> names;
    private final Options options;

    private Tensors(List<String> names, Options options) {
        this.names = names;
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
        var parts = Map.<String, Part>of(
                "tensors-binary",
                new BinaryTensor(options),
                "tensors-json",
                new TensorParsing(options),
                "tensors-small",
                SmallTensor.beside(options),
                "tensors-record",
                SmallTensor.ofRecord(options));
        var figures = new ArrayList<Figure>();
        for (String name : names) {
            System.out.printf("%n%s ...%n", name);
            figures.addAll(requireNonNull(parts.get(name), name).measure());
        }
        System.out.println();
        Figure.print(figures);
        return figures.stream().allMatch(Figure::holds);
    }
}
