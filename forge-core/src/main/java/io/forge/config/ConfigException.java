package io.forge.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that does not fit; its message has a line for each problem. */
public final class ConfigException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient List<ConfigProblem> problems;

    /**
     * All that is wrong.
     *
     * @param problems at least one
     */
    public ConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, for a message that goes on about something else. */
    public String inOneLine() {
        return problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("; "));
    }

    /** What is wrong, in the order in which it stands. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
