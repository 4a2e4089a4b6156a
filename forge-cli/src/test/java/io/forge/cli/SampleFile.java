package io.forge.cli;

import io.forge.config.ConfigKey;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Writes {@code conf/forge.yaml}: every key with its default and a line that explains it, all of them commented out. */
final class SampleFile {

    private static final String HEAD = """
            # yaml-language-server: $schema=forge.schema.json
            #
            # What holds where nothing is said. To change a value, take the # before it away.
            # Options come before environment variables, which come before this file: forge-cli config shows what holds.
            # Relative paths start beside this file. A forge.yaml in the folder in which a command runs is read in its place.
            """;

    private final StringBuilder file = new StringBuilder(HEAD);
    private List<String> open = List.of();

    private SampleFile() {}

    static String of(List<DescribedKey> keys, Function<List<String>, String> sections) {
        var writer = new SampleFile();
        for (var key : keys) {
            writer.open(key.sections(), sections);
            writer.entry(key);
        }
        return writer.file.toString();
    }

    private void open(List<String> path, Function<List<String>, String> sections) {
        for (int depth = shared(path); depth < path.size(); depth++) {
            var section = path.subList(0, depth + 1);
            String name = path.get(depth);
            if (name.equals(ConfigKey.ANY)) {
                line(depth, "# NAME:");
                continue;
            }
            if (section.contains(ConfigKey.ANY)) {
                chosen(depth, "# " + sentence(sections.apply(section)));
                chosen(depth, name + ":");
                continue;
            }
            file.append(depth == 0 ? "\n" : "");
            line(depth, "# " + sentence(sections.apply(section)));
            line(depth, name + ":");
        }
        open = path;
    }

    private int shared(List<String> path) {
        int shared = 0;
        while (shared < Math.min(open.size(), path.size()) && open.get(shared).equals(path.get(shared))) {
            shared++;
        }
        return shared;
    }

    private void entry(DescribedKey key) {
        int depth = key.sections().size();
        String described = "# " + sentence(key.description());
        String computed = key.key().computed().map(how -> " # default: " + how).orElse("");
        String entry = (key.name() + ": " + key.writtenDefault()).stripTrailing() + computed;
        if (key.sections().contains(ConfigKey.ANY)) {
            chosen(depth, described);
            chosen(depth, entry);
            return;
        }
        file.append(depth == 0 ? "\n" : "");
        line(depth, described);
        line(depth, "# " + entry);
    }

    /** A line below a name that somebody chooses, which is a comment, whose text is indented. */
    private void chosen(int depth, String text) {
        line(1, "# " + "  ".repeat(depth - 1) + text);
    }

    private void line(int depth, String text) {
        file.append("  ".repeat(depth)).append(text).append("\n");
    }

    private static String sentence(String text) {
        String start = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return start.replace("`", "").replaceFirst("\\.$", "") + ".";
    }
}
