package io.forge.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number of bytes as people write it: {@code 512}, {@code 64KiB}, {@code 10MiB}, {@code 2GiB}.
 *
 * @param bytes how many, not negative
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(KiB|MiB|GiB)?|\\d{10,18}");

    /** As people write it who think of another tool. */
    private static final Pattern NEARLY = Pattern.compile("(\\d{1,9}) ?([kmg])(i?b)?", Pattern.CASE_INSENSITIVE);

    /** What a size looks like, for a message: "must be ...". */
    public static final String FORM_IN_WORDS = "a size such as 512, 64KiB, 10MiB or 2GiB";

    /** Checks that the number is not negative. */
    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("A size cannot be negative but is " + bytes);
        }
    }

    /** A size in units of 1,024 bytes. */
    public static ByteSize ofKibibytes(long kibibytes) {
        return new ByteSize(kibibytes << 10);
    }

    /** A size in units of 1,048,576 bytes. */
    public static ByteSize ofMebibytes(long mebibytes) {
        return new ByteSize(mebibytes << 20);
    }

    /**
     * Reads a size.
     *
     * @throws IllegalArgumentException if the text is not a whole number, alone or with one of the three units
     */
    public static ByteSize parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("It must be " + FORM_IN_WORDS);
        }
        String unit = matcher.group(2);
        if (unit == null) {
            return new ByteSize(Long.parseLong(text));
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (unit) {
            case "KiB" -> new ByteSize(amount << 10);
            case "MiB" -> new ByteSize(amount << 20);
            default -> new ByteSize(amount << 30);
        };
    }

    /** What a text such as {@code 10MB} or {@code 64k} was probably meant to be. */
    static Optional<String> nearest(String text) {
        var matcher = NEARLY.matcher(text);
        return matcher.matches()
                ? Optional.of(matcher.group(1) + matcher.group(2).toUpperCase(Locale.ROOT) + "iB")
                : Optional.empty();
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** Writes the size with the largest unit in which it is whole. */
    @Override
    public String toString() {
        if (bytes == 0 || bytes % 1024 != 0) {
            return Long.toString(bytes);
        }
        if (bytes % (1L << 30) == 0) {
            return (bytes >> 30) + "GiB";
        }
        return bytes % (1L << 20) == 0 ? (bytes >> 20) + "MiB" : (bytes >> 10) + "KiB";
    }
}
