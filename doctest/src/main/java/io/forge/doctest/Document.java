package io.forge.doctest;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A Markdown file, as far as it can be held to what it says.
 *
 * @param file where it lies, relative to the root of the repository
 * @param blocks its blocks of code, top to bottom
 * @param links its links and images
 * @param anchors what a link can name after a {@code #}
 * @param problems what hindered reading it
 */
record Document(Path file, List<Block> blocks, List<Link> links, Set<String> anchors, List<Problem> problems) {

    Document {
        blocks = List.copyOf(blocks);
        links = List.copyOf(links);
        anchors = Set.copyOf(anchors);
        problems = List.copyOf(problems);
    }

    Problem problem(int line, String text) {
        return new Problem(file, line, text);
    }
}
