package io.forge.config;

import java.io.File;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The types of single values, but for enums: how each is called in a message, and how its text is read. */
final class ValueKinds {

    /**
     * A type.
     *
     * @param inWords goes on after "must be"
     * @param reader throws something that says no more than that the text does not fit
     */
    record Kind(String inWords, Function<String, Object> reader) {}

    private static final String WHOLE = "a whole number";
    private static final String NUMBER = "a number";

    private static final Map<Type, Kind> ALL = new HashMap<>();

    static {
        put("a text", text -> text, String.class);
        put("a single character such as ;", ValueKinds::character, char.class, Character.class);
        put("true or false", ValueKinds::trueOrFalse, boolean.class, Boolean.class);
        put("a whole number from -128 to 127", Byte::valueOf, byte.class, Byte.class);
        put("a whole number from -32768 to 32767", Short::valueOf, short.class, Short.class);
        put(WHOLE, Integer::valueOf, int.class, Integer.class);
        put(WHOLE, Long::valueOf, long.class, Long.class);
        put(WHOLE, BigInteger::new, BigInteger.class);
        put(NUMBER, text -> (float) finite(Float.parseFloat(text)), float.class, Float.class);
        put(NUMBER, text -> finite(Double.parseDouble(text)), double.class, Double.class);
        put(NUMBER, BigDecimal::new, BigDecimal.class);
        put(Durations.FORM_IN_WORDS, Durations::parse, Duration.class);
        put(ByteSize.FORM_IN_WORDS, ByteSize::parse, ByteSize.class);
        put("a path", Path::of, Path.class);
        put("a path", text -> Path.of(text).toFile(), File.class);
        put("a URI such as https://example.com/models", ValueKinds::uri, URI.class);
        put("a URL such as https://example.com/models", ValueKinds::url, URL.class);
        put("a date such as 2026-01-31", LocalDate::parse, LocalDate.class);
        put("a time such as 08:30 or 08:30:15", LocalTime::parse, LocalTime.class);
        put("a date and time such as 2026-01-31T08:30", LocalDateTime::parse, LocalDateTime.class);
        put(
                "a date and time with an offset such as 2026-01-31T08:30+01:00",
                OffsetDateTime::parse,
                OffsetDateTime.class);
        put("a point in time such as 2026-01-31T08:30:00Z", Instant::parse, Instant.class);
        put("a time zone such as Europe/Berlin or UTC", ZoneId::of, ZoneId.class);
        put("a period of days, weeks, months or years such as P30D or P1Y6M", Period::parse, Period.class);
        put("a regular expression such as [a-z]+", Pattern::compile, Pattern.class);
        put("a character encoding such as UTF-8", Charset::forName, Charset.class);
        put("a language tag such as en or de-CH", ValueKinds::locale, Locale.class);
        put("a UUID such as 123e4567-e89b-12d3-a456-426614174000", ValueKinds::uuid, UUID.class);
    }

    private ValueKinds() {}

    private static void put(String inWords, Function<String, Object> reader, Class<?>... types) {
        for (var type : types) {
            ALL.put(type, new Kind(inWords, reader));
        }
    }

    static Optional<Kind> of(Type type) {
        return Optional.ofNullable(ALL.get(type));
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new NumberFormatException(String.valueOf(number));
        }
        return number;
    }

    private static Object trueOrFalse(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Object character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException(text);
        }
        return text.charAt(0);
    }

    /** An empty one would be a relative URI, which nobody means who writes nothing. */
    private static URI uri(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(text);
        }
        return URI.create(text);
    }

    private static Object url(String text) {
        try {
            return uri(text).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** {@code Locale.forLanguageTag} would leave out what it does not understand. */
    private static Object locale(String text) {
        try {
            return new Locale.Builder().setLanguageTag(text).build();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** {@code UUID.fromString} takes shorter ones too. */
    private static Object uuid(String text) {
        var uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException(text);
        }
        return uuid;
    }
}
