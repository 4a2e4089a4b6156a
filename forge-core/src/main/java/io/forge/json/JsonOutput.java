package io.forge.json;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;

/** Writes one document after another with one generator; not for use by several threads at once. */
final class JsonOutput {

    private static final int MAX_KEPT = 64 << 10;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 10);
    private final JsonGenerator generator;

    JsonOutput(ObjectWriter writer) {
        this.generator = writer.createGenerator(bytes);
    }

    /** The value as a document; after an exception this output must not be used again. */
    byte[] write(ObjectWriter writer, Object value) {
        bytes.reset();
        writer.writeValue(generator, value);
        return bytes.toByteArray();
    }

    /** Whether it holds so little memory that it may wait for the next document. */
    boolean isSmall() {
        return bytes.size() <= MAX_KEPT;
    }
}
