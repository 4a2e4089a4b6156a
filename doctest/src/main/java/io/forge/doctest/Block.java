package io.forge.doctest;

import java.util.List;

/**
 * A block of code in a document.
 *
 * @param line the line of the fence that opens it, so that its first own line is the next
 * @param language the word after the fence, or nothing
 * @param place where its commands are run
 */
record Block(int line, String language, List<String> lines, Marks marks, Place place) {

    Block {
        lines = List.copyOf(lines);
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** One of its lines, from 1, or nothing where it ends before. */
    String lineAt(int number) {
        return number <= lines.size() ? lines.get(number - 1) : "";
    }

    /** The same place in the document with a command to run. */
    Block withCommand(String command) {
        return new Block(line, "sh", List.of(command), Marks.of(List.of()), place);
    }

    boolean isSkipped() {
        return marks.reasonNotToRun().isPresent();
    }

    /** Whether these are commands to run. */
    boolean isScript() {
        return language.equals("sh") && !isSkipped() && marks.fileName().isEmpty();
    }

    /** Whether this is what the block before it prints, if that is a script. */
    boolean isOutput() {
        return (language.equals("json") || language.equals("text"))
                && !isSkipped()
                && marks.fileName().isEmpty();
    }
}
