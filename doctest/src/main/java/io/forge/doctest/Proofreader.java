package io.forge.doctest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Finds all that can be found without running anything. */
final class Proofreader {

    private final List<Check> checks;

    Proofreader(Path root, SourceTree tree, List<Document> documents) throws IOException {
        checks = List.of(
                Document::problems,
                new KnownBlocks(),
                new LinkTargets(root, documents),
                new JavaExcerpts(tree),
                new XmlFragments(tree));
    }

    List<Problem> problems(Document document) {
        return checks.stream()
                .map(check -> check.problems(document))
                .flatMap(List::stream)
                .toList();
    }
}
