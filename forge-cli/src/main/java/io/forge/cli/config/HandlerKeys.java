package io.forge.cli.config;

import io.forge.config.ConfigKey;
import io.forge.config.DeclaredSection;
import io.forge.config.Values;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Stream;

/** Lists the keys that handlers have declared, as somebody would type them. */
public final class HandlerKeys {

    private HandlerKeys() {}

    /** Each key with its sections; and each with each of its values, where these are few. */
    public static List<String> words(List<DeclaredSection> sections) {
        return sections.stream()
                .flatMap(section -> section.defaults().stream().flatMap(key -> words(section.path(), key)))
                .toList();
    }

    /** A name that the user chooses is not known here, nor what comes behind it. */
    private static Stream<String> words(String section, ConfigKey key) {
        if (key.path().contains(ConfigKey.ANY)) {
            return Stream.of();
        }
        String name = section + "." + key.name();
        return Stream.concat(Stream.of(name), values(key.type()).stream().map(value -> name + "=" + value));
    }

    private static List<String> values(Type type) {
        if (type == boolean.class || type == Boolean.class) {
            return List.of("true", "false");
        }
        return type instanceof Class<?> plain && plain.isEnum() ? Values.namesOf(plain) : List.of();
    }
}
