package io.forge.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One mistake that a user makes, and what Forge says to it.
 *
 * @param name what is wrong, in a few words
 * @param environment the variables before the command
 * @param arguments what stands behind {@code forge-cli}
 * @param file the lines of {@code forge.yaml}
 * @param messages the lines on standard error
 * @param exitCode how the command ends
 */
record Mistake(
        String name,
        Map<String, String> environment,
        List<String> arguments,
        List<String> file,
        List<String> messages,
        int exitCode) {

    private static final String COMMAND = "forge-cli";

    /** Reads a catalogue: {@code # name}, {@code | file}, {@code $ command}, {@code > message}, {@code = exit code}. */
    static List<Mistake> read(List<String> lines) {
        var mistakes = new ArrayList<Mistake>();
        var block = new ArrayList<String>();
        for (String line : lines) {
            if (line.startsWith("# ") && !block.isEmpty()) {
                mistakes.add(of(block));
                block.clear();
            }
            if (!line.isEmpty()) {
                block.add(line);
            }
        }
        mistakes.add(of(block));
        return mistakes;
    }

    private static Mistake of(List<String> block) {
        var environment = new LinkedHashMap<String, String>();
        var arguments = new ArrayList<String>();
        boolean command = false;
        for (String word : words(marked(block, "$ ").get(0))) {
            if (command) {
                arguments.add(word);
            } else if (word.equals(COMMAND)) {
                command = true;
            } else {
                environment.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
            }
        }
        return new Mistake(
                marked(block, "# ").get(0),
                environment,
                arguments,
                marked(block, "| "),
                marked(block, "> "),
                Integer.parseInt(marked(block, "= ").get(0)));
    }

    /** Separated by spaces; single quotes hold a word together. */
    private static List<String> words(String command) {
        var words = new ArrayList<String>();
        var parts = command.split("'", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 1) {
                words.add(parts[i]);
            } else {
                words.addAll(List.of(parts[i].strip().split(" +")));
                words.remove("");
            }
        }
        return words;
    }

    private static List<String> marked(List<String> block, String mark) {
        return block.stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .toList();
    }
}
