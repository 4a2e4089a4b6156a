package io.forge.inference;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.stream.Stream;

/** The annotation by which an author says that something may be null: {@code @Nullable} of any library that keeps it for run time. */
public final class NullableMark {

    private static final String NAME = "Nullable";

    private NullableMark() {}

    /** Whether it is at one of the places where it may stand for one thing. */
    public static boolean isAtAny(Stream<? extends AnnotatedElement> places) {
        return places.flatMap(place -> Arrays.stream(place.getAnnotations()))
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals(NAME));
    }
}
