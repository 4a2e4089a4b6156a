package io.forge.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads a path as somebody writes it, shows it in a message, and says why a text can be none. */
public final class PathText {

    private PathText() {}

    /**
     * The path.
     *
     * @throws IllegalArgumentException if it can be none; the message says why and what to do
     */
    public static Path read(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "'%s' can be no path%s".formatted(text.replaceAll("\\p{Cntrl}", "?"), why(e)), e);
        }
    }

    /** Why a text can be no path, and what to do: how a message goes on that says so. */
    public static String why(InvalidPathException e) {
        return e.getReason().startsWith("Malformed")
                ? ": Java cannot represent it in this locale (%s), set LC_ALL=C.UTF-8".formatted(encoding())
                : " (%s): correct it".formatted(e.getReason());
    }

    /** A path on one line, whatever is in its names. */
    public static String onOneLine(Path path) {
        return path.toString().replaceAll("\\p{Cntrl}", "?");
    }

    /** Whether a file's name came out of the file system as it went in, so that every part of Java finds the file again. */
    public static boolean isRepresentable(Path path) {
        try {
            return Path.of(path.toString()).equals(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The encoding in which Java reads and writes file names, as the locale has it. */
    public static String encoding() {
        return System.getProperty("sun.jnu.encoding", "UTF-8");
    }
}
