package io.forge.plugin;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/** Says in words what kept a file from being read, or code from being loaded or run. */
public final class FailureMessages {

    private static final Pattern CLASS_VERSION =
            Pattern.compile("(\\S+) has been compiled by a more recent version .*?\\(class file version (\\d+)\\..*");

    private static final Pattern BOUND_LIBRARY =
            Pattern.compile("Native Library (.+) already loaded in another classloader");

    private static final Pattern FORGE =
            Pattern.compile("io\\.forge\\.(api|config|deploy|guice|host|http|json|plugin|runtime)\\.");

    /** What is to be added to a Java version to get its class files'. */
    private static final int FIRST_CLASS_VERSION = 44;

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
        return isMeantForPeople(e) ? String.valueOf(e.getMessage()) : e + whereOf(e);
    }

    /** Whether a message says enough without its exception's name, as those do that were written to be read by an author. */
    private static boolean isMeantForPeople(Throwable e) {
        var type = e.getClass();
        return e.getMessage() != null
                && (type == IllegalArgumentException.class
                        || type == IllegalStateException.class
                        || type == TimeoutException.class
                        || type == IOException.class
                        || type == ZipException.class
                        || type.getName().startsWith("io.forge."));
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
        String message = String.valueOf(e.getMessage());
        if (e instanceof TwoGuicesError) {
            return message;
        }
        if (e instanceof UnsupportedClassVersionError) {
            return ofClassVersion(message);
        }
        if (e instanceof NoClassDefFoundError && !message.startsWith("Could not initialize")) {
            String name = message.replace('/', '.');
            return name.startsWith("io.forge.api.")
                    ? lackingInApi(name)
                    : "class %s is missing: add the JAR that has it".formatted(name);
        }
        if (e instanceof IncompatibleClassChangeError) {
            return message.contains("io.forge.api.")
                    ? lackingInApi(message)
                    : "what it is linked against is not what it was compiled against (%s): two versions of a JAR may be mixed"
                            .formatted(message);
        }
        Matcher library = BOUND_LIBRARY.matcher(message);
        return library.matches() ? ofBoundLibrary(library.group(1)) : e.toString();
    }

    private static String ofBoundLibrary(String file) {
        return "native library %s is loaded by another plugin, or by this one before it was replaced, and the JVM loads a file only once: put it beside the plugin's JARs and load it with System.loadLibrary, or put the JAR that brings it into the plugin's folder native/"
                .formatted(file);
    }

    private static String lackingInApi(String what) {
        return "it uses %s, which Forge API %s lacks: upgrade the server, or build it against this version"
                .formatted(what, ApiVersion.SERVED);
    }

    private static String ofClassVersion(String message) {
        Matcher matcher = CLASS_VERSION.matcher(message);
        if (!matcher.matches()) {
            return message;
        }
        int java = Runtime.version().feature();
        return "class %s needs Java %s and this is Java %s: start Forge with a newer Java, or build it for Java %s"
                .formatted(
                        matcher.group(1).replace('/', '.'),
                        Integer.parseInt(matcher.group(2)) - FIRST_CLASS_VERSION,
                        java,
                        java);
    }
}
