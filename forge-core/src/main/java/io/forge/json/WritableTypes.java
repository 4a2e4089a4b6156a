package io.forge.json;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.impl.UnknownSerializer;
import tools.jackson.databind.ser.impl.UnsupportedTypeSerializer;
import tools.jackson.databind.ser.std.StdContainerSerializer;
import tools.jackson.databind.util.ClassUtil;

/**
 * Finds out whether a type, and all that is in it, can be written as JSON, before there is a value.
 *
 * <p>Of an interface or an abstract class it cannot be told: what comes is another type.
 */
final class WritableTypes {

    private final SerializationContext context;
    private final Set<JavaType> seen = new HashSet<>();

    WritableTypes(SerializationContext context) {
        this.context = context;
    }

    /** A writer of its values; where the type has nothing to show, each value shows what its own class has. */
    static ObjectWriter writer(JsonMapper mapper, JavaType type) {
        return UnfitType.isAbstract(type) && !type.isContainerType() && showsNothing(mapper, type)
                ? mapper.writer()
                : mapper.writerFor(type);
    }

    private static boolean showsNothing(JsonMapper mapper, JavaType type) {
        var context = mapper._serializationContext();
        try {
            return context.findTypeSerializer(type) == null
                    && context.findValueSerializer(type) instanceof UnknownSerializer;
        } catch (JacksonException e) {
            return false; // Told when it is checked.
        }
    }

    /**
     * Refuses what cannot be written.
     *
     * @throws IllegalArgumentException that says which type it is, where, and what to do
     */
    void check(JavaType type) {
        checkDeclared("", type, null);
    }

    private void checkDeclared(String path, JavaType type, @Nullable BeanProperty property) {
        boolean known = type.isContainerType() || type.isReferenceType() || !UnfitType.isAbstract(type);
        if (!known || type.isJavaLangObject()) {
            return;
        }
        try {
            check(path, type, context.findPrimaryPropertySerializer(type, property));
        } catch (JacksonException e) {
            throw UnfitType.because(path, e);
        }
    }

    private void check(String path, JavaType type, ValueSerializer<?> writer) {
        if (writer instanceof UnsupportedTypeSerializer) {
            throw UnfitType.because(path, type, "has no form in JSON. Use another type");
        }
        if (writer instanceof UnknownSerializer && UnfitType.hasFields(type)) {
            throw UnfitType.because(path, type, "has no property that JSON can show. Make it a record, or add getters");
        }
        if (!seen.add(type)) {
            return;
        }
        if (writer instanceof BeanSerializerBase object && !ClassUtil.isJDKClass(type.getRawClass())) {
            object.properties().forEachRemaining(property -> {
                if (property instanceof BeanPropertyWriter one) {
                    checkProperty(UnfitType.property(path, one.getName()), one);
                }
            });
        } else if (writer instanceof StdContainerSerializer<?> && type.getContentType() != null) {
            checkDeclared(UnfitType.elements(path, type), type.getContentType(), null);
        } else if (type.isReferenceType()) {
            checkDeclared(path, type.getContentType(), null);
        }
    }

    private void checkProperty(String path, BeanPropertyWriter property) {
        var declared = property.getSerializationType();
        var type = declared == null ? property.getType() : declared;
        if (property.hasSerializer()) {
            check(path, type, property.getSerializer());
        } else {
            checkDeclared(path, type, property);
        }
    }
}
