package io.forge.plugin;

import java.util.List;
import java.util.stream.Stream;

/** Says in the log what a plugin has put into a registry of the JDK. */
final class RegistryEntries {

    private RegistryEntries() {}

    /** What objects are called. */
    static List<String> names(String kind, Stream<?> objects) {
        return objects.map(object -> kind + " " + object.getClass().getName()).toList();
    }
}
