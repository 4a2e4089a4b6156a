package io.forge.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds arguments and variables in which the JVM has lost letters, as the encoding of the locale lacks them. */
public final class LostLetters {

    private static final char LOST = '\uFFFD';

    private LostLetters() {}

    /**
     * Says which ones, and what to do.
     *
     * @param encoding what the JVM took them for
     */
    public static List<String> in(List<String> arguments, Map<String, String> environment, String encoding) {
        var problems = new ArrayList<String>();
        if (encoding.equalsIgnoreCase("UTF-8")) {
            return problems; // What is no UTF-8 is so in every locale.
        }
        for (String argument : arguments) {
            if (argument.indexOf(LOST) >= 0) {
                problems.add(message("The argument '%s'".formatted(argument), encoding));
            }
        }
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith("FORGE_") && value.indexOf(LOST) >= 0) {
                problems.add(message("%s: '%s'".formatted(name, value), encoding));
            }
        });
        return problems;
    }

    private static String message(String what, String encoding) {
        return "%s has letters that Java cannot represent in this locale (%s): set LC_ALL=C.UTF-8"
                .formatted(OneLine.of(what), encoding);
    }
}
