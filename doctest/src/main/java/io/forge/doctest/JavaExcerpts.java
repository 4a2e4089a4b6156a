package io.forge.doctest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Checks that every block of Java stands, but for its indentation, in a source that is compiled; a file is held to the commands that use it. */
final class JavaExcerpts implements Check {

    private final List<String> sources = new ArrayList<>();

    JavaExcerpts(SourceTree tree) throws IOException {
        for (Path file : tree.files("{**/src/main/java/**,**/src/test/java/**,examples/*}.java")) {
            sources.add(comparable(tree.lines(file)));
        }
    }

    @Override
    public List<Problem> problems(Document document) {
        return document.blocks().stream()
                .filter(block -> block.language().equals("java")
                        && !block.isSkipped()
                        && block.marks().fileName().isEmpty())
                .filter(block -> !isExcerpt(comparable(block.lines())))
                .map(block -> document.problem(
                        block.line(), "This Java stands in no source that the build compiles: copy it from one"))
                .toList();
    }

    private boolean isExcerpt(String block) {
        return sources.stream().anyMatch(source -> source.contains(block));
    }

    private static String comparable(List<String> lines) {
        return lines.stream().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
    }
}
