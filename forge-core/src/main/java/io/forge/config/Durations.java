package io.forge.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as people write them in a configuration: {@code 3s}, {@code 250ms}, {@code 5m}, {@code 1h}. */
public final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    /** As people write it who think of another tool. */
    private static final Pattern NEARLY = Pattern.compile(
            "(\\d{1,9}) ?(?:(ms|millis|milliseconds?)|(s|secs?|seconds?)|(m|mins?|minutes?)|(h|hours?))?",
            Pattern.CASE_INSENSITIVE);

    /** What a duration looks like, for a message: "must be ...". */
    public static final String FORM_IN_WORDS = "a duration such as 250ms, 3s, 5m or 1h";

    private static final int NANOS_PER_MILLI = 1_000_000;

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException if the text is not a whole number with one of the four units
     */
    public static Duration parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("It must be " + FORM_IN_WORDS);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    /** What a text such as {@code 3 sec} or {@code 3} was probably meant to be. */
    static Optional<String> nearest(String text) {
        var matcher = NEARLY.matcher(text);
        if (!matcher.matches() || FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        String unit =
                matcher.group(2) != null ? "ms" : matcher.group(4) != null ? "m" : matcher.group(5) != null ? "h" : "s";
        return Optional.of(matcher.group(1) + unit);
    }

    /** Writes a duration with the largest unit in which it is whole; what is not even whole in milliseconds, in those. */
    public static String format(Duration duration) {
        if (duration.toNanosPart() % NANOS_PER_MILLI != 0) {
            return BigDecimal.valueOf(duration.toNanos(), 6)
                            .stripTrailingZeros()
                            .toPlainString() + "ms";
        }
        long millis = duration.toMillis();
        if (millis % 1000 != 0 || millis == 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
