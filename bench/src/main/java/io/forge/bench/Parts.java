package io.forge.bench;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The parts of a measurement, of which all or one run. */
final class Parts {

    private final List<String> names;

    /** Those of these names, in this order. */
    Parts(List<String> names) {
        this.names = names;
    }

    /**
     * Runs them and prints one table of their figures.
     *
     * @param parts by name
     * @return whether each figure holds
     */
    boolean run(Map<String, Part> parts) throws Exception {
        var figures = new ArrayList<Figure>();
        for (String name : names) {
            System.out.printf("%n%s ...%n", name);
            figures.addAll(requireNonNull(parts.get(name), name).measure());
        }
        System.out.println();
        Figure.print(figures);
        return figures.stream().allMatch(Figure::holds);
    }
}
