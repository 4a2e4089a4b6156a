package io.forge.inference;

import io.forge.api.ForgeException;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import java.util.List;

/**
 * How values of one Java type are tensors; safe for use by several threads.
 *
 * @param <T> the type
 */
interface TensorsForm<T> {

    /** The tensors that a value has; none where that is not known. */
    List<TensorSpec> specs();

    /**
     * The value of some tensors.
     *
     * @throws ForgeException with {@code INVALID_INPUT} if they are none; the message names the tensor
     */
    T read(Tensors tensors);

    /**
     * The tensors of a value.
     *
     * @throws IllegalStateException if it has none, which is a fault of the handler
     */
    Tensors write(T value);
}
