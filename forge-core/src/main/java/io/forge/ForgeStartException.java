package io.forge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server that cannot start; the message says, in a sentence for its operator, why and what to do. */
public final class ForgeStartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    ForgeStartException(List<String> problems, @Nullable Throwable cause) {
        super(String.join("\n", problems), cause);
        this.problems = List.copyOf(problems);
    }

    ForgeStartException(String problem, Throwable cause) {
        this(List.of(problem), cause);
    }

    /** Everything that is in the way, one sentence each, with its place where it has one: at least one. */
    public List<String> problems() {
        return problems;
    }
}
