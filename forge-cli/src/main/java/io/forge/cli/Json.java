package io.forge.cli;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes what a script would want to read. */
final class Json {

    private Json() {}

    /** A value of maps, lists, texts and numbers as an indented document. */
    static String pretty(Object value) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(value);
    }
}
