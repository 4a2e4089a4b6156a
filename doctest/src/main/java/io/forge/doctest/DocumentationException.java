package io.forge.doctest;

import java.io.Serial;

/** Ends the run of a document that does not do what it says. */
final class DocumentationException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    DocumentationException(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
