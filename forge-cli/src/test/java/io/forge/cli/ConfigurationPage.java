package io.forge.cli;

import io.forge.cli.config.EnvironmentVariables;
import io.forge.config.ConfigKey;
import java.util.List;
import java.util.function.Function;

/** Writes {@code docs/configuration.md} below its introduction: a table for each section. */
final class ConfigurationPage {

    private final StringBuilder page = new StringBuilder();

    private ConfigurationPage() {}

    static String of(List<DescribedKey> keys, Function<List<String>, String> sections) {
        var writer = new ConfigurationPage();
        List<String> open = null;
        for (var key : keys) {
            if (!key.sections().equals(open)) {
                open = key.sections();
                writer.open(open, sections.apply(open));
            }
            writer.row(key);
        }
        return writer.page.toString();
    }

    private void open(List<String> section, String description) {
        page.append("\n");
        if (section.isEmpty()) {
            page.append("## At the top\n");
        } else {
            page.append("## ")
                    .append(written(section))
                    .append("\n\n")
                    .append(capital(description))
                    .append("\n");
        }
        page.append("\n| key | value | default | variable | meaning |\n| --- | --- | --- | --- | --- |\n");
    }

    private static String written(List<String> section) {
        return "`%s`".formatted(String.join(".", section).replace(ConfigKey.ANY, "NAME"));
    }

    private void row(DescribedKey key) {
        String standard = key.key()
                .computed()
                .orElseGet(() -> key.writtenDefault().isEmpty() ? "" : "`%s`".formatted(key.writtenDefault()));
        page.append("| `%s` | %s | %s | `%s` | %s |\n"
                .formatted(
                        key.name(),
                        key.type(),
                        standard,
                        EnvironmentVariables.variableOf(key.key()),
                        key.description()));
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }
}
