package io.forge.cli.output;

import java.util.List;

/** A command that cannot be carried out; its problems say in a sentence each why and what to do. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    public CommandException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public CommandException(String problem) {
        this(List.of(problem));
    }

    public List<String> problems() {
        return problems;
    }
}
