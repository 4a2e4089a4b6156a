package io.forge.cli;

import io.forge.cli.config.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.ColorScheme;

/**
 * A key of the configuration with the value that holds.
 *
 * @param key which one
 * @param setting what holds, if its name is not for the user to choose
 */
record KeyTopic(KeyDescription key, Optional<Setting> setting) implements Topic {

    @Override
    public List<String> lines(ColorScheme colours) {
        var lines = new ArrayList<String>();
        lines.add(colours.ansi().string("@|bold %s|@".formatted(key.name())));
        if (!key.description().isEmpty()) {
            lines.add(key.description());
        }
        lines.add("Type: " + key.type());
        if (!key.defaultInWords().isEmpty()) {
            lines.add("Default: " + key.defaultInWords());
        }
        setting.ifPresent(holds -> lines.add(
                holds.value().isEmpty() ? "Value: none" : "Value: %s (%s)".formatted(holds.value(), holds.origin())));
        return lines;
    }

    @Override
    public Map<String, Object> data() {
        var data = new LinkedHashMap<String, Object>();
        data.put("key", key.name());
        data.put("description", key.description());
        data.put("type", key.type());
        if (!key.values().isEmpty()) {
            data.put("values", key.values());
        }
        key.minimum().ifPresent(least -> data.put("minimum", least));
        key.maximum().ifPresent(most -> data.put("maximum", most));
        key.defaultValue().ifPresent(value -> data.put("default", value));
        setting.ifPresent(holds -> {
            data.put("value", holds.value());
            data.put("origin", holds.origin());
        });
        return data;
    }
}
