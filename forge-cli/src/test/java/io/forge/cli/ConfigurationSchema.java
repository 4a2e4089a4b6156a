package io.forge.cli;

import io.forge.cli.config.SectionSchema;
import io.forge.cli.output.Json;
import io.forge.config.ConfigKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the JSON Schema of {@code forge.yaml}, by which an editor completes and checks it. */
final class ConfigurationSchema {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private ConfigurationSchema() {}

    static String of(List<DescribedKey> keys, Function<List<String>, String> sections) {
        var schema = SectionSchema.of(keys.stream().map(DescribedKey::key).toList(), descriptions(keys, sections));
        var root = new LinkedHashMap<String, Object>(schema);
        root.remove("properties");
        root.put("$schema", DIALECT);
        root.put("title", "forge.yaml");
        root.put("properties", schema.get("properties"));
        return Json.pretty(root) + "\n";
    }

    private static SectionSchema.Descriptions descriptions(
            List<DescribedKey> keys, Function<List<String>, String> sections) {
        Map<ConfigKey, String> ofKeys =
                keys.stream().collect(Collectors.toMap(DescribedKey::key, DescribedKey::description));
        return new SectionSchema.Descriptions() {
            @Override
            public String ofKey(ConfigKey key) {
                return ofKeys.getOrDefault(key, "");
            }

            @Override
            public String ofSection(List<String> path) {
                return path.isEmpty() ? "The configuration of Forge" : sections.apply(path);
            }
        };
    }
}
