package io.forge.cli.config;

import io.forge.cli.output.Json;
import io.forge.config.DeclaredSection;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of {@code forge.yaml} in which handlers have the sections that they have declared. */
public final class DeclaredSchema {

    private static final JsonMapper MAPPER = new JsonMapper();

    private DeclaredSchema() {}

    /** The shipped schema with these sections; any other handler's own one stays free. */
    public static String of(List<DeclaredSection> sections) {
        var root = (ObjectNode) MAPPER.readTree(ShippedSchema.text());
        var handlers = object(object(root, "properties"), "handlers");
        if (!sections.isEmpty()) {
            var named = handlers.putObject("properties");
            for (var section : sections) {
                String handler = section.path().split("\\.", -1)[1];
                named.set(handler, withSection(object(handlers, "additionalProperties"), section));
            }
        }
        return Json.pretty(root);
    }

    private static ObjectNode withSection(ObjectNode handler, DeclaredSection section) {
        var copy = handler.deepCopy();
        var properties = object(copy, "properties");
        var described = MAPPER.createObjectNode();
        described.set("description", object(properties, "config").path("description"));
        described.setAll((ObjectNode) MAPPER.valueToTree(SectionSchema.of(section.defaults())));
        properties.set("config", described);
        return copy;
    }

    private static ObjectNode object(ObjectNode parent, String name) {
        return (ObjectNode) parent.path(name);
    }
}
