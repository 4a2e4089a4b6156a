package io.forge.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.type.LogicalType;
import tools.jackson.databind.util.EnumResolver;

/** What a Java type is called by those who know JSON only, with the names that its annotations give. */
final class TypeDescriptions {

    private final DeserializationConfig config;

    TypeDescriptions(DeserializationConfig config) {
        this.config = config;
    }

    String of(Class<?> type) {
        return of(type(type));
    }

    JavaType type(Class<?> type) {
        return config.constructType(type);
    }

    String of(JavaType type) {
        Class<?> raw = type.getRawClass();
        var scalar = Scalars.find(raw);
        if (scalar.isPresent()) {
            return scalar.get().words();
        }
        if (CharSequence.class.isAssignableFrom(raw)) {
            return "a string";
        }
        if (type.isReferenceType()) {
            return of(type.getContentType());
        }
        if (raw == char[].class) {
            return "a string";
        }
        if (type.isArrayType() || Collection.class.isAssignableFrom(raw)) {
            return "an array";
        }
        if (type.isMapLikeType()) {
            return "an object";
        }
        boolean anything = raw == Object.class || LogicalType.fromClass(raw, LogicalType.POJO) == LogicalType.Untyped;
        return anything ? "a value" : ofOwn(type);
    }

    /** What somebody wrote for their own input. */
    private String ofOwn(JavaType type) {
        var annotations = annotations(type);
        var description = config.classIntrospectorInstance().introspectForDeserialization(type, annotations);
        var value = description.findJsonValueAccessor();
        if (type.isEnumType()) {
            EnumResolver constants = value == null
                    ? EnumResolver.constructFor(config, annotations)
                    : EnumResolver.constructUsingMethod(config, annotations, value);
            var order = List.of(type.getRawClass().getEnumConstants());
            return "one of "
                    + constants.getEnumIds().stream()
                            .sorted(Comparator.comparingInt(id -> order.indexOf(constants.findEnum(id))))
                            .collect(Collectors.joining(", "));
        }
        if (value != null) {
            return of(value.getType());
        }
        boolean inArray = polymorphism(type)
                .filter(information -> information.getInclusionType() == JsonTypeInfo.As.WRAPPER_ARRAY)
                .isPresent();
        if (inArray) {
            return "an array of a type and a value";
        }
        return type.isRecordType() ? "an object with " + names(description) : "an object";
    }

    private static String names(BeanDescription description) {
        return description.findProperties().stream()
                .filter(property -> property.couldDeserialize())
                .map(property -> property.getName())
                .collect(Collectors.joining(", "));
    }

    /** The name of the property in an object that says which subtype it is; empty where something else says it. */
    Optional<String> subtypeProperty(JavaType type) {
        return polymorphism(type)
                .filter(information -> switch (information.getInclusionType()) {
                    case PROPERTY, EXISTING_PROPERTY -> true;
                    case EXTERNAL_PROPERTY, WRAPPER_OBJECT, WRAPPER_ARRAY, NOTHING -> false;
                })
                .map(JsonTypeInfo.Value::getPropertyName);
    }

    private Optional<JsonTypeInfo.Value> polymorphism(JavaType type) {
        return Optional.ofNullable(
                config.getAnnotationIntrospector().findPolymorphicTypeInfo(config, annotations(type)));
    }

    private AnnotatedClass annotations(JavaType type) {
        return config.classIntrospectorInstance().introspectClassAnnotations(type);
    }
}
