package io.forge.http;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import org.jspecify.annotations.Nullable;

/** Writes how long an answer is; most answers are short, and have lengths that others have had before them. */
final class ContentLength {

    /** Of the lengths below this one, each has its text made once. */
    private static final int SHORT = 1 << 10;

    /** Two threads that make the same text at once do no harm. */
    private static final @Nullable String[] TEXTS = new String[SHORT];

    private ContentLength() {}

    /** Sets the header to this many bytes. */
    static void set(HeaderMap headers, long length) {
        headers.put(Headers.CONTENT_LENGTH, text(length));
    }

    private static String text(long length) {
        if (length >= SHORT) {
            return Long.toString(length);
        }
        int index = (int) length;
        String made = TEXTS[index];
        if (made == null) {
            made = Long.toString(length);
            TEXTS[index] = made;
        }
        return made;
    }
}
