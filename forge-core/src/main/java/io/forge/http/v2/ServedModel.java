package io.forge.http.v2;

import io.forge.inference.Model;
import io.forge.runtime.BatchState;
import io.forge.runtime.Servable;
import io.forge.tensor.Shape;
import io.forge.tensor.Signature;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import java.util.stream.Stream;

/**
 * One version of a model that is served.
 *
 * @param servable what is called
 * @param model its tensors
 */
record ServedModel<I, O>(Servable<I, O> servable, Model<I, O> model) {

    /**
     * The model that a servable is.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    static <I, O> ServedModel<I, O> of(Servable<I, O> servable) {
        return new ServedModel<>(servable, Model.of(servable.handler()));
    }

    String name() {
        return servable.name();
    }

    String version() {
        return servable.version();
    }

    /** The tensors that it takes and gives; empty where it does not say. */
    Signature signature() {
        return model.signature();
    }

    /** How many rows one request may have; 0 where its rows are nothing to the server, or not any number goes. */
    int maxRows() {
        var tensors = Stream.concat(signature().inputs().stream(), signature().outputs().stream())
                .map(TensorSpec::shape)
                .toList();
        boolean haveRows = !tensors.isEmpty()
                && servable.handler().input() == Tensors.class
                && tensors.stream().allMatch(shape -> shape.rank() > 0 && shape.dimension(0) == Shape.ANY);
        return haveRows ? servable.batches().map(BatchState::maxItems).orElse(0) : 0;
    }

    /** The path of all versions, or of the newest. */
    String path() {
        return "/v2/models/%s".formatted(name());
    }
}
