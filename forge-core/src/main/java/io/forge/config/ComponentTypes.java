package io.forge.config;

import io.forge.config.Node.Section;
import io.forge.config.Shape.Keys;
import io.forge.config.Shape.Many;
import io.forge.config.Shape.Maybe;
import io.forge.config.Shape.Named;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;

/** Refuses a configuration record that has a component which no configuration can be read into, at any depth. */
final class ComponentTypes {

    private static final String USABLE =
            "use a text, number, boolean, enum, Duration, date, Path, URI or another type of one value, a record of those,"
                    + " or an Optional, List, Set, array or Map<String, ...> of either";

    /** Those that have been looked at; a record may be in itself. */
    private final Set<Class<?>> seen = new HashSet<>();

    private ComponentTypes() {}

    /**
     * Checks a record.
     *
     * @throws IllegalArgumentException if it has such a component; the message names it
     */
    static void check(Class<?> record) {
        new ComponentTypes().checkAll(record);
    }

    private void checkAll(Class<?> record) {
        if (record != Section.class && seen.add(record)) {
            for (var component : record.getRecordComponents()) {
                check(component, component.getGenericType());
            }
        }
    }

    private void check(RecordComponent component, Type type) {
        var shape = Shape.of(type)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Component '%s' of record %s has the type %s, which configuration cannot be read into: %s"
                                .formatted(
                                        component.getName(),
                                        component.getDeclaringRecord().getName(),
                                        inWords(component, type),
                                        USABLE)));
        if (shape instanceof Maybe maybe) {
            check(component, maybe.type());
        } else if (shape instanceof Many many) {
            check(component, many.type());
        } else if (shape instanceof Named named) {
            check(component, named.type());
        } else if (shape instanceof Keys keys) {
            checkAll(keys.record());
        }
    }

    /** As it is declared; where only a part of it is at fault, that part too. */
    private static String inWords(RecordComponent component, Type part) {
        String whole = component.getGenericType().getTypeName();
        return part.equals(component.getGenericType())
                ? whole
                : "%s with %s in it".formatted(whole, part.getTypeName());
    }
}
