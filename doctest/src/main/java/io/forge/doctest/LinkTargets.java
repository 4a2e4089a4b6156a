package io.forge.doctest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks that what a document links to is there. */
final class LinkTargets implements Check {

    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*");

    private final Path root;
    private final Map<Path, Document> documents;

    LinkTargets(Path root, List<Document> documents) {
        this.root = root;
        this.documents = documents.stream().collect(Collectors.toMap(Document::file, Function.identity()));
    }

    @Override
    public List<Problem> problems(Document document) {
        return document.links().stream()
                .filter(link -> !SCHEME.matcher(link.target()).matches())
                .flatMap(link ->
                        problem(document, link.target()).map(text -> document.problem(link.line(), text)).stream())
                .toList();
    }

    private Optional<String> problem(Document document, String target) {
        int hash = target.indexOf('#');
        String name = hash < 0 ? target : target.substring(0, hash);
        Path file = name.isEmpty() ? document.file() : resolve(document.file(), name);
        if (name.startsWith("/") || file.startsWith("..")) {
            return Optional.of("The link " + target + " leaves the repository: make it relative to this document");
        }
        if (!Files.exists(root.resolve(file))) {
            return Optional.of("The link " + target + " leads nowhere: there is no " + file);
        }
        if (hash < 0 || anchors(file).contains(target.substring(hash + 1))) {
            return Optional.empty();
        }
        return Optional.of("The link " + target + " leads nowhere: " + file + " has no such heading");
    }

    private static Path resolve(Path document, String name) {
        // A plus sign is itself in a path; only a form's data has it for a blank.
        String decoded = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        return document.resolveSibling(decoded).normalize();
    }

    private Set<String> anchors(Path file) {
        Document target = documents.get(file);
        return target == null ? Set.of() : target.anchors();
    }
}
