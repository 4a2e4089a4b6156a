package io.forge.plugin;

import java.util.Set;
import java.util.regex.Pattern;

/** Which names a handler may have. */
public final class HandlerNames {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    /** What a source publishes is named as its users name models. */
    private static final Pattern PUBLISHED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /** Paths that Forge keeps for itself. */
    private static final Set<String> RESERVED = Set.of("v1", "v2", "health", "metrics");

    private HandlerNames() {}

    /**
     * Checks a name.
     *
     * @throws HandlerLoadException if no handler may have it
     */
    public static void check(String name) {
        check(name, "");
    }

    /**
     * Checks a name under which a source publishes a handler, and which is used as it is written.
     *
     * @throws IllegalArgumentException if no handler may have it
     */
    public static void checkPublished(String name) {
        if (!PUBLISHED.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Handler name '%s' is malformed: use up to 63 of letters, digits, '.', '_' and '-', starting with a letter or digit"
                            .formatted(name));
        }
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException("Handler name '%s' is reserved for Forge: use another".formatted(name));
        }
    }

    /** Whether a handler may have that name. */
    public static boolean isAllowed(String name) {
        return FORM.matcher(name).matches() && !RESERVED.contains(name);
    }

    /**
     * Checks a name that somebody gave who is worth naming.
     *
     * @param where who it was
     * @throws HandlerLoadException if no handler may have it
     */
    static void checkGivenBy(String where, String name) {
        check(name, " (%s)".formatted(where));
    }

    @SuppressWarnings("ConstantValue") // A factory is somebody else's code.
    private static void check(String name, String where) {
        if (name == null || !FORM.matcher(name).matches()) {
            throw new HandlerLoadException(
                    "Handler name '%s'%s is malformed: use up to 63 of a-z, 0-9 and '-', starting with a letter"
                            .formatted(name, where));
        }
        if (RESERVED.contains(name)) {
            throw new HandlerLoadException(
                    "Handler name '%s'%s is reserved for Forge: use another".formatted(name, where));
        }
    }
}
