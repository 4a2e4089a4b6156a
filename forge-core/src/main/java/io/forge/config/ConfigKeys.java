package io.forge.config;

import io.forge.config.Shape.Maybe;
import io.forge.config.Shape.Named;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Lists the keys of a configuration record, in the order of its components, at every depth. */
public final class ConfigKeys {

    private final List<ConfigKey> keys = new ArrayList<>();

    /** The records that are being listed; one that is in itself would have keys without end. */
    private final Deque<Class<?>> open = new ArrayDeque<>();

    private ConfigKeys() {}

    /**
     * All keys.
     *
     * @param defaults what holds where a key is not set
     */
    public static List<ConfigKey> of(Record defaults) {
        return of(defaults.getClass(), defaults);
    }

    /** All keys of a record, without their defaults. */
    public static List<ConfigKey> of(Class<?> record) {
        return of(record, null);
    }

    private static List<ConfigKey> of(Class<?> record, @Nullable Object defaults) {
        var list = new ConfigKeys();
        list.add(record, defaults, List.of());
        return List.copyOf(list.keys);
    }

    private void add(Class<?> record, @Nullable Object defaults, List<String> path) {
        open.push(record);
        Records.byKey(record).forEach((key, component) -> {
            var value = defaults == null ? null : Records.read(component, defaults);
            add(component, record, value, append(path, key));
        });
        open.pop();
    }

    private void add(RecordComponent component, Class<?> owner, @Nullable Object value, List<String> path) {
        var type = unwrapped(component.getGenericType());
        var shape = Shape.of(type);
        if (isListed(type)) {
            add((Class<?>) type, unwrapped(value).orElse(null), path);
        } else if (shape.orElse(null) instanceof Named names && isListed(names.type())) {
            var named = (Class<?>) names.type();
            add(named, Records.defaults(named), append(path, ConfigKey.ANY));
        } else {
            keys.add(new ConfigKey(
                    path,
                    type,
                    Optional.ofNullable(component.getAnnotation(Between.class)),
                    Optional.ofNullable(component.getAnnotation(Computed.class)).map(Computed::value),
                    unwrapped(value),
                    owner,
                    component.getName()));
        }
    }

    private boolean isListed(Type type) {
        return Records.isRecord(type) && !open.contains(type);
    }

    /** What an {@code Optional} is of. */
    private static Type unwrapped(Type type) {
        return Shape.of(type).orElse(null) instanceof Maybe maybe ? maybe.type() : type;
    }

    private static Optional<Object> unwrapped(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(inner -> inner);
        }
        if (value instanceof OptionalInt number) {
            return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
        }
        if (value instanceof OptionalLong number) {
            return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
        }
        if (value instanceof OptionalDouble number) {
            return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
        }
        return Optional.ofNullable(value);
    }

    private static List<String> append(List<String> path, String key) {
        var longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }
}
