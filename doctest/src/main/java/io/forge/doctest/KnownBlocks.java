package io.forge.doctest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks that every block is either held to what it says or marked with the reason why not. */
final class KnownBlocks implements Check {

    private static final Set<String> CHECKED = Set.of("sh", "java", "yaml", "xml");

    @Override
    public List<Problem> problems(Document document) {
        List<Problem> problems = new ArrayList<>();
        Optional<Block> before = Optional.empty();
        for (Block block : document.blocks()) {
            problem(block, before).ifPresent(text -> problems.add(document.problem(block.line(), text)));
            before = Optional.of(block);
        }
        return problems;
    }

    private static Optional<String> problem(Block block, Optional<Block> before) {
        if (block.isSkipped()) {
            return block.marks().reasonNotToRun().filter(String::isEmpty).map(empty -> "Say why this block is not run");
        }
        if (block.marks().exitCode() != 0 && !block.isScript()) {
            return Optional.of("Only a block of commands, sh, has an exit code");
        }
        if (block.marks().fileName().isPresent() || CHECKED.contains(block.language())) {
            return Optional.empty();
        }
        if (block.isOutput()) {
            return before.filter(Block::isScript).isPresent()
                    ? Optional.empty()
                    : Optional.of("No commands print this: put it after the sh block that does,"
                            + " or say why not: <!-- not run: REASON -->");
        }
        return Optional.of(
                "A block of '" + block.language() + "' cannot be checked: make it sh, java, yaml, xml, json or"
                        + " text, or say why not: <!-- not run: REASON -->");
    }
}
