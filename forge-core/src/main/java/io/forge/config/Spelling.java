package io.forge.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which name was meant. */
public final class Spelling {

    private Spelling() {}

    /** The known name that is nearest to a wrong one, if it is near enough to have been meant. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        int tolerance = Math.max(1, name.length() / 3);
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - name.length()) <= tolerance)
                .filter(candidate -> distance(name, candidate) <= tolerance)
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters must be added, left out, replaced or swapped with their neighbour (optimal string alignment). */
    private static int distance(String from, String to) {
        var distances = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : distance(distances, i, j, from, to);
            }
        }
        return distances[from.length()][to.length()];
    }

    private static int distance(int[][] known, int i, int j, String from, String to) {
        char last = from.charAt(i - 1);
        int replaced = known[i - 1][j - 1] + (last == to.charAt(j - 1) ? 0 : 1);
        int nearest = Math.min(replaced, 1 + Math.min(known[i - 1][j], known[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && last == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(nearest, 1 + known[i - 2][j - 2]) : nearest;
    }
}
