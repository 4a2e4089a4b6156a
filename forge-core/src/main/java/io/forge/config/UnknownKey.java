package io.forge.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says of a key that a record does not have which one was perhaps meant. */
final class UnknownKey {

    private UnknownKey() {}

    /**
     * A sentence.
     *
     * @param record what has no such key
     * @param path where the record stands
     */
    static String message(Class<?> record, String path, String key) {
        var known = List.copyOf(Records.byKey(record).keySet());
        String hint = Spelling.nearest(key, known)
                .or(() -> below(record, "", key, Set.of()))
                .map("did you mean '%s'?"::formatted)
                .orElseGet(() -> known.isEmpty() ? "nothing can be set here" : "known are " + listed(record));
        return "Unknown key '%s': %s".formatted(path.isEmpty() ? key : path + "." + key, hint);
    }

    /** The same key in a section further down; a record may be in itself. */
    private static Optional<String> below(Class<?> record, String path, String key, Set<Class<?>> above) {
        var components = Records.byKey(record);
        if (components.containsKey(key)) {
            return Optional.of(path + key);
        }
        var open = new HashSet<>(above);
        open.add(record);
        return components.entrySet().stream()
                .filter(entry -> Records.isRecord(entry.getValue().getGenericType())
                        && !open.contains(entry.getValue().getType()))
                .flatMap(entry -> below(entry.getValue().getType(), path + entry.getKey() + ".", key, open).stream())
                .findFirst();
    }

    /** A section without a record of its own has keys that somebody else knows. */
    private static String listed(Class<?> record) {
        var names = new ArrayList<String>();
        Records.byKey(record)
                .forEach((key, component) ->
                        names.add(component.getType() == Node.Section.class ? key + " with keys of its own" : key));
        return String.join(", ", names);
    }
}
