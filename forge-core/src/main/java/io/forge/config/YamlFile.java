package io.forge.config;

import io.forge.config.Node.Empty;
import io.forge.config.Node.Scalar;
import io.forge.config.Node.Section;
import io.forge.config.Node.Sequence;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads a YAML file into a section whose values know their lines. */
public final class YamlFile {

    /** With what a message begins where the text cannot be parsed. */
    static final String INVALID = "This is not valid YAML: ";

    private final String name;
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Set<org.snakeyaml.engine.v2.nodes.Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlFile(String name) {
        this.name = name;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException if it cannot be read or is no YAML
     */
    public static Section read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new ConfigException(List.of(new ConfigProblem(Origin.of(file.toString()), why(file, e))));
        }
    }

    /** Why a file cannot be read, and what to do. */
    static String why(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return "This file does not exist: check the path";
        }
        if (Files.isDirectory(file)) {
            return "This is a directory: name a file in it, such as %s".formatted(file.resolve("forge.yaml"));
        }
        if (e instanceof AccessDeniedException) {
            return "This file may not be read by this user: change its permissions";
        }
        if (e instanceof MalformedInputException) {
            return "This file is not UTF-8 text: save it as UTF-8";
        }
        return "This file cannot be read: " + e.getMessage();
    }

    /**
     * Reads a text.
     *
     * @param name what the text is called in messages
     * @throws ConfigException if it is no YAML
     */
    public static Section parse(String name, String text) {
        var file = new YamlFile(name);
        var section = file.read(text);
        if (!file.problems.isEmpty()) {
            throw new ConfigException(file.problems);
        }
        return section;
    }

    /**
     * Reads a single value, such as a list in one line.
     *
     * @param name what the text is called in messages
     * @throws ConfigException if it is no YAML
     */
    public static Node value(String name, String text) {
        var file = new YamlFile(name);
        var node = file.compose(text);
        if (!file.problems.isEmpty()) {
            throw new ConfigException(file.problems);
        }
        return node;
    }

    private Section read(String text) {
        var root = compose(text);
        if (root instanceof Section section) {
            return section;
        }
        if (!(root instanceof Empty)) {
            report(
                    root.origin(),
                    "The file must start with a key such as 'http:' but is %s".formatted(root.describe()));
        }
        return Section.empty(new Origin(name, 1, 1));
    }

    private Node compose(String text) {
        try {
            var settings = LoadSettings.builder()
                    .setLabel(name)
                    .setSchema(new CoreSchema())
                    .setAllowNonScalarKeys(true)
                    .build();
            return new Compose(settings)
                    .composeString(text)
                    .map(root -> node(root, ""))
                    .orElseGet(() -> new Empty(Origin.of(name)));
        } catch (MarkedYamlEngineException e) {
            report(origin(e.getProblemMark()), INVALID + explain(text, e));
        } catch (YamlEngineException e) {
            report(Origin.of(name), INVALID + e.getMessage());
        } catch (StackOverflowError e) {
            report(Origin.of(name), INVALID + "lists and sections are nested too deeply");
        }
        return new Empty(Origin.of(name));
    }

    private static String explain(String text, MarkedYamlEngineException e) {
        boolean tab =
                e.getProblemMark().filter(mark -> isTab(text, mark.getIndex())).isPresent();
        return tab ? "a tab cannot indent: use spaces" : inWords(String.valueOf(e.getProblem()));
    }

    /** What the parser says in terms of its grammar. */
    private static String inWords(String problem) {
        if (problem.contains("<block end>")) {
            return "this line is indented differently from those around it";
        }
        if (problem.contains("expected ',' or ']'")) {
            return "a list that begins with '[' is not closed";
        }
        if (problem.contains("expected ',' or '}'")) {
            return "a section that begins with '{' is not closed";
        }
        if (problem.contains("unexpected end of stream")) {
            return "a quote is not closed";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "this line is indented wrongly, or a text with a colon is not in quotes";
        }
        if (problem.contains("another document")) {
            return "there may be one document only";
        }
        return problem.contains("<document start>") ? "nothing may follow here" : problem;
    }

    private static boolean isTab(String text, int index) {
        int start = text.offsetByCodePoints(0, Math.min(index, text.codePointCount(0, text.length())));
        return start < text.length() && text.charAt(start) == '\t';
    }

    private Node node(org.snakeyaml.engine.v2.nodes.Node yaml, String path) {
        var origin = origin(yaml.getStartMark());
        if (!open.add(yaml)) {
            report(origin, "This refers to itself");
            return new Empty(origin);
        }
        var node = node(yaml, path, origin);
        open.remove(yaml);
        return node;
    }

    private Node node(org.snakeyaml.engine.v2.nodes.Node yaml, String path, Origin origin) {
        if (yaml instanceof MappingNode mapping) {
            return section(mapping, path, origin);
        }
        if (yaml instanceof SequenceNode sequence) {
            return new Sequence(
                    sequence.getValue().stream().map(item -> node(item, path)).toList(), origin);
        }
        var scalar = (ScalarNode) yaml;
        return scalar.getTag().equals(Tag.NULL) ? new Empty(origin) : new Scalar(scalar.getValue(), origin);
    }

    private Section section(MappingNode mapping, String path, Origin origin) {
        var entries = new LinkedHashMap<String, Node>();
        var keys = new LinkedHashMap<String, Origin>();
        for (NodeTuple tuple : mapping.getValue()) {
            var place = origin(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                report(place, "A key must be a word");
                continue;
            }
            String fullKey = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
            var first = keys.putIfAbsent(key.getValue(), place);
            if (first != null) {
                report(
                        place,
                        "Key '%s' is repeated; it was first set in line %s: remove one of them"
                                .formatted(fullKey, first.line()));
            }
            entries.put(key.getValue(), node(tuple.getValueNode(), fullKey));
        }
        return new Section(entries, keys, origin);
    }

    private Origin origin(Optional<Mark> mark) {
        return mark.map(place -> new Origin(name, place.getLine() + 1, place.getColumn() + 1))
                .orElseGet(() -> Origin.of(name));
    }

    private void report(Origin origin, String message) {
        problems.add(new ConfigProblem(origin, message));
    }
}
