package io.forge.cli;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** What the Javadoc of configuration records says: the source that messages to users are made from. */
final class Javadocs {

    private final Path repository;
    private final Map<Class<?>, Comment> comments = new HashMap<>();

    Javadocs(Path repository) {
        this.repository = repository;
    }

    /** The first sentence of a record's comment and its lines about components. */
    private record Comment(String sentence, Map<String, String> parameters) {}

    /** What a section is for: its record's first sentence, without "Section x:" before it. */
    String ofSection(Class<?> section) {
        return comment(section).sentence().replaceFirst("^Section [^:]+: ", "");
    }

    /** What a component says of itself. */
    String of(Class<?> section, String component) {
        String text = comment(section).parameters().get(component);
        if (text == null) {
            throw new IllegalStateException("%s says nothing of its component %s".formatted(section, component));
        }
        return text;
    }

    private Comment comment(Class<?> type) {
        return comments.computeIfAbsent(type, this::parse);
    }

    private Comment parse(Class<?> type) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var sources = files.getJavaFileObjects(sourceOf(type.getNestHost()));
            var task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, sources);
            var scanner = new CommentFinder(DocTrees.instance(task), type.getSimpleName());
            scanner.scan(task.parse(), null);
            return scanner.found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path sourceOf(Class<?> type) throws IOException {
        var relative = Path.of("src/main/java", type.getName().replace('.', '/') + ".java");
        try (var modules = Files.list(repository)) {
            return modules.map(module -> module.resolve(relative))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Finds the comment of a class by its simple name. */
    private static final class CommentFinder extends TreePathScanner<Void, Void> {

        private final DocTrees trees;
        private final String name;
        private Comment found = new Comment("", Map.of());

        CommentFinder(DocTrees trees, String name) {
            this.trees = trees;
            this.name = name;
        }

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            TreePath path = getCurrentPath();
            if (tree.getSimpleName().contentEquals(name) && trees.getDocCommentTree(path) != null) {
                found = comment(trees.getDocCommentTree(path));
            }
            return super.visitClass(tree, nothing);
        }

        private static Comment comment(DocCommentTree tree) {
            var parameters = new HashMap<String, String>();
            for (DocTree tag : tree.getBlockTags()) {
                if (tag instanceof ParamTree parameter) {
                    parameters.put(parameter.getName().toString(), text(parameter.getDescription()));
                }
            }
            return new Comment(text(tree.getFirstSentence()), parameters);
        }

        /** Code is written as in Markdown. */
        private static String text(List<? extends DocTree> parts) {
            String text = parts.stream().map(DocTree::toString).collect(Collectors.joining());
            return text.replaceAll("\\{@code ([^}]*)}", "`$1`").replaceAll("\\s+", " ");
        }
    }
}
