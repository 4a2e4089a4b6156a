package io.forge.config;

import java.io.File;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads, writes and describes single values: those of a {@linkplain ValueKinds known type}, and constants of an enum. */
public final class Values {

    private Values() {}

    /** Whether a key of this type has one value, and no list or section. */
    static boolean isSingle(Type type) {
        return ValueKinds.of(type).isPresent() || isEnum(type);
    }

    static boolean isEnum(Type type) {
        return type instanceof Class<?> plain && plain.isEnum();
    }

    /** Reads a value; empty if the text does not fit the type or lies outside of the bounds. */
    static Optional<Object> read(Type type, @Nullable Between bounds, String text) {
        return parse(type, text).filter(value -> isWithin(type, bounds, value));
    }

    private static Optional<Object> parse(Type type, String text) {
        var kind = ValueKinds.of(type);
        if (kind.isEmpty()) {
            return constant((Class<?>) type, text);
        }
        try {
            return Optional.of(kind.get().reader().apply(text));
        } catch (IllegalArgumentException | DateTimeException e) { // NumberFormatException and others are some.
            return Optional.empty();
        }
    }

    private static Optional<Object> constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> write(constant).equals(text))
                .map(constant -> (Object) constant)
                .findFirst();
    }

    @SuppressWarnings(
            "unchecked") // Whatever has bounds is a number, size or duration, which compare with their own kind.
    private static boolean isWithin(Type type, @Nullable Between bounds, Object value) {
        if (bounds == null) {
            return true;
        }
        var comparable = (Comparable<Object>) value;
        return comparable.compareTo(bound(type, bounds.min())) >= 0
                && (bounds.max().isEmpty() || comparable.compareTo(bound(type, bounds.max())) <= 0);
    }

    private static Object bound(Type type, String text) {
        return parse(type, text)
                .orElseThrow(() -> new IllegalStateException("Bound '%s' is no %s".formatted(text, type)));
    }

    /** What is allowed, for "must be ...". */
    public static String inWords(Type type, @Nullable Between bounds) {
        var kind = ValueKinds.of(type);
        if (kind.isEmpty()) {
            return "one of " + String.join(", ", namesOf((Class<?>) type));
        }
        String words = kind.get().inWords();
        if (bounds == null) {
            return words;
        }
        boolean example = words.contains(" such as ");
        return bounds.max().isEmpty()
                ? "%s%s at least %s".formatted(words, example ? "," : " of", bounds.min())
                : "%s%s from %s to %s".formatted(words, example ? "," : "", bounds.min(), bounds.max());
    }

    /** What a wrong value was meant to be, if it comes near to one that fits. */
    static Optional<String> nearest(Type type, String text) {
        if (isEnum(type)) {
            return Spelling.nearest(text.toLowerCase(Locale.ROOT), namesOf((Class<?>) type));
        }
        if (type == ByteSize.class) {
            return ByteSize.nearest(text);
        }
        if (type == Duration.class) {
            return Durations.nearest(text);
        }
        return Optional.empty();
    }

    /** Why a text can be no path, where a path is asked for. */
    static Optional<String> whyNoPath(Type type, String text) {
        if (type == Path.class || type == File.class) {
            try {
                Objects.requireNonNull(Path.of(text));
            } catch (InvalidPathException e) {
                return Optional.of(PathText.why(e));
            }
        }
        return Optional.empty();
    }

    /** The items of an array, also of one of primitives. */
    public static List<Object> listOf(Object array) {
        return IntStream.range(0, Array.getLength(array))
                .mapToObj(i -> Array.get(array, i))
                .toList();
    }

    /** The constants of an enum as they are written: {@code event-loop}. */
    public static List<String> namesOf(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Values::write).toList();
    }

    /** A value as it would be written. */
    public static String write(Object value) {
        if (value instanceof Duration duration) {
            return Durations.format(duration);
        }
        if (value instanceof Locale locale) {
            return locale.toLanguageTag();
        }
        return value instanceof Enum<?> constant
                ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : String.valueOf(value);
    }
}
