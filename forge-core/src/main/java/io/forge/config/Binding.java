package io.forge.config;

import java.util.List;

/**
 * What came of binding a section over defaults.
 *
 * @param value the record; a key that does not fit has its default in it
 * @param problems what does not fit
 * @param <C> the record's type
 */
public record Binding<C>(C value, List<ConfigProblem> problems) {

    /** Copies the problems. */
    public Binding {
        problems = List.copyOf(problems);
    }

    /**
     * The record, if everything fits.
     *
     * @throws ConfigException if not
     */
    public C orThrow() {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return value;
    }
}
