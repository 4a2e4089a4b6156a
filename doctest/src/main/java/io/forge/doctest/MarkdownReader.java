package io.forge.doctest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one Markdown file line by line: blocks with their marks, links and anchors. */
final class MarkdownReader {

    private static final Pattern FENCE = Pattern.compile("( *)(`{3,}|~{3,}) *([^ `]*)[^`]*");
    private static final Pattern FENCE_INSIDE = Pattern.compile(" *([>*+-]|\\d+[.)])[ >]*(```|~~~).*");
    private static final Pattern INDENTED = Pattern.compile("( {4}|\t).*");
    private static final Pattern LIST_ITEM = Pattern.compile(" *([*+-]|\\d+[.)]) .*");
    private static final Pattern COMMENT = Pattern.compile("\\s*<!--\\s*(.*?)\\s*-->\\s*");
    private static final Pattern RUN_IN = Pattern.compile("run in:(.*)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?)[ #]*");
    private static final Pattern CODE_SPAN = Pattern.compile("(`+)(.+?)(?<!`)\\1(?!`)");
    private static final Pattern HTML_ANCHOR = Pattern.compile("<[^>]*\\b(?:id|name)=\"([^\"]+)\"");
    private static final List<Pattern> LINKS = List.of(
            Pattern.compile("\\]\\(\\s*<([^>]*)>"),
            Pattern.compile("\\]\\(\\s*([^<)\\s][^)\\s]*)"),
            Pattern.compile("^ {0,3}\\[[^\\]^]+\\]: *<?([^\\s>]+)"),
            Pattern.compile("<[^>]*\\b(?:href|src|srcset)=\"([^\"]+)\""));

    private final Path file;
    private final List<String> lines;

    private final List<Block> blocks = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final Set<String> anchors = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    /** How many lines have been read, so that it is also the number of the last one. */
    private int read;

    private final List<String> marks = new ArrayList<>();
    private Place place = Place.REPOSITORY;
    private boolean inList;
    private boolean afterBlankLine = true;

    private MarkdownReader(Path file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Reads a document.
     *
     * @param file where it lies, relative to the root of the tree
     */
    static Document read(SourceTree tree, Path file) throws IOException {
        return new MarkdownReader(file, tree.lines(file)).read();
    }

    private Document read() {
        while (read < lines.size()) {
            String line = lines.get(read++);
            Matcher fence = FENCE.matcher(line);
            Matcher comment = COMMENT.matcher(line);
            if (fence.matches()) {
                readBlock(fence.group(1).length(), fence.group(2), fence.group(3));
            } else if (comment.matches()) {
                readComment(comment.group(1));
            } else if (line.isBlank()) {
                afterBlankLine = true;
            } else {
                readText(line);
            }
        }
        expectNoMarks();
        return new Document(file, blocks, links, anchors, problems);
    }

    private void readBlock(int indent, String fence, String language) {
        int opened = read;
        Pattern end = Pattern.compile(" *" + Pattern.quote(fence) + fence.charAt(0) + "* *");
        Pattern indentation = Pattern.compile("^ {0," + indent + "}");
        List<String> content = new ArrayList<>();
        while (read < lines.size() && !end.matcher(lines.get(read)).matches()) {
            content.add(indentation.matcher(lines.get(read++)).replaceFirst(""));
        }
        if (read == lines.size()) {
            problems.add(new Problem(file, opened, "This block is never closed: end it with " + fence));
        }
        read++;
        blocks.add(new Block(opened, language, content, Marks.of(marks), place));
        marks.clear();
    }

    private void readComment(String comment) {
        Matcher runIn = RUN_IN.matcher(comment);
        if (runIn.matches()) {
            readPlace(runIn.group(1).strip());
        } else if (Marks.isMark(comment)) {
            marks.add(comment);
        }
    }

    private void readPlace(String name) {
        for (Place known : Place.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(name)) {
                place = known;
                return;
            }
        }
        problems.add(
                new Problem(file, read, "Commands can be run in: repository or distribution, but not '" + name + "'"));
    }

    private void readText(String line) {
        expectNoMarks();
        expectNoHiddenCode(line);
        if (!line.startsWith(" ")) {
            inList = LIST_ITEM.matcher(line).matches();
        }
        afterBlankLine = false;
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            addAnchor(slug(heading.group(1)));
        }
        String text = CODE_SPAN.matcher(line).replaceAll("");
        groups(HTML_ANCHOR, text).forEach(anchors::add);
        LINKS.stream().flatMap(link -> groups(link, text)).forEach(target -> links.add(new Link(read, target)));
    }

    private static Stream<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1));
    }

    private void expectNoMarks() {
        if (!marks.isEmpty()) {
            problems.add(new Problem(file, read, "A mark stands before a block of code, but here is none: " + marks));
            marks.clear();
        }
    }

    private void expectNoHiddenCode(String line) {
        boolean indented = afterBlankLine && !inList && INDENTED.matcher(line).matches();
        if (indented || FENCE_INSIDE.matcher(line).matches()) {
            problems.add(new Problem(file, read, "Code stands in a block of its own, between lines of ```"));
        }
    }

    /** Adds the anchor of a heading; where two read the same, the second gets a number. */
    private void addAnchor(String slug) {
        String anchor = slug;
        for (int number = 1; !anchors.add(anchor); number++) {
            anchor = slug + "-" + number;
        }
    }

    /** The anchor that code hosts give a heading: small letters, hyphens for blanks, no punctuation. */
    private static String slug(String heading) {
        return heading.replaceAll("!?\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
