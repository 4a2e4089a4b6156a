package io.forge.runtime;

import java.util.concurrent.ThreadLocalRandom;

/** The ids of calls: made here, or taken over from whoever calls if they are sane. */
public final class CallIds {

    private static final int MAX_LENGTH = 128;

    private CallIds() {}

    /** A new id: 16 hexadecimal digits at random. */
    public static String next() {
        // The highest bit makes it 16 digits in any case.
        return Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    }

    /** Neither so long nor so strange that it could do harm in a log, a header or a problem document. */
    public static boolean isSane(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && "-_.:/+=@".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
