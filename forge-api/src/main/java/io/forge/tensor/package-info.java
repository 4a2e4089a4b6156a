/**
 * Tensors: what a model takes and gives, whatever engine runs it.
 *
 * <p>A {@link io.forge.tensor.Tensor} has a {@link io.forge.tensor.DataType}, a {@link io.forge.tensor.Shape} and its
 * contents in one little-endian buffer, in the form of the Open Inference Protocol's binary data; {@link
 * io.forge.tensor.Tensors} are several by name. A {@link io.forge.tensor.Signature} says which of them a handler takes
 * and gives. All of these are immutable values, safe to be used by many threads; everything that depends on datatype
 * and shape is checked where a tensor is made, and refused with an {@link java.lang.IllegalArgumentException}.
 */
@NullMarked
package io.forge.tensor;

import org.jspecify.annotations.NullMarked;
