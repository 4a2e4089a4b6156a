package io.forge.json;

import io.forge.json.Scalar.Form;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.jdk.EnumDeserializer;
import tools.jackson.databind.ext.jdk8.OptionalDoubleDeserializer;
import tools.jackson.databind.ext.jdk8.OptionalIntDeserializer;
import tools.jackson.databind.ext.jdk8.OptionalLongDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.ArrayType;
import tools.jackson.databind.type.ReferenceType;

/** Puts Forge's checks before what Jackson reads single values with. */
final class StrictValues extends ValueDeserializerModifier {

    private static final long serialVersionUID = 1;

    private static final Scalar CONSTANT = new Scalar(Form.CONSTANT, "a constant", null);

    /** The checks for a mapper. Jackson forgets its modifiers for some types, unless it is told of what reads them. */
    static JacksonModule module() {
        return new SimpleModule("strict values")
                .addDeserializer(OptionalInt.class, new OptionalIntDeserializer())
                .addDeserializer(OptionalLong.class, new OptionalLongDeserializer())
                .addDeserializer(OptionalDouble.class, new OptionalDoubleDeserializer())
                .setDeserializerModifier(new StrictValues());
    }

    @Override
    public ValueDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription.Supplier type, ValueDeserializer<?> jacksons) {
        return checked(type.getBeanClass(), jacksons);
    }

    @Override
    public ValueDeserializer<?> modifyArrayDeserializer(
            DeserializationConfig config,
            ArrayType type,
            BeanDescription.Supplier description,
            ValueDeserializer<?> jacksons) {
        boolean fractions = type.hasRawClass(float[].class) || type.hasRawClass(double[].class);
        return fractions ? new NumbersDeserializer(type, jacksons) : checked(type.getRawClass(), jacksons);
    }

    @Override
    public ValueDeserializer<?> modifyReferenceDeserializer(
            DeserializationConfig config,
            ReferenceType type,
            BeanDescription.Supplier description,
            ValueDeserializer<?> jacksons) {
        return checked(type.getRawClass(), jacksons);
    }

    @Override
    public ValueDeserializer<?> modifyEnumDeserializer(
            DeserializationConfig config,
            JavaType type,
            BeanDescription.Supplier description,
            ValueDeserializer<?> jacksons) {
        Class<?> raw = type.getRawClass();
        // What makes a constant by a method of its own may be written in any way.
        return jacksons instanceof EnumDeserializer
                ? new ScalarDeserializer(CONSTANT, raw, jacksons)
                : checked(raw, jacksons);
    }

    @Override
    public KeyDeserializer modifyKeyDeserializer(
            DeserializationConfig config, JavaType type, KeyDeserializer jacksons) {
        Class<?> raw = type.getRawClass();
        return Scalars.find(raw)
                .<KeyDeserializer>map(scalar -> new ScalarKeyDeserializer(scalar, raw, jacksons))
                .orElse(jacksons);
    }

    private static ValueDeserializer<?> checked(Class<?> type, ValueDeserializer<?> jacksons) {
        return Scalars.find(type)
                .<ValueDeserializer<?>>map(scalar -> new ScalarDeserializer(scalar, type, jacksons))
                .orElse(jacksons);
    }
}
