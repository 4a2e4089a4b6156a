package io.forge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.forge.ServedHandler;
import io.forge.cli.output.CommandException;
import io.forge.cli.output.Streams;
import io.forge.config.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads what is sent to a handler: an argument, a file, or the standard input. */
final class CallInput {

    private static final String FILE_MARK = "@";

    /** What stands for a letter that could not be decoded. */
    private static final char LOST = '\uFFFD';

    private final @Nullable String argument;
    private final Streams streams;

    /**
     * Reads nothing yet.
     *
     * @param argument the input itself, or {@code @} and a file; {@code null} for the standard input
     */
    CallInput(@Nullable String argument, Streams streams) {
        this.argument = argument;
        this.streams = streams;
    }

    /**
     * Finds out early whether there is something to read, before handlers are loaded.
     *
     * @throws CommandException if there is not
     */
    void check() {
        if (argument != null) {
            checkLetters(argument, System.getProperty("sun.jnu.encoding", "UTF-8"));
        }
        if (argument != null && argument.startsWith(FILE_MARK) && !Files.isReadable(file(argument))) {
            throw new CommandException(
                    "%s cannot be read: there is no such file, or not for this user".formatted(file(argument)));
        }
    }

    /**
     * The JVM reads its arguments in the encoding of the locale, and puts a mark where that has no such letter.
     *
     * @param encoding what the JVM took it for
     * @throws CommandException if letters have been lost
     */
    static void checkLetters(String argument, String encoding) {
        if (argument.indexOf(LOST) >= 0 && !encoding.equalsIgnoreCase("UTF-8")) {
            throw new CommandException(
                    "The argument has letters that Java cannot read in this locale (%s): set".formatted(encoding)
                            + " LC_ALL=C.UTF-8, or send it through the standard input");
        }
    }

    /**
     * Reads the input, and not much more of it than the handler takes.
     *
     * @throws CommandException if it cannot be read
     */
    byte[] readFor(ServedHandler handler) {
        if (argument == null) {
            return handler.input() == Void.class ? new byte[0] : readStandardInput(handler);
        }
        return argument.startsWith(FILE_MARK) ? readFile(file(argument), handler) : argument.getBytes(UTF_8);
    }

    private static Path file(String argument) {
        try {
            return PathText.read(argument.substring(FILE_MARK.length()));
        } catch (IllegalArgumentException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
    }

    private byte[] readStandardInput(ServedHandler handler) {
        if (streams.isInTerminal()) {
            streams.err().println("Reading the input from the keyboard; Ctrl-D on a line of its own ends it");
        }
        try {
            return streams.in().readNBytes(enough(handler));
        } catch (IOException e) {
            throw new CommandException("The standard input cannot be read: " + e.getMessage());
        }
    }

    private static byte[] readFile(Path file, ServedHandler handler) {
        try (var bytes = Files.newInputStream(file)) {
            return bytes.readNBytes(enough(handler));
        } catch (IOException e) {
            throw new CommandException("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    /** One byte more than the handler takes: then it can say that this is too much. */
    private static int enough(ServedHandler handler) {
        return (int) Math.min(handler.maxBody() + 1, Integer.MAX_VALUE - 8);
    }
}
