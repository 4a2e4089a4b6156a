package io.forge.plugin;

import io.forge.runtime.LinkageFaults;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/** Says in words what kept a file from being read, or code from being loaded or run. */
public final class FailureMessages {

    private static final Pattern FORGE =
            Pattern.compile("io\\.forge\\.(api|config|deploy|guice|host|http|json|plugin|runtime)\\.");

    private FailureMessages() {}

    /** What is wrong, and where that can be told, what to do. */
    public static String of(Throwable e) {
        if (e instanceof InvocationTargetException && e.getCause() != null) {
            return of(e.getCause());
        }
        if (e instanceof ExceptionInInitializerError && e.getCause() != null) {
            return "a static initializer failed: " + of(e.getCause());
        }
        if (e instanceof FileSystemException problem) {
            return ofFile(problem);
        }
        if (e instanceof LinkageError problem) {
            return ofLinkage(problem);
        }
        return isMeantForPeople(e) ? String.valueOf(e.getMessage()) : shown(e) + whereOf(e);
    }

    private static String shown(Throwable e) {
        return hasMessage(e) ? e.toString() : e.getClass().getName();
    }

    private static boolean hasMessage(Throwable e) {
        return e.getMessage() != null && !e.getMessage().isBlank();
    }

    /** Whether a message says enough without its exception's name, as those do that were written to be read by an author. */
    private static boolean isMeantForPeople(Throwable e) {
        var type = e.getClass();
        if (!hasMessage(e)) {
            return false;
        }
        return type == TimeoutException.class
                || type == IOException.class
                || type == ZipException.class
                || type.getName().startsWith("io.forge.")
                || ((type == IllegalArgumentException.class || type == IllegalStateException.class) && !isOfJdk(e));
    }

    /** The JDK's own checks speak of their arguments, such as "Illegal capacity: -1". */
    private static boolean isOfJdk(Throwable e) {
        var frames = e.getStackTrace();
        return frames.length > 0 && frames[0].getModuleName() != null;
    }

    /** Where in somebody's own code it was thrown. */
    private static String whereOf(Throwable e) {
        return Stream.of(e.getStackTrace())
                .filter(FailureMessages::isOwn)
                .findFirst()
                .map(frame -> " (%s:%s)".formatted(frame.getFileName(), frame.getLineNumber()))
                .orElse("");
    }

    /** A message and one more sentence, on a line of its own where the message has several. */
    public static String followedBy(String message, String sentence) {
        return message + (message.contains("\n") ? CompilerOutput.INDENT : ". ") + sentence;
    }

    /** Whether a frame is of neither the JDK nor Forge. */
    static boolean isOwn(StackTraceElement frame) {
        return frame.getModuleName() == null
                && !FORGE.matcher(frame.getClassName()).lookingAt();
    }

    private static String ofFile(FileSystemException e) {
        if (e instanceof AccessDeniedException) {
            return "%s is not readable: let user %s read it".formatted(e.getFile(), System.getProperty("user.name"));
        }
        return e instanceof NoSuchFileException ? e.getFile() + " does not exist" : String.valueOf(e.getMessage());
    }

    private static String ofLinkage(LinkageError e) {
        return e instanceof TwoGuicesError
                ? String.valueOf(e.getMessage())
                : LinkageFaults.messageOf(e).orElseGet(e::toString);
    }
}
