package io.forge.config;

import java.lang.reflect.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads, writes and describes single values: texts, numbers, durations, sizes, paths, the constants of an enum. */
public final class Values {

    /** How a type is called in a message, and how its text is read; what a reader throws says only that it does not fit. */
    private record Kind(String inWords, Function<String, Object> reader) {}

    private static final Kind WHOLE_INT = new Kind("a whole number", Integer::valueOf);
    private static final Kind WHOLE_LONG = new Kind("a whole number", Long::valueOf);
    private static final Kind NUMBER = new Kind("a number", Values::finite);
    private static final Kind TRUE_OR_FALSE = new Kind("true or false", Values::trueOrFalse);

    private static final Map<Type, Kind> KINDS = Map.ofEntries(
            Map.entry(String.class, new Kind("a text", text -> text)),
            Map.entry(int.class, WHOLE_INT),
            Map.entry(Integer.class, WHOLE_INT),
            Map.entry(long.class, WHOLE_LONG),
            Map.entry(Long.class, WHOLE_LONG),
            Map.entry(double.class, NUMBER),
            Map.entry(Double.class, NUMBER),
            Map.entry(boolean.class, TRUE_OR_FALSE),
            Map.entry(Boolean.class, TRUE_OR_FALSE),
            Map.entry(Duration.class, new Kind(Durations.FORM_IN_WORDS, Durations::parse)),
            Map.entry(ByteSize.class, new Kind(ByteSize.FORM_IN_WORDS, ByteSize::parse)),
            Map.entry(Path.class, new Kind("a path", Path::of)));

    private Values() {}

    private static Object finite(String text) {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw new NumberFormatException(text);
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

    /** Whether a key of this type has one value, and no list or section. */
    static boolean isSingle(Type type) {
        return KINDS.containsKey(type) || isEnum(type);
    }

    static boolean isEnum(Type type) {
        return type instanceof Class<?> plain && plain.isEnum();
    }

    /** Reads a value; empty if the text does not fit the type or lies outside of the bounds. */
    static Optional<Object> read(Type type, @Nullable Between bounds, String text) {
        return parse(type, text).filter(value -> isWithin(type, bounds, value));
    }

    private static Optional<Object> parse(Type type, String text) {
        var kind = KINDS.get(type);
        if (kind == null) {
            return constant((Class<?>) type, text);
        }
        try {
            return Optional.of(kind.reader.apply(text));
        } catch (IllegalArgumentException e) { // NumberFormatException and InvalidPathException are some.
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
        var kind = KINDS.get(type);
        if (kind == null) {
            return "one of " + String.join(", ", namesOf((Class<?>) type));
        }
        if (bounds == null) {
            return kind.inWords;
        }
        boolean example = kind.inWords.contains(" such as ");
        return bounds.max().isEmpty()
                ? "%s%s at least %s".formatted(kind.inWords, example ? "," : " of", bounds.min())
                : "%s%s from %s to %s".formatted(kind.inWords, example ? "," : "", bounds.min(), bounds.max());
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
        if (type == Path.class) {
            try {
                Objects.requireNonNull(Path.of(text));
            } catch (InvalidPathException e) {
                return Optional.of(PathText.why(e));
            }
        }
        return Optional.empty();
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
        return value instanceof Enum<?> constant
                ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : String.valueOf(value);
    }
}
