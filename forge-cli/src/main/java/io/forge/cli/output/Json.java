package io.forge.cli.output;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes what a script would want to read. */
public final class Json {

    private Json() {}

    /** A value of maps, lists, texts and numbers as an indented document. */
    public static String pretty(Object value) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(value);
    }
}
