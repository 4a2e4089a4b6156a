package io.forge.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** A method takes and returns only some types, type arguments included. */
final class ShowOnlyTypes extends ArchCondition<JavaMethod> {

    private final DescribedPredicate<JavaClass> allowed;

    ShowOnlyTypes(DescribedPredicate<JavaClass> allowed) {
        super("take and return only types that " + allowed.getDescription());
        this.allowed = allowed;
    }

    @Override
    public void check(JavaMethod method, ConditionEvents events) {
        Stream.concat(
                        method.getReturnType().getAllInvolvedRawTypes().stream(),
                        method.getParameterTypes().stream().flatMap(type -> type.getAllInvolvedRawTypes().stream()))
                .map(JavaClass::getBaseComponentType)
                .filter(type -> !type.isPrimitive() && !allowed.test(type))
                .forEach(type -> events.add(SimpleConditionEvent.violated(
                        method, "%s shows %s".formatted(method.getFullName(), type.getName()))));
    }
}
