package io.forge.doctest;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the comments before a block say about it.
 *
 * @param reasonNotToRun the reason of {@code <!-- not run: REASON -->}
 * @param exitCode the code of {@code <!-- exits CODE -->}, else 0
 * @param fileName the name of {@code <!-- file: NAME -->}, under which the commands that follow find the block
 */
record Marks(Optional<String> reasonNotToRun, int exitCode, Optional<String> fileName) {

    private static final Pattern NOT_RUN = Pattern.compile("not run:(.*)");
    private static final Pattern EXITS = Pattern.compile("exits (\\d{1,3})");
    private static final Pattern FILE = Pattern.compile("file:(.+)");

    /** Whether a comment says something about the block after it. */
    static boolean isMark(String comment) {
        return List.of(NOT_RUN, EXITS, FILE).stream()
                .anyMatch(mark -> mark.matcher(comment).matches());
    }

    static Marks of(List<String> comments) {
        return new Marks(
                find(NOT_RUN, comments),
                find(EXITS, comments).map(Integer::parseInt).orElse(0),
                find(FILE, comments));
    }

    private static Optional<String> find(Pattern mark, List<String> comments) {
        return comments.stream()
                .map(mark::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1).strip())
                .findFirst();
    }
}
