package io.forge.cli.config;

import io.forge.cli.output.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes settings as {@code forge.yaml} would have them, each with a comment that says where it was set. */
public final class SettingsYaml {

    private static final int COMMENT_COLUMN = 40;

    /** What YAML takes for the text that it is, or for a list. */
    private static final Pattern PLAIN = Pattern.compile("[\\w./+-][\\w./+:-]*|\\[.*]|\\{}|");

    private final List<String> lines = new ArrayList<>();
    private List<String> open = List.of();

    private SettingsYaml() {}

    public static List<String> lines(List<Setting> settings) {
        var yaml = new SettingsYaml();
        settings.forEach(yaml::add);
        return List.copyOf(yaml.lines);
    }

    private void add(Setting setting) {
        var sections = setting.path().subList(0, setting.path().size() - 1);
        int shared = shared(open, sections);
        for (int depth = shared; depth < sections.size(); depth++) {
            lines.add(indent(depth) + sections.get(depth) + ":");
        }
        open = sections;
        String name = setting.path().get(sections.size());
        String entry = "%s%s: %s".formatted(indent(sections.size()), name, quoted(setting.value()));
        lines.add(("%-" + COMMENT_COLUMN + "s # %s").formatted(entry, setting.origin()));
    }

    private static int shared(List<String> left, List<String> right) {
        int shared = 0;
        while (shared < Math.min(left.size(), right.size()) && left.get(shared).equals(right.get(shared))) {
            shared++;
        }
        return shared;
    }

    private static String indent(int depth) {
        return "  ".repeat(depth);
    }

    private static String quoted(String value) {
        return PLAIN.matcher(value).matches() ? value : Json.pretty(value);
    }
}
