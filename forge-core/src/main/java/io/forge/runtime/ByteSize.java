package io.forge.runtime;

import java.util.regex.Pattern;

/**
 * A number of bytes as people write it: {@code 512}, {@code 64KiB}, {@code 10MiB}, {@code 2GiB}.
 *
 * @param bytes how many, not negative
 */
public record ByteSize(long bytes) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})(KiB|MiB|GiB)?");

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
        long amount = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        if (unit == null) {
            return new ByteSize(amount);
        }
        return switch (unit) {
            case "KiB" -> new ByteSize(amount << 10);
            case "MiB" -> new ByteSize(amount << 20);
            default -> new ByteSize(amount << 30);
        };
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
