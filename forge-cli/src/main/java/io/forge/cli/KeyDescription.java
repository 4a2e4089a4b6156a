package io.forge.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.ColorScheme;
import tools.jackson.databind.JsonNode;

/**
 * One key of the configuration, as its JSON Schema describes it.
 *
 * @param name its full name, with {@code NAME} where any name may stand
 * @param description what it is for
 * @param isSection whether it has keys under it and no value
 * @param defaultValue what holds where it is not set, if that is the same on every machine
 * @param values which values it may have, if they are few
 * @param minimum the least number that it may be
 * @param maximum the greatest
 */
record KeyDescription(
        String name,
        String description,
        boolean isSection,
        Optional<String> defaultValue,
        List<String> values,
        Optional<String> minimum,
        Optional<String> maximum)
        implements Topic {

    static KeyDescription of(String name, JsonNode schema) {
        return new KeyDescription(
                name,
                schema.path("description").asString(""),
                schema.has("properties") || schema.path("additionalProperties").isObject(),
                text(schema.path("default")),
                schema.path("enum").valueStream().map(JsonNode::asString).toList(),
                text(schema.path("minimum")),
                text(schema.path("maximum")));
    }

    private static Optional<String> text(JsonNode value) {
        return value.isMissingNode() || value.isContainer() ? Optional.empty() : Optional.of(value.asString());
    }

    boolean matches(String wanted) {
        return wanted.matches(Pattern.quote(name).replace("NAME", "\\E[^.]+\\Q"));
    }

    @Override
    public List<String> lines(ColorScheme colours) {
        var lines = new ArrayList<String>();
        lines.add(colours.ansi().string("@|bold %s|@".formatted(name)));
        lines.add(description);
        if (!values.isEmpty()) {
            lines.add("Values: " + String.join(", ", values));
        }
        minimum.ifPresent(least -> lines.add("At least: " + least));
        maximum.ifPresent(most -> lines.add("At most: " + most));
        defaultValue.ifPresent(value -> lines.add("Default: " + value));
        return lines;
    }

    @Override
    public Map<String, Object> data() {
        var data = new LinkedHashMap<String, Object>();
        data.put("key", name);
        data.put("description", description);
        if (!values.isEmpty()) {
            data.put("values", values);
        }
        minimum.ifPresent(least -> data.put("minimum", least));
        maximum.ifPresent(most -> data.put("maximum", most));
        defaultValue.ifPresent(value -> data.put("default", value));
        return data;
    }
}
