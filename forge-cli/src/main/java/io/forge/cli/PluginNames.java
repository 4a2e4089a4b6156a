package io.forge.cli;

import io.forge.plugin.SharedPackages;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * What a new plugin and its parts are called.
 *
 * @param handler the name of its handler
 * @param packageName the package of its classes
 */
record PluginNames(String handler, String packageName) {

    private static final String DEFAULT_PARENT = "com.example.";

    private static final Pattern PACKAGE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");

    /**
     * The names for a handler.
     *
     * @param packageName a package, where it is not to be the one that follows from the handler's name
     * @throws IllegalArgumentException if no plugin can have that package
     */
    static PluginNames of(String handler, Optional<String> packageName) {
        packageName.ifPresent(PluginNames::checkPackage);
        return new PluginNames(handler, packageName.orElseGet(() -> DEFAULT_PARENT + packageOf(handler)));
    }

    private static void checkPackage(String name) {
        if (!PACKAGE.matcher(name).matches() || !SourceVersion.isName(name, SourceVersion.RELEASE_17)) {
            throw new IllegalArgumentException(
                    "Package '%s' is malformed: use words of a-z, 0-9 and '_' with dots between them, and none of Java's own"
                            .formatted(name));
        }
        if (SharedPackages.haveClass(name + ".") || name.equals("java") || name.startsWith("java.")) {
            throw new IllegalArgumentException(
                    "Package '%s' is one that a plugin has from the server: use another".formatted(name));
        }
    }

    private static String packageOf(String handler) {
        String word = handler.replace("-", "");
        return SourceVersion.isKeyword(word, SourceVersion.RELEASE_17) ? word + "_" : word;
    }

    /** What the names of its classes begin with, such as {@code ReadAloud} for {@code read-aloud}. */
    String type() {
        String type = Arrays.stream(handler.split("-"))
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
        // Its factory would have the name of what it implements.
        return type.equals("Handler") || type.equals("GuiceHandler") ? "My" + type : type;
    }

    /** The folder of its classes, below the one of all sources. */
    String path() {
        return packageName.replace('.', '/');
    }
}
