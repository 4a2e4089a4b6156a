package io.forge.http.v2;

import io.forge.http.Reply;
import io.forge.runtime.Codec;
import io.forge.runtime.Codecs;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes documents whose keys are no Java names, such as {@code model_stats}: maps and lists. */
final class JsonAnswers {

    private final Codec<Object> codec;

    @SuppressWarnings("unchecked") // A codec is found by the very type that it is for.
    JsonAnswers(Codecs codecs) {
        this.codec = (Codec<Object>) codecs.of(Object.class);
    }

    /**
     * An answer with this document.
     *
     * @param document a map, or a list of maps
     */
    Reply ok(Object document) {
        return Reply.ok(codec.encode(document));
    }

    /** An object whose keys stand in the order in which they are put. */
    static Map<String, Object> object() {
        return new LinkedHashMap<>();
    }
}
