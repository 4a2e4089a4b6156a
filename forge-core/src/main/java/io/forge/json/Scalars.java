package io.forge.json;

import io.forge.json.Scalar.Form;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The JDK's types of one value, each with the one way in which it is written in JSON: the way in which Forge writes it.
 *
 * <p>Jackson reads more: a blank string as null, a number as a date of one unit or another, an unknown time zone as GMT. What two
 * readers could take for different things is refused.
 */
final class Scalars {

    private static final int UUID_LENGTH = 36;

    /** An address of IPv6 stands in brackets (RFC 3986, section 3.2.2). */
    private static final Pattern HOST_AND_PORT = Pattern.compile("([\\w.-]+|\\[[^\\s\\[\\]]+]):(0|[1-9]\\d{0,4})");

    private static final Map<Class<?>, Scalar> ALL = new HashMap<>();

    static {
        numbers();
        texts();
        times();
    }

    private Scalars() {}

    /** How a type is written; empty where it is no single value, or one that Jackson reads strictly enough. */
    static Optional<Scalar> find(Class<?> type) {
        return Optional.ofNullable(ALL.get(type));
    }

    private static void numbers() {
        whole("a whole number from -128 to 127", byte.class, Byte.class);
        whole("a whole number from -32768 to 32767", short.class, Short.class);
        whole("a whole number up to 2147483647", int.class, Integer.class, AtomicInteger.class, OptionalInt.class);
        whole("a whole number up to 9223372036854775807", long.class, Long.class, AtomicLong.class, OptionalLong.class);
        whole("a whole number", BigInteger.class);
        whole("a year such as 2026, as a number", Year.class);
        var number = new Scalar(Form.NUMBER, "a number", null);
        add(number, float.class, Float.class, double.class, Double.class, OptionalDouble.class);
        add(number, BigDecimal.class, Number.class);
        add(new Scalar(Form.NULL, "null", null), Void.class);
        add(new Scalar(Form.BOOLEAN, "true or false", null), boolean.class, Boolean.class, AtomicBoolean.class);
    }

    @SuppressWarnings("JdkObsolete") // Whoever wants a StringBuffer gets one.
    private static void texts() {
        text("a string of one character", Scalars::character, char.class, Character.class);
        text("a string", StringBuilder::new, StringBuilder.class);
        text("a string", StringBuffer::new, StringBuffer.class);
        text("a regular expression", Pattern::compile, Pattern.class);
        add(new Scalar(Form.BYTES, "a string in base64", Scalars::bytes), byte[].class);
        text("a string in base64", Scalars::buffer, ByteBuffer.class);
        notation("a UUID such as 0b9d4ff0-2d9c-4f0a-8f2b-5d2f4c3a1e6b", Scalars::uuid, UUID.class);
        notation("a URI", URI::create, URI.class);
        notation("a URL", Scalars::url, URL.class);
        notation("a currency such as EUR", Currency::getInstance, Currency.class);
        notation("a language tag such as en-US", Scalars::locale, Locale.class);
        notation("a character set such as UTF-8", Charset::forName, Charset.class);
        notation("a path", File::new, File.class);
        byJackson("a path", Path.class);
        byJackson("an IP address", InetAddress.class);
        notation("a host and a port such as localhost:8080", Scalars::socketAddress, InetSocketAddress.class);
        byJackson("the name of a class", Class.class);
    }

    private static void times() {
        notation("a time such as 2026-01-31T18:30:00Z", Instant::parse, Instant.class);
        notation("a time such as 2026-01-31T18:30:00Z", Scalars::date, Date.class);
        notation("a time such as 2026-01-31T18:30:00Z", Scalars::calendar, Calendar.class, GregorianCalendar.class);
        notation("a time such as 2026-01-31T18:30:00+01:00", OffsetDateTime::parse, OffsetDateTime.class);
        notation("a time such as 2026-01-31T18:30:00+01:00", ZonedDateTime::parse, ZonedDateTime.class);
        notation("a date such as 2026-01-31", LocalDate::parse, LocalDate.class);
        notation("a local time such as 2026-01-31T18:30:00", LocalDateTime::parse, LocalDateTime.class);
        notation("a time of day such as 18:30:00", LocalTime::parse, LocalTime.class);
        notation("a time of day such as 18:30:00+01:00", OffsetTime::parse, OffsetTime.class);
        add(new Scalar(Form.CONSTANT, "a month such as JANUARY or 1", Month::valueOf), Month.class);
        notation("a month such as 2026-01", YearMonth::parse, YearMonth.class);
        notation("a day of the year such as --01-31", MonthDay::parse, MonthDay.class);
        notation("a duration such as PT1.5S", Duration::parse, Duration.class);
        notation("a period such as P1M", Period::parse, Period.class);
        notation("a time zone such as Europe/Paris", ZoneId::of, ZoneId.class);
        notation("an offset such as +01:00", ZoneOffset::of, ZoneOffset.class);
        notation("a time zone such as Europe/Paris", Scalars::timeZone, TimeZone.class);
    }

    private static void whole(String words, Class<?>... types) {
        add(new Scalar(Form.WHOLE_NUMBER, words, null), types);
    }

    private static void text(String words, Function<String, ?> parser, Class<?>... types) {
        add(new Scalar(Form.TEXT, words, parser), types);
    }

    private static void notation(String words, Function<String, ?> parser, Class<?>... types) {
        add(new Scalar(Form.NOTATION, words, parser), types);
    }

    /** Jackson does not ask the network for an address, takes paths as URIs too, and finds classes where the mapper does. */
    private static void byJackson(String words, Class<?> type) {
        add(new Scalar(Form.NOTATION, words, null), type);
    }

    private static void add(Scalar scalar, Class<?>... types) {
        for (Class<?> type : types) {
            ALL.put(type, scalar);
        }
    }

    private static Character character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("Not one character");
        }
        return text.charAt(0);
    }

    /** RFC 4648, section 3.2: padded; the JDK takes it without. */
    private static byte[] bytes(String text) {
        if (text.length() % 4 != 0) {
            throw new IllegalArgumentException("Not padded");
        }
        return Base64.getDecoder().decode(text);
    }

    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(bytes(text));
    }

    /** The JDK takes fewer digits, and then the text and the value are two. */
    private static UUID uuid(String text) {
        var uuid = UUID.fromString(text);
        if (text.length() != UUID_LENGTH || !uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("Digits are missing");
        }
        return uuid;
    }

    private static URL url(String text) {
        try {
            return URI.create(text).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The name is not looked up: whoever connects does it. */
    private static InetSocketAddress socketAddress(String text) {
        var parts = HOST_AND_PORT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("No host or no port");
        }
        return InetSocketAddress.createUnresolved(parts.group(1), Integer.parseInt(parts.group(2)));
    }

    /** {@link Locale#forLanguageTag} takes anything for the language that nobody speaks. The JDK writes some with low lines. */
    private static Locale locale(String text) {
        return new Locale.Builder().setLanguageTag(text.replace('_', '-')).build();
    }

    /** {@link TimeZone#getTimeZone} takes anything that it does not know for GMT. */
    private static TimeZone timeZone(String text) {
        var zone = TimeZone.getTimeZone(text);
        if (zone.getID().equals("GMT") && !text.equals("GMT")) {
            throw new IllegalArgumentException("Not known");
        }
        return zone;
    }

    private static Date date(String text) {
        return Date.from(OffsetDateTime.parse(text).toInstant());
    }

    private static Calendar calendar(String text) {
        return GregorianCalendar.from(OffsetDateTime.parse(text).toZonedDateTime());
    }
}
