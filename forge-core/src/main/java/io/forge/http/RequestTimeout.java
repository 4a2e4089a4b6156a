package io.forge.http;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a client waits for its answer, as it says in {@code X-Request-Timeout}. */
final class RequestTimeout {

    static final HttpString HEADER = HttpString.tryFromString("X-Request-Timeout");

    /** What a client asks for that asks for nothing. */
    static final long NONE = Long.MAX_VALUE;

    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|s|m)?");
    private static final Pattern NEGATIVE = Pattern.compile("-" + FORM.pattern());

    /** What is longer takes its time to be converted, which the IO thread has not. */
    private static final int MAX_LENGTH = 100;

    private static final BigDecimal LONGEST = BigDecimal.valueOf(NONE);

    private RequestTimeout() {}

    /**
     * The time in nanoseconds, {@link #NONE} where the request has no such header.
     *
     * @throws ForgeException if it has one that cannot be read; the message says why and what to send
     */
    static long of(HttpServerExchange exchange) {
        var lines = exchange.getRequestHeaders().get(HEADER);
        return lines == null ? NONE : parse(lines);
    }

    /**
     * As {@link #of}.
     *
     * @param lines the values of the header, one for each line of it
     */
    static long parse(Iterable<String> lines) {
        String text = String.join(", ", lines).strip();
        if (text.indexOf(',') >= 0) {
            throw invalid("has more than one value ('%s')".formatted(shown(text)));
        }
        if (text.isEmpty()) {
            throw invalid("is empty");
        }
        if (NEGATIVE.matcher(text).matches()) {
            throw invalid("is negative ('%s')".formatted(shown(text)));
        }
        var matcher = FORM.matcher(text);
        if (text.length() > MAX_LENGTH || !matcher.matches()) {
            throw invalid("is not a duration ('%s')".formatted(shown(text)));
        }
        var amount = new BigDecimal(matcher.group(1));
        if (amount.signum() == 0) {
            throw invalid("is zero ('%s')".formatted(shown(text)));
        }
        var nanos = amount.multiply(nanosPer(matcher.group(2))).setScale(0, RoundingMode.CEILING);
        return nanos.min(LONGEST).longValue();
    }

    private static BigDecimal nanosPer(@Nullable String unit) {
        return BigDecimal.valueOf("ms".equals(unit) ? 1_000_000L : "m".equals(unit) ? 60_000_000_000L : 1_000_000_000L);
    }

    private static String shown(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }

    private static ForgeException invalid(String what) {
        return new ForgeException(
                ErrorCode.INVALID_INPUT,
                "Header %s %s: send one positive duration such as 250ms, 2s or 1m, or a number of seconds such as 0.5"
                        .formatted(HEADER, what));
    }
}
