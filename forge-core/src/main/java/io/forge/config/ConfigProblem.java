package io.forge.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param origin where it stands
 * @param message which key, which value, what was expected
 */
public record ConfigProblem(Origin origin, String message) {

    /** As compilers write it: {@code forge.yaml:3:5: Unknown key 'http.prot': did you mean 'port'?}. */
    @Override
    public String toString() {
        return origin.equals(Origin.NONE) ? message : "%s: %s".formatted(origin, message);
    }
}
