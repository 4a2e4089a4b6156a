package io.forge.bench;

import java.util.List;

/**
 * What the command line can change.
 *
 * @param forks how often both servers are started anew
 * @param rounds how many rounds each server gets after each start
 * @param seconds how long one round lasts
 * @param connections how many connections are held open
 */
public record Options(int forks, int rounds, int seconds, int connections) {

    /** What holds where the command line says nothing. */
    public static final Options USUAL = new Options(5, 6, 2, 100);

    /** The same for what is part of something longer. */
    static final Options BRIEF = new Options(1, 6, 2, 100);

    /**
     * Reads pairs of a flag and its number.
     *
     * @param usual what holds where they say nothing
     * @throws IllegalArgumentException if there is anything else; the message says what
     */
    static Options parse(List<String> arguments, Options usual) {
        var options = usual;
        for (int i = 0; i < arguments.size(); i += 2) {
            String flag = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException("%s needs a number after it".formatted(flag));
            }
            options = options.with(flag, number(flag, arguments.get(i + 1)));
        }
        return options;
    }

    private static int number(String flag, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the message.
        }
        throw new IllegalArgumentException("%s must be a whole number above 0 but is '%s'".formatted(flag, text));
    }

    private Options with(String flag, int value) {
        return switch (flag) {
            case "--forks" -> new Options(value, rounds, seconds, connections);
            case "--rounds" -> new Options(forks, value, seconds, connections);
            case "--seconds" -> new Options(forks, rounds, value, connections);
            case "--connections" -> new Options(forks, rounds, seconds, value);
            default -> throw new IllegalArgumentException("There is no option '%s'".formatted(flag));
        };
    }
}
