package io.forge.cli.config;

import io.forge.config.ConfigKey;
import io.forge.config.ConfigKeys;
import io.forge.config.Node;
import io.forge.config.Node.Section;
import io.forge.config.Origin;
import io.forge.config.Secrets;
import io.forge.config.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists what holds for one command, key by key: the server's keys in order, and what is said of handlers. */
public final class Settings {

    private static final String DEFAULT = "default";

    private final Configuration configuration;
    private final List<Setting> settings = new ArrayList<>();

    private Settings(Configuration configuration) {
        this.configuration = configuration;
    }

    /** All settings of a configuration; the values of secrets are masked. */
    public static List<Setting> of(Configuration configuration) {
        var list = new Settings(configuration);
        var chosen = new HashSet<List<String>>();
        for (var key : ConfigKeys.of(configuration.values())) {
            var fixed = fixedPart(key);
            if (fixed.size() == key.path().size() && !isMap(key)) {
                list.addBound(key);
            } else if (chosen.add(fixed)) {
                configuration
                        .section()
                        .find(String.join(".", fixed))
                        .ifPresentOrElse(node -> list.addWritten(fixed, node), () -> list.addNothing(fixed));
            }
        }
        return List.copyOf(list.settings);
    }

    /** The names before the first one that the user chooses. */
    private static List<String> fixedPart(ConfigKey key) {
        int any = key.path().indexOf(ConfigKey.ANY);
        return any < 0 ? key.path() : key.path().subList(0, any);
    }

    private static boolean isMap(ConfigKey key) {
        return key.defaultValue().filter(value -> value instanceof Map).isPresent();
    }

    private void addBound(ConfigKey key) {
        String value = key.defaultValue().map(Settings::write).orElse("");
        String origin = configuration.originOf(key.name()).map(Origin::toString).orElse(DEFAULT);
        settings.add(new Setting(key.path(), value, origin));
    }

    private void addNothing(List<String> path) {
        settings.add(new Setting(path, "{}", DEFAULT));
    }

    private void addWritten(List<String> path, Node node) {
        if (node instanceof Section inner) {
            inner.entries().forEach((key, value) -> {
                var longer = new ArrayList<>(path);
                longer.add(key);
                addWritten(longer, value);
            });
        } else if (!(node instanceof Node.Word word && word.isEmpty())) {
            boolean secret = Secrets.isSecret(path.get(path.size() - 1));
            settings.add(new Setting(
                    path, secret ? Secrets.MASK : written(node), node.origin().toString()));
        }
    }

    private static String written(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.text();
        }
        if (node instanceof Node.Word word) {
            return word.text();
        }
        return node instanceof Node.Sequence list
                ? list.items().stream().map(Settings::written).collect(Collectors.joining(", ", "[", "]"))
                : "";
    }

    private static String write(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Values::write).collect(Collectors.joining(", ", "[", "]"))
                : Values.write(value);
    }
}
