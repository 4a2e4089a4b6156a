package io.forge.http;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * How the items of one stream are written and told apart, and how it ends.
 *
 * @param <O> the type of the items
 */
public interface StreamForm<O> {

    /** The {@code Content-Type} of the answer. */
    String mediaType();

    /**
     * One item, with what stands before and after it; on the handler's thread.
     *
     * @throws RuntimeException if the item cannot be written, which is a fault of the handler
     */
    ByteBuffer item(O item);

    /** What follows the last item of a whole stream. */
    default Optional<ByteBuffer> end() {
        return Optional.empty();
    }

    /** What follows the last item of a stream that failed; where nothing does, the connection breaks off instead. */
    default Optional<ByteBuffer> failure(Problem problem) {
        return Optional.empty();
    }
}
