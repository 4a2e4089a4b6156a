package io.forge.cli;

import org.jspecify.annotations.Nullable;

/** Puts a message on one line, apart from lines that are indented: those are an excerpt that shows what is meant. */
final class OneLine {

    private OneLine() {}

    static String of(@Nullable String message) {
        return String.valueOf(message).strip().replaceAll("\\s*\\R(?!  )\\s*", " ");
    }
}
