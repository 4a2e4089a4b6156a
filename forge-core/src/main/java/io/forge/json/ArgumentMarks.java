package io.forge.json;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.forge.inference.NullableMark;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.introspect.AnnotatedParameter;

/**
 * The annotations of one argument, and of the component that it is for: a record's constructor that is written out does not
 * repeat them, and those that are for fields or methods only are never on an argument.
 */
final class ArgumentMarks {

    private final Executable code;
    private final int index;

    ArgumentMarks(AnnotatedParameter argument) {
        this.code = (Executable) argument.getOwner().getMember();
        this.index = argument.getIndex();
    }

    /** Whether it may be null. */
    boolean haveNullable() {
        return NullableMark.isAtAny(places());
    }

    /** Whether it has nothing to do with JSON. */
    boolean haveIgnore() {
        return component()
                .map(component -> component.getAccessor().getAnnotation(JsonIgnore.class))
                .filter(JsonIgnore::value)
                .isPresent();
    }

    private Stream<AnnotatedElement> places() {
        return Stream.concat(
                Stream.of(code.getParameters()[index], code.getAnnotatedParameterTypes()[index]),
                component().stream().flatMap(component -> Stream.of(component, component.getAnnotatedType())));
    }

    /** What it is for, where the code is the canonical constructor of a record. */
    private Optional<RecordComponent> component() {
        var components = code.getDeclaringClass().getRecordComponents();
        return components != null && Arrays.equals(code.getParameterTypes(), types(components))
                ? Optional.of(components[index])
                : Optional.empty();
    }

    private static Class<?>[] types(RecordComponent[] components) {
        return Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    }
}
