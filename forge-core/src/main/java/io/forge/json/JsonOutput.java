package io.forge.json;

import io.forge.runtime.Payload;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.databind.ObjectWriter;

/** Writes one document after another with one generator; not for use by several threads at once. */
final class JsonOutput {

    /** Of every document. */
    static final String MEDIA_TYPE = "application/json";

    private final DocumentBytes bytes = new DocumentBytes();
    private final JsonGenerator generator;

    JsonOutput(ObjectWriter writer) {
        this.generator = writer.createGenerator(bytes);
    }

    JsonOutput(TokenStreamFactory factory) {
        this.generator = factory.createGenerator(ObjectWriteContext.empty(), bytes);
    }

    /** The value as a document; after an exception, or one that {@link #isSmall is not small}, it must not be used again. */
    Payload write(ObjectWriter writer, Object value) {
        bytes.reset();
        writer.writeValue(generator, value);
        return bytes.payload(MEDIA_TYPE);
    }

    /** As {@link #write(ObjectWriter, Object)}, a document that is written token by token. */
    Payload write(Consumer<JsonGenerator> document) {
        bytes.reset();
        document.accept(generator);
        generator.flush();
        return bytes.payload(MEDIA_TYPE);
    }

    /** Whether it holds so little memory that it may wait for the next document. */
    boolean isSmall() {
        return bytes.isSmall();
    }
}
