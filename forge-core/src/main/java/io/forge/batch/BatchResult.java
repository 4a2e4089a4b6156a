package io.forge.batch;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the code of a batch gave.
 *
 * @param outputs one for each member, in their order; whether {@code null} is one is for who runs the code to say, who gives a failure
 *     otherwise
 * @param failures of single members, by their place
 * @param <O> the output type
 */
public record BatchResult<O>(List<@Nullable O> outputs, Map<Integer, Throwable> failures) {

    /** Without failures. */
    public static <O> BatchResult<O> of(List<O> outputs) {
        List<@Nullable O> all = Collections.unmodifiableList(outputs);
        return new BatchResult<>(all, Map.of());
    }
}
