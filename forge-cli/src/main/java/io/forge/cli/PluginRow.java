package io.forge.cli;

import io.forge.cli.output.Columns;
import io.forge.cli.output.OneLine;
import io.forge.host.PluginReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One plugin, as people and scripts read of it.
 *
 * @param plugin what is known of it
 */
record PluginRow(PluginReport plugin) {

    private static final List<String> COLUMNS = List.of("plugin", "version", "jars", "handlers", "state");

    private static final String INDENT = "  ";

    /** A table after an empty line, with what is wrong below each; nothing where there is no plugin. */
    static List<String> table(List<PluginRow> plugins) {
        if (plugins.isEmpty()) {
            return List.of();
        }
        var rows = Columns.lines(COLUMNS, plugins.stream().map(PluginRow::cells).toList());
        var lines = new ArrayList<>(List.of("", rows.get(0)));
        for (int i = 0; i < plugins.size(); i++) {
            lines.add(rows.get(i + 1));
            plugins.get(i)
                    .plugin
                    .problem()
                    .ifPresent(problem -> OneLine.of(problem).lines().forEach(line -> lines.add(INDENT + shown(line))));
        }
        return lines;
    }

    private List<String> cells() {
        return List.of(
                shown(plugin.name()),
                plugin.version().map(PluginRow::shown).orElse(""),
                shown(String.join(", ", plugin.jars())),
                String.join(", ", plugin.handlers()),
                state());
    }

    private String state() {
        return plugin.state().name().toLowerCase(Locale.ROOT);
    }

    /** A file's name, a manifest and an exception's message can be anything, also what commands a terminal. */
    private static String shown(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }

    /** What it is in a JSON document; what is not known is not there. */
    Map<String, Object> named() {
        var named = new LinkedHashMap<String, Object>();
        named.put("name", plugin.name());
        plugin.version().ifPresent(version -> named.put("version", version));
        named.put("place", plugin.place().toString());
        named.put("jars", plugin.jars());
        named.put("handlers", plugin.handlers());
        named.put("state", state());
        plugin.problem().ifPresent(problem -> named.put("problem", problem));
        return named;
    }
}
