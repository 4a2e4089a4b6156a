package io.forge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.util.concurrent.ThreadLocalRandom;

/** Takes over the id that a client gives its request, if it is sane, or makes one. */
final class CallIds {

    static final HttpString HEADER = HttpString.tryFromString("X-Request-Id");

    private static final int MAX_LENGTH = 128;
    private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);

    private CallIds() {}

    /** The id of the call that this request makes. */
    static String of(HttpServerExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst(HEADER);
        return given != null && isSane(given) ? given : next();
    }

    /** A new id: 16 hexadecimal digits at random. */
    static String next() {
        long bits = ThreadLocalRandom.current().nextLong();
        var digits = new byte[16];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = HEX[(int) (bits >>> (i << 2)) & 0xF];
        }
        return new String(digits, ISO_8859_1);
    }

    /** Neither so long nor so strange that it could do harm in a log, a header or a problem document. */
    static boolean isSane(String id) {
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
