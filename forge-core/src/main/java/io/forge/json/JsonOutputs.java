package io.forge.json;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;

/**
 * Keeps a few outputs of one writer, about one for each thread that writes, for as long as the codec lives.
 *
 * <p>Kept here and not with the threads, which would keep the classes of an unloaded plugin alive.
 */
final class JsonOutputs {

    /** A power of two; threads that share a slot by their ids now and then make an output anew. */
    private static final int SLOTS = 64;

    private final AtomicReferenceArray<@Nullable JsonOutput> slots = new AtomicReferenceArray<>(SLOTS);
    private final ObjectWriter writer;

    JsonOutputs(ObjectWriter writer) {
        this.writer = writer;
    }

    /** The value as a document; whatever is thrown here loses only the output that it happened in. */
    byte[] write(Object value) {
        int slot = (int) Thread.currentThread().getId() & SLOTS - 1;
        var kept = slots.getAndSet(slot, null);
        var output = kept == null ? new JsonOutput(writer) : kept;
        byte[] bytes = output.write(writer, value);
        if (output.isSmall()) {
            slots.set(slot, output);
        }
        return bytes;
    }
}
