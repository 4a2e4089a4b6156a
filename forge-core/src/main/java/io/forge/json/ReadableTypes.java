package io.forge.json;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.impl.TypeWrappedDeserializer;
import tools.jackson.databind.deser.impl.UnsupportedTypeDeserializer;
import tools.jackson.databind.deser.std.ContainerDeserializerBase;
import tools.jackson.databind.deser.std.ReferenceTypeDeserializer;
import tools.jackson.databind.util.ClassUtil;

/**
 * Finds out whether a type, and all that is in it, can be read from JSON, before anybody sends some.
 *
 * <p>Jackson prepares much that fails with the first document. What reads by code of its own is taken at its word.
 */
final class ReadableTypes {

    private final DeserializationContext context;
    private final Set<JavaType> seen = new HashSet<>();

    ReadableTypes(DeserializationContext context) {
        this.context = context;
    }

    /**
     * Refuses what cannot be read.
     *
     * @throws IllegalArgumentException that says which type it is, where, and what to do
     */
    void check(JavaType type) {
        checkDeclared("", type);
    }

    private void checkDeclared(String path, JavaType type) {
        ValueDeserializer<?> reader;
        try {
            reader = context.findRootValueDeserializer(type);
        } catch (JacksonException e) {
            throw UnfitType.because(path, e);
        }
        check(path, type, reader, isNamed(type));
    }

    private boolean isNamed(JavaType type) {
        return type.getTypeHandler() != null || context.findTypeDeserializer(type) != null;
    }

    /**
     * Checks one type.
     *
     * @param named whether a document says which subtype it has
     */
    private void check(String path, JavaType type, ValueDeserializer<?> reader, boolean named) {
        if (reader instanceof TypeWrappedDeserializer wrapped) {
            check(path, type, wrapped.getDelegatee(), true);
        } else if (named) {
            checkSubtypes(path, type);
        } else if (reader instanceof AbstractDeserializer) {
            throw UnfitType.because(
                    path,
                    type,
                    "is %s. Use a record, or say with @JsonTypeInfo and @JsonSubTypes which classes there are"
                            .formatted(type.isInterface() ? "an interface" : "abstract"));
        } else if (reader instanceof UnsupportedTypeDeserializer) {
            throw UnfitType.because(path, type, "has no form in JSON. Use another type");
        } else if (reader instanceof BeanDeserializerBase object) {
            checkObject(path, type, object);
        } else if (reader instanceof ContainerDeserializerBase<?> container) {
            checkContent(path, type, container);
        } else if (reader instanceof ReferenceTypeDeserializer<?> reference) {
            checkDeclared(path, reference.getValueType().getContentType());
        } else if (reader.getDelegatee() != null) {
            check(path, type, reader.getDelegatee(), false);
        }
    }

    private void checkSubtypes(String path, JavaType type) {
        if (!seen.add(type)) {
            return;
        }
        var config = context.getConfig();
        var annotations = config.classIntrospectorInstance().introspectClassAnnotations(type);
        for (var subtype : config.getSubtypeResolver().collectAndResolveSubtypesByTypeId(config, annotations)) {
            // Those beside it, too, where it is one itself.
            if (type.isTypeOrSuperTypeOf(subtype.getType())) {
                checkSubtype(path, context.constructSpecializedType(type, subtype.getType()));
            }
        }
    }

    private void checkSubtype(String path, JavaType type) {
        if (UnfitType.isAbstract(type)) {
            return; // No document can name it.
        }
        try {
            check(path, type, context.findContextualValueDeserializer(type, null), false);
        } catch (JacksonException e) {
            throw UnfitType.because(path, e);
        }
    }

    private void checkObject(String path, JavaType type, BeanDeserializerBase reader) {
        if (!seen.add(type)) {
            return;
        }
        var instantiator = reader.getValueInstantiator();
        if (!instantiator.canInstantiate()) {
            throw UnfitType.because(path, type, notInstantiable(type.getRawClass()));
        }
        boolean empty = !reader.properties().hasNext()
                && !reader.hasAnySetter()
                && instantiator.canCreateUsingDefault()
                && !ignoresUnknown(type);
        if (empty && UnfitType.hasFields(type)) {
            throw UnfitType.because(path, type, "has no property that JSON can set. Make it a record, or add setters");
        }
        if (instantiator.canCreateUsingDelegate()) {
            checkDeclared(path, instantiator.getDelegateType(context.getConfig()));
        }
        if (instantiator.canCreateUsingArrayDelegate()) {
            checkDeclared(path, instantiator.getArrayDelegateType(context.getConfig()));
        }
        if (ClassUtil.isJDKClass(type.getRawClass())) {
            return;
        }
        reader.properties().forEachRemaining(property -> checkProperty(path, property));
        reader.creatorProperties().forEachRemaining(property -> checkProperty(path, property));
    }

    private boolean ignoresUnknown(JavaType type) {
        var annotations = context.getConfig().classIntrospectorInstance().introspectClassAnnotations(type);
        return context.getConfig()
                .getDefaultPropertyIgnorals(type.getRawClass(), annotations)
                .getIgnoreUnknown();
    }

    private static String notInstantiable(Class<?> type) {
        return ClassUtil.isNonStaticInnerClass(type) || ClassUtil.isLocalType(type, true) != null
                ? "belongs to an object or a method around it. Make it static, or a record"
                : "has no constructor that JSON can call. Make it a record, or annotate a constructor with @JsonCreator"
                        + " and its parameters with @JsonProperty";
    }

    private void checkProperty(String path, SettableBeanProperty property) {
        if (property.hasValueDeserializer() && !property.isInjectionOnly() && !property.isIgnorable()) {
            check(
                    UnfitType.property(path, property.getName()),
                    property.getType(),
                    property.getValueDeserializer(),
                    property.hasValueTypeDeserializer());
        }
    }

    private void checkContent(String path, JavaType type, ContainerDeserializerBase<?> reader) {
        var content = reader.getContentType();
        var contentReader = reader.getContentDeserializer();
        if (content != null && contentReader != null) {
            check(UnfitType.elements(path, type), content, contentReader, isNamed(content));
        }
    }
}
