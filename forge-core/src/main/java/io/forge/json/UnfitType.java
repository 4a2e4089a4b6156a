package io.forge.json;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.exc.InvalidDefinitionException;

/** Says to the author of a handler what is wrong with a type, and where it stands in that of the input or output. */
final class UnfitType {

    /** How Jackson begins where it knows of no way from a name to a key. */
    private static final String KEY = "Cannot find a (Map) Key deserializer";

    private UnfitType() {}

    /**
     * The message that refuses it.
     *
     * @param path the properties that lead to it; empty for the type itself
     * @param why begins with a verb, and says what to do
     */
    static IllegalArgumentException because(String path, JavaType type, String why) {
        String what = type.toCanonical();
        return new IllegalArgumentException(
                path.isEmpty() ? "%s %s".formatted(what, why) : "%s, at '%s', %s".formatted(what, path, why));
    }

    /** What Jackson says of a type that it can make nothing of. */
    static IllegalArgumentException because(String path, JacksonException problem) {
        String nested = InputMessages.path(problem);
        String place = path.isEmpty() || nested.isEmpty() ? path + nested : path + "." + nested;
        String said = problem.getOriginalMessage();
        if (said.startsWith(KEY) && problem instanceof InvalidDefinitionException unfit && unfit.getType() != null) {
            return because(
                    place,
                    unfit.getType(),
                    "cannot be a key of a map. Use String, an enum, or a class with a constructor that takes one String");
        }
        return new IllegalArgumentException(place.isEmpty() ? said : "'%s': %s".formatted(place, said), problem);
    }

    static String property(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The elements of a list, or the values of a map. */
    static String elements(String path, JavaType container) {
        return container.isMapLikeType() ? property(path, "*") : path + "[]";
    }

    static boolean isAbstract(JavaType type) {
        return type.isInterface() || Modifier.isAbstract(type.getRawClass().getModifiers());
    }

    /** Whether its objects have something in them. */
    static boolean hasFields(JavaType type) {
        return Stream.<Class<?>>iterate(type.getRawClass(), next -> next != null, Class::getSuperclass)
                .flatMap(next -> Arrays.stream(next.getDeclaredFields()))
                .anyMatch(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic());
    }
}
