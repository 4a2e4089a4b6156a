package io.forge.config;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that is wrong with a configuration.
 *
 * @param origin where it stands
 * @param message which key, which value, what was expected
 */
public record ConfigProblem(Origin origin, String message) {

    /** Those of one source from its first line to its last, and the sources in the order in which they come. */
    static List<ConfigProblem> inOrder(List<ConfigProblem> problems) {
        return problems.stream()
                .collect(Collectors.groupingBy(
                        problem -> problem.origin().source(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(ofOneSource -> ofOneSource.stream()
                        .sorted(Comparator.comparingInt(
                                problem -> problem.origin().line())))
                .toList();
    }

    /** As compilers write it: {@code forge.yaml:3:5: Unknown key 'http.prot': did you mean 'port'?}. */
    @Override
    public String toString() {
        return origin.equals(Origin.NONE) ? message : "%s: %s".formatted(origin, message);
    }
}
