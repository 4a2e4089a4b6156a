package io.forge.inference;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.tensor.Signature;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record, whose components are tensors under their names; an {@code Optional} or {@code @Nullable} one may be missing. */
final class TensorRecord<T> implements TensorsForm<T> {

    private final String typeName;
    private final List<Component> components;
    private final MethodHandle constructor;
    private final Signature signature;

    /**
     * One component.
     *
     * @param accessor takes the record as an {@code Object}
     * @param absence how it says that there is no tensor
     */
    private record Component(String name, TensorType type, MethodHandle accessor, Absence absence) {

        TensorSpec spec() {
            var spec = TensorSpec.of(name, type.dataType(), type.shape());
            return absence == Absence.REFUSED ? spec : spec.optional();
        }
    }

    private enum Absence {
        REFUSED,
        EMPTY_OPTIONAL,
        NULL
    }

    private TensorRecord(Class<?> type, List<Component> components, MethodHandle constructor) {
        this.typeName = type.getSimpleName();
        this.components = components;
        this.constructor = constructor;
        this.signature = Signature.of(components.stream().map(Component::spec).toList(), List.of());
    }

    /**
     * The form of a record.
     *
     * @throws IllegalArgumentException if a component is no tensor; the message names it
     */
    static <T> TensorRecord<T> of(Class<T> type) {
        var components = new ArrayList<Component>();
        for (var component : type.getRecordComponents()) {
            components.add(component(type, component));
        }
        return new TensorRecord<>(type, List.copyOf(components), constructor(type));
    }

    private static Component component(Class<?> type, RecordComponent component) {
        Type value = component.getGenericType();
        boolean optional = value instanceof ParameterizedType generic && generic.getRawType() == Optional.class;
        Type tensor = optional ? ((ParameterizedType) value).getActualTypeArguments()[0] : value;
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            var handle = MethodHandles.lookup()
                    .unreflect(accessor)
                    .asType(MethodType.methodType(Object.class, Object.class));
            var absence = optional ? Absence.EMPTY_OPTIONAL : takesNull(component) ? Absence.NULL : Absence.REFUSED;
            return new Component(component.getName(), TensorType.of(tensor), handle, absence);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Component '%s' of %s: %s".formatted(component.getName(), type.getSimpleName(), e.getMessage()), e);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw inaccessible(type, e);
        }
    }

    private static boolean takesNull(RecordComponent component) {
        return !component.getType().isPrimitive()
                && NullableMark.isAtAny(Stream.of(component, component.getAnnotatedType(), component.getAccessor()));
    }

    private static MethodHandle constructor(Class<?> type) {
        var types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw inaccessible(type, e);
        }
    }

    private static IllegalArgumentException inaccessible(Class<?> type, Exception cause) {
        return new IllegalArgumentException("%s cannot be used from here".formatted(type.getSimpleName()), cause);
    }

    @Override
    public List<TensorSpec> specs() {
        return signature.inputs();
    }

    @Override
    public T read(Tensors tensors) {
        TensorInputs.check(signature, tensors);
        var values = new @Nullable Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            var component = components.get(i);
            var value = tensors.find(component.name)
                    .map(tensor -> TensorInputs.read(component.name, component.type, tensor));
            values[i] = switch (component.absence) {
                case REFUSED -> value.orElseThrow();
                case EMPTY_OPTIONAL -> value;
                case NULL -> value.orElse(null);
            };
        }
        return create(values);
    }

    @SuppressWarnings("unchecked") // The constructor is that of T.
    private T create(@Nullable Object[] values) {
        try {
            return (T) constructor.invokeExact(values);
        } catch (ForgeException | Error e) {
            throw e;
        } catch (Throwable e) { // The record's own constructor.
            throw new ForgeException(
                    ErrorCode.INVALID_INPUT,
                    "The inputs do not fit: %s does not take their values".formatted(typeName),
                    e);
        }
    }

    @Override
    public Tensors write(T value) {
        var tensors = Tensors.builder();
        for (var component : components) {
            Object held = get(component, value);
            Object inner = held instanceof Optional<?> optional ? optional.orElse(null) : held;
            if (inner != null) {
                tensors.add(component.name, component.type.write(inner));
            } else if (component.absence == Absence.REFUSED) {
                throw new IllegalStateException("Component '%s' of %s is null".formatted(component.name, typeName));
            }
        }
        return tensors.build();
    }

    private static Object get(Component component, Object value) {
        try {
            return component.accessor.invokeExact(value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
