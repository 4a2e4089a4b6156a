package io.forge.tensor;

import java.util.HashSet;
import java.util.List;
import java.util.StringJoiner;

/**
 * Which tensors a handler takes and gives.
 *
 * <p>An immutable value.
 *
 * @since 0.1
 */
public final class Signature {

    private final List<TensorSpec> inputs;
    private final List<TensorSpec> outputs;

    private Signature(List<TensorSpec> inputs, List<TensorSpec> outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /**
     * A signature.
     *
     * @param inputs what is taken; the lists are copied
     * @param outputs what is given
     * @return the signature
     * @throws IllegalArgumentException if two inputs, or two outputs, have the same name
     */
    public static Signature of(List<TensorSpec> inputs, List<TensorSpec> outputs) {
        return new Signature(unique("inputs", inputs), unique("outputs", outputs));
    }

    private static List<TensorSpec> unique(String role, List<TensorSpec> specs) {
        var names = new HashSet<String>();
        for (TensorSpec spec : specs) {
            if (!names.add(spec.name())) {
                throw new IllegalArgumentException(
                        "Two %s have the name '%s': give each a name of its own".formatted(role, spec.name()));
            }
        }
        return List.copyOf(specs);
    }

    /**
     * What is taken.
     *
     * @return in the order given, unmodifiable
     */
    public List<TensorSpec> inputs() {
        return inputs;
    }

    /**
     * What is given.
     *
     * @return in the order given, unmodifiable
     */
    public List<TensorSpec> outputs() {
        return outputs;
    }

    /**
     * Refuses inputs that do not match; their order does not count.
     *
     * @param tensors the inputs of one call
     * @throws IllegalArgumentException if one is missing, unknown, or of another datatype or shape; the message names
     *     the tensor, what is expected and what it is
     */
    public void checkInputs(Tensors tensors) {
        check("Input", inputs, tensors, List.of());
    }

    /**
     * Refuses outputs that do not match; their order does not count.
     *
     * @param tensors the outputs of one call
     * @throws IllegalArgumentException if one is missing, unknown, or of another datatype or shape; the message names
     *     the tensor, what is expected and what it is
     */
    public void checkOutputs(Tensors tensors) {
        check("Output", outputs, tensors, List.of());
    }

    /**
     * As {@link #checkOutputs(Tensors)}, for a call that asks for some outputs only: others may be missing.
     *
     * @param tensors the outputs of one call
     * @param requested the names of those that are asked for; none: all
     * @throws IllegalArgumentException if one is missing, unknown, or of another datatype or shape
     */
    public void checkOutputs(Tensors tensors, List<String> requested) {
        check("Output", outputs, tensors, requested);
    }

    private static void check(String role, List<TensorSpec> specs, Tensors tensors, List<String> requested) {
        int found = 0;
        for (TensorSpec spec : specs) {
            Tensor tensor = tensors.lookup(spec.name());
            if (tensor != null) {
                spec.check(role, tensor);
                found++;
            } else if (!spec.isOptional() && (requested.isEmpty() || requested.contains(spec.name()))) {
                throw new IllegalArgumentException(
                        "%s '%s' is missing: it is to be %s%s".formatted(role, spec.name(), spec.type(), spec.shape()));
            }
        }
        if (found < tensors.size()) {
            throw new IllegalArgumentException(
                    "%s '%s' is unknown: there are [%s]".formatted(role, firstUnknown(specs, tensors), namesOf(specs)));
        }
    }

    private static String firstUnknown(List<TensorSpec> specs, Tensors tensors) {
        var known = new HashSet<String>();
        specs.forEach(spec -> known.add(spec.name()));
        for (String name : tensors.names()) {
            if (!known.contains(name)) {
                return name;
            }
        }
        throw new IllegalStateException("Each of " + tensors + " is known");
    }

    private static String namesOf(List<TensorSpec> specs) {
        var names = new StringJoiner(", ");
        specs.forEach(spec -> names.add(spec.name()));
        return names.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Signature that && inputs.equals(that.inputs) && outputs.equals(that.outputs);
    }

    @Override
    public int hashCode() {
        return 31 * inputs.hashCode() + outputs.hashCode();
    }

    /**
     * Inputs and outputs, as in {@code [input: FP32[-1, 3]] -> [output: FP32[-1]]}.
     *
     * @return for log lines and messages
     */
    @Override
    public String toString() {
        return inputs + " -> " + outputs;
    }
}
