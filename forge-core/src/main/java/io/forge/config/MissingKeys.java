package io.forge.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Guesses which keys a record's constructor missed that has thrown a {@code NullPointerException}. */
final class MissingKeys {

    /** How the JVM begins its own messages, as in {@code Cannot invoke "String.length()" because "name" is null}. */
    private static final String OF_THE_JVM = "Cannot ";

    private MissingKeys() {}

    /**
     * The keys; none where the message was written by an author, or nothing is missing.
     *
     * @param arguments what the constructor was given
     */
    static List<String> of(Class<?> record, List<@Nullable Object> arguments, NullPointerException thrown) {
        var absent = new ArrayList<String>();
        var named = new ArrayList<String>();
        String message = thrown.getMessage() == null ? "" : thrown.getMessage();
        var components = Records.byKey(record);
        var values = arguments.iterator();
        components.forEach((key, component) -> {
            if (values.next() == null) {
                absent.add(key);
                if (message.equals(component.getName()) || message.contains('"' + component.getName() + '"')) {
                    named.add(key);
                }
            }
        });
        boolean isOfAuthor = !message.isEmpty() && !message.startsWith(OF_THE_JVM) && named.isEmpty();
        return isOfAuthor ? List.of() : named.isEmpty() ? absent : named;
    }
}
