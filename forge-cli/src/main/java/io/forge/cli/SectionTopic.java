package io.forge.cli;

import io.forge.cli.output.Columns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.ColorScheme;

/**
 * A section of the configuration with its keys.
 *
 * @param section which one
 * @param keys those in it, at every depth
 */
record SectionTopic(KeyDescription section, List<KeyDescription> keys) implements Topic {

    private static final List<String> COLUMNS = List.of("key", "type", "default");

    @Override
    public List<String> lines(ColorScheme colours) {
        var lines = new ArrayList<String>();
        lines.add(colours.ansi().string("@|bold %s|@".formatted(section.name())));
        if (!section.description().isEmpty()) {
            lines.add(section.description());
        }
        if (!keys.isEmpty()) {
            lines.addAll(
                    Columns.lines(COLUMNS, keys.stream().map(SectionTopic::row).toList()));
        }
        return lines;
    }

    private static List<String> row(KeyDescription key) {
        return List.of(key.name(), key.type(), key.defaultInWords());
    }

    @Override
    public Map<String, Object> data() {
        var data = new LinkedHashMap<String, Object>();
        data.put("key", section.name());
        data.put("description", section.description());
        data.put("keys", keys.stream().map(KeyDescription::name).toList());
        return data;
    }
}
