package io.forge.runtime;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in words, when code is loaded and when it is called, what is wrong with what it is linked against. */
public final class LinkageFaults {

    private static final Pattern CLASS_VERSION =
            Pattern.compile("(\\S+) has been compiled by a more recent version .*?\\(class file version (\\d+)\\..*");

    private static final Pattern BOUND_LIBRARY =
            Pattern.compile("Native Library (.+) already loaded in another classloader");

    /** What is to be added to a Java version to get its class files'. */
    private static final int FIRST_CLASS_VERSION = 44;

    private LinkageFaults() {}

    /** What is wrong and what to do, for the faults of which that is known. */
    public static Optional<String> messageOf(LinkageError e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof UnsupportedClassVersionError) {
            return Optional.of(ofClassVersion(message));
        }
        if (e instanceof NoClassDefFoundError) {
            return message.startsWith("Could not initialize")
                    ? Optional.empty()
                    : Optional.of(ofMissingClass(message.replace('/', '.')));
        }
        if (e instanceof IncompatibleClassChangeError) {
            return Optional.of(ofOtherClass(message));
        }
        Matcher library = BOUND_LIBRARY.matcher(message);
        return library.matches() ? Optional.of(ofBoundLibrary(library.group(1))) : Optional.empty();
    }

    private static String ofMissingClass(String name) {
        return name.startsWith("io.forge.api.")
                ? lackingInApi(name)
                : "class %s is missing: put the JAR that has it into the plugin's folder, or on the class path"
                        .formatted(name);
    }

    private static String ofOtherClass(String message) {
        return message.contains("io.forge.api.")
                ? lackingInApi(message)
                : "what it is linked against is not what it was compiled against (%s): two versions of a JAR may be mixed; keep the one that it was compiled against"
                        .formatted(message);
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
