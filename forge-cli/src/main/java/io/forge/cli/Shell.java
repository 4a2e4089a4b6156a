package io.forge.cli;

import io.forge.config.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The shells that complete the command line. */
enum Shell {
    BASH(""),
    /** Reads bash's completions once it has been told to. */
    ZSH("""
            autoload -Uz compinit bashcompinit
            (( $+functions[compdef] )) || compinit -i
            bashcompinit
            """);

    private final String preparation;

    Shell(String preparation) {
        this.preparation = preparation;
    }

    /** What the shell has to do before it reads the script. */
    String preparation() {
        return preparation;
    }

    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> names() {
        return Stream.of(values()).map(Shell::lowerCase).toList();
    }

    /**
     * The shell of that name.
     *
     * @throws IllegalArgumentException if there is no completion for it; the message says for which there is
     */
    static Shell of(String name) {
        return Stream.of(values())
                .filter(shell -> shell.lowerCase().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no completion for the shell '%s'%s"
                        .formatted(
                                name,
                                Spelling.nearest(name, names())
                                        .map(": did you mean '%s'?"::formatted)
                                        .orElse(": there is one for " + String.join(" and ", names())))));
    }
}
