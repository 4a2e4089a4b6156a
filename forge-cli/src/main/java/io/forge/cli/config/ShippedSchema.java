package io.forge.cli.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema of {@code forge.yaml}, which is part of this program; the tests make it from the records. */
public final class ShippedSchema {

    public static final String NAME = "forge.schema.json";

    private ShippedSchema() {}

    public static String text() {
        try (var resource = ShippedSchema.class.getResourceAsStream(NAME)) {
            if (resource == null) {
                throw new IllegalStateException(NAME + " is not in this JAR");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
