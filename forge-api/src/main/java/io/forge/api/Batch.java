package io.forge.api;

import java.util.List;

/**
 * Several calls that are answered together; implemented by Forge.
 *
 * @param <I> the input type
 * @since 0.1
 */
public interface Batch<I> {

    /**
     * The inputs.
     *
     * @return at least one input, unmodifiable, in the order in which the calls came
     */
    List<I> inputs();

    /**
     * The call of one input.
     *
     * @param index the input's place in {@link #inputs}
     * @return its call
     * @throws IndexOutOfBoundsException if there is no such input
     */
    Call call(int index);
}
