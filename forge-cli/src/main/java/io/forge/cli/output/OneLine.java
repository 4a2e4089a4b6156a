package io.forge.cli.output;

import org.jspecify.annotations.Nullable;

/** Puts a message on one line, apart from lines that are indented: those are an excerpt that shows what is meant. */
public final class OneLine {

    private OneLine() {}

    public static String of(@Nullable String message) {
        return String.valueOf(message).strip().replaceAll("\\s*\\R(?!  )\\s*", " ");
    }
}
