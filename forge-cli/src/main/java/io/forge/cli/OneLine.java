package io.forge.cli;

import org.jspecify.annotations.Nullable;

/** Puts a message on one line. */
final class OneLine {

    private OneLine() {}

    static String of(@Nullable String message) {
        return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
