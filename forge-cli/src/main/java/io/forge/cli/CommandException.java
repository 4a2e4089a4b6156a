package io.forge.cli;

import java.util.List;

/** A command that cannot be carried out; its problems say in a sentence each why and what to do. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    CommandException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    CommandException(String problem) {
        this(List.of(problem));
    }

    List<String> problems() {
        return problems;
    }
}
