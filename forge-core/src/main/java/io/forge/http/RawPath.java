package io.forge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** The path of a request as it stands on the wire: nothing decoded, nothing left out. */
final class RawPath {

    private static final int MAX_SHOWN = 200;

    private RawPath() {}

    /** The raw path, without query and, in an absolute request target, without scheme and host. */
    static String of(HttpServerExchange exchange) {
        String target = exchange.getRequestURI();
        if (!exchange.isHostIncludedInRequestURI()) {
            return target;
        }
        int slash = target.indexOf('/', target.indexOf("//") + 2);
        return slash < 0 ? "/" : target.substring(slash);
    }

    /** The path, short enough for a problem document. */
    static String shown(HttpServerExchange exchange) {
        String path = of(exchange);
        return path.length() <= MAX_SHOWN ? path : path.substring(0, MAX_SHOWN) + "...";
    }

    /** Whether every percent escape stands for something printable, as UTF-8 (RFC 3986, section 2.1). */
    static boolean isWellFormed(String path) {
        var bytes = ByteBuffer.allocate(path.length());
        int i = 0;
        while (i < path.length()) {
            char c = path.charAt(i);
            int value = c;
            if (c == '%') {
                value = escape(path, i);
                i += 2;
            }
            if (value < 0x20 || value == 0x7F || value > 0xFF) {
                return false;
            }
            bytes.put((byte) value);
            i++;
        }
        try {
            UTF_8.newDecoder().decode(bytes.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static int escape(String path, int percent) {
        if (percent + 2 >= path.length()) {
            return -1;
        }
        int high = Character.digit(path.charAt(percent + 1), 16);
        int low = Character.digit(path.charAt(percent + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
