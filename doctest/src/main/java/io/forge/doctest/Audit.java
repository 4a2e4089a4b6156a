package io.forge.doctest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Holds the documents of a repository to what they say, and reports. */
final class Audit {

    private static final Path FIRST = Path.of("README.md");

    private final Path root;
    private final Proofreader proofreader;
    private final List<Document> documents;
    private final PrintStream out;

    private Audit(Path root, Proofreader proofreader, List<Document> documents, PrintStream out) {
        this.root = root;
        this.proofreader = proofreader;
        this.documents = documents;
        this.out = out;
    }

    /**
     * Reads the documents.
     *
     * @param chosen which of them count, relative to the root, or none for all
     */
    static Audit of(Path root, List<Path> chosen, PrintStream out) throws IOException {
        SourceTree tree = new SourceTree(root);
        List<Document> all = new ArrayList<>();
        for (Path file : tree.files("**.md")) {
            all.add(MarkdownReader.read(tree, file));
        }
        all.sort(Comparator.comparing(document -> !document.file().equals(FIRST))); // It builds what others need.
        for (Path file : chosen) {
            if (all.stream().noneMatch(document -> document.file().equals(file))) {
                throw new IOException("There is no document " + file + " in " + root);
            }
        }
        List<Document> counting = all.stream()
                .filter(document -> chosen.isEmpty() || chosen.contains(document.file()))
                .toList();
        return new Audit(root, new Proofreader(root, tree, all), counting, out);
    }

    /** Finds and reports what is wrong without running anything, and returns whether all is well. */
    boolean proofread() {
        List<Problem> problems = documents.stream()
                .map(proofreader::problems)
                .flatMap(List::stream)
                .toList();
        problems.forEach(out::println);
        return problems.isEmpty();
    }

    /** Runs every document and reports, and returns whether all is well. */
    boolean run() throws IOException, InterruptedException {
        boolean isWell = true;
        try (WorkFolders workplace = WorkFolders.open(root)) {
            for (Document document : documents) {
                if (document.blocks().stream().allMatch(Block::isSkipped)) {
                    continue;
                }
                Optional<Problem> problem = new DocumentRun(document, workplace).run();
                out.println(problem.map(Problem::toString).orElse(document.file() + " holds"));
                isWell &= problem.isEmpty();
            }
        }
        reportSkipped();
        return isWell;
    }

    private void reportSkipped() {
        out.println("Not run:");
        for (Document document : documents) {
            for (Block block : document.blocks()) {
                block.marks()
                        .reasonNotToRun()
                        .ifPresent(reason -> out.println("  " + document.problem(block.line(), reason)));
            }
        }
    }
}
