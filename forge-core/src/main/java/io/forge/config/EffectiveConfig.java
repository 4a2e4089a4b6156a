package io.forge.config;

import io.forge.config.Node.Section;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Lists the keys of a configuration with the values that hold, and where each was set; secrets are masked. */
public final class EffectiveConfig {

    private static final String DEFAULT = "default";

    private final Section section;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * One key.
     *
     * @param key with its sections, joined by dots
     * @param value as it would be written
     * @param origin where it was set, {@code default}, or {@code application}
     */
    public record Entry(String key, String value, String origin) {}

    private EffectiveConfig(Section section) {
        this.section = section;
    }

    /**
     * All keys of a configuration: those of its records in order, and under names of the user's choice what was written.
     *
     * @param values what holds
     * @param section what was written, with places
     */
    public static List<Entry> of(Record values, Section section) {
        var list = new EffectiveConfig(section);
        var chosen = new HashSet<List<String>>();
        for (var key : ConfigKeys.of(values)) {
            var fixed = fixedPart(key);
            if (fixed.size() == key.path().size() && !isMap(key)) {
                list.addBound(key);
            } else if (chosen.add(fixed)) {
                String path = String.join(".", fixed);
                section.find(path).ifPresent(node -> list.addWritten(path, node));
            }
        }
        return List.copyOf(list.entries);
    }

    /** The names before the first one that the user chooses. */
    private static List<String> fixedPart(ConfigKey key) {
        int any = key.path().indexOf(ConfigKey.ANY);
        return any < 0 ? key.path() : key.path().subList(0, any);
    }

    private static boolean isMap(ConfigKey key) {
        return key.type() instanceof ParameterizedType generic && generic.getRawType() == Map.class;
    }

    private void addBound(ConfigKey key) {
        String value = key.defaultValue().map(MaskedText::ofValue).orElse("");
        String origin =
                section.find(key.name()).map(node -> shown(node.origin())).orElse(DEFAULT);
        add(key.name(), value, origin);
    }

    private void addWritten(String path, Node node) {
        if (node instanceof Section inner) {
            inner.entries().forEach((key, value) -> addWritten(path + "." + key, value));
        } else if (!Section.isNotSet(node)) {
            add(path, MaskedText.ofNode(node), shown(node.origin()));
        }
    }

    private void add(String key, String value, String origin) {
        entries.add(new Entry(key, !value.isEmpty() && isSecret(key) ? Secrets.MASK : value, origin));
    }

    /** Whatever stands under a secret is one too. */
    private static boolean isSecret(String key) {
        for (String name : key.split("\\.", -1)) {
            if (Secrets.isSecret(name)) {
                return true;
            }
        }
        return false;
    }

    private static String shown(Origin origin) {
        return origin.equals(Origin.NONE) ? "application" : origin.toString();
    }
}
