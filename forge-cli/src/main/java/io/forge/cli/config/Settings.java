package io.forge.cli.config;

import io.forge.config.ConfigKey;
import io.forge.config.ConfigKeys;
import io.forge.config.DeclaredSection;
import io.forge.config.MaskedText;
import io.forge.config.Node;
import io.forge.config.Node.Section;
import io.forge.config.Nodes;
import io.forge.config.Origin;
import io.forge.config.Overlay;
import io.forge.config.Secrets;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists what holds for one command, key by key: the server's keys in order, and what is said of handlers. */
public final class Settings {

    private static final String DEFAULT = "default";

    private final Configuration configuration;
    private final Map<String, DeclaredSection> declared;
    private final List<Setting> settings = new ArrayList<>();

    private Settings(Configuration configuration, Map<String, DeclaredSection> declared) {
        this.configuration = configuration;
        this.declared = declared;
    }

    private static Map<String, DeclaredSection> byPath(List<DeclaredSection> declared) {
        var byPath = new LinkedHashMap<String, DeclaredSection>();
        declared.forEach(section -> byPath.put(section.path(), section));
        return byPath;
    }

    /**
     * All settings of a configuration; the values of secrets are masked.
     *
     * @param declared the sections that handlers have declared; of any other one there is what was written
     */
    public static List<Setting> of(Configuration configuration, List<DeclaredSection> declared) {
        var list = new Settings(configuration, byPath(declared));
        var section = list.withDeclaredSections();
        var chosen = new HashSet<List<String>>();
        for (var key : ConfigKeys.of(configuration.values())) {
            var fixed = fixedPart(key);
            if (fixed.size() == key.path().size() && !isMap(key)) {
                list.addBound(key);
            } else if (chosen.add(fixed)) {
                section.find(String.join(".", fixed))
                        .ifPresentOrElse(node -> list.addWritten(fixed, node), () -> list.addNothing(fixed));
            }
        }
        return List.copyOf(list.settings);
    }

    /** All that is configured, and an empty section for each that is declared and not written. */
    private Section withDeclaredSections() {
        var section = configuration.section();
        for (String path : declared.keySet()) {
            section = Overlay.of(Nodes.at(path, Section.EMPTY, Origin.of(DEFAULT)), section);
        }
        return section;
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
        String origin = configuration.originOf(key.name()).map(Origin::toString).orElse(DEFAULT);
        settings.add(new Setting(key.path(), value, origin));
    }

    private void addNothing(List<String> path) {
        settings.add(new Setting(path, "{}", DEFAULT));
    }

    private void addWritten(List<String> path, Node node) {
        var section = declared.get(String.join(".", path));
        if (section != null) {
            addDeclared(path, section);
        } else if (node instanceof Section inner) {
            inner.entries().forEach((key, value) -> {
                addWritten(join(path, List.of(key)), value);
            });
        } else if (!(node instanceof Node.Word word && word.isEmpty())) {
            add(path, MaskedText.ofNode(node), node.origin().toString());
        }
    }

    private void addDeclared(List<String> path, DeclaredSection section) {
        var chosen = new HashSet<List<String>>();
        for (var key : section.values()) {
            var fixed = fixedPart(key);
            if (fixed.size() == key.path().size() && !isMap(key)) {
                addDeclared(join(path, fixed), key, section);
            } else if (chosen.add(fixed)) {
                section.find(fixed)
                        .ifPresentOrElse(
                                node -> addWritten(join(path, fixed), Nodes.structure(node)),
                                () -> addDefaults(join(path, fixed), key));
            }
        }
    }

    private void addDeclared(List<String> path, ConfigKey key, DeclaredSection section) {
        var node = section.find(key.path());
        boolean asWritten = node.isPresent() && (!section.isBound() || hasRecords(key));
        String value = asWritten
                ? MaskedText.ofNode(node.get())
                : key.defaultValue().map(MaskedText::ofValue).orElse("");
        add(path, value, node.map(Node::origin).map(Origin::toString).orElse(DEFAULT));
    }

    private static boolean hasRecords(ConfigKey key) {
        return key.defaultValue()
                .filter(value -> MaskedText.ofValue(value).contains(MaskedText.RECORD))
                .isPresent();
    }

    /** Names and their values that a record has by itself. */
    private void addDefaults(List<String> path, ConfigKey key) {
        if (key.defaultValue().orElse(Map.of()) instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((name, value) ->
                    add(join(path, List.of(String.valueOf(name))), MaskedText.ofValue(value), DEFAULT));
        } else {
            addNothing(path);
        }
    }

    private void add(List<String> path, String value, String origin) {
        boolean isMasked = !value.isEmpty() && Secrets.isSecret(path.get(path.size() - 1));
        settings.add(new Setting(path, isMasked ? Secrets.MASK : value, origin));
    }

    private static List<String> join(List<String> path, List<String> names) {
        var longer = new ArrayList<>(path);
        longer.addAll(names);
        return longer;
    }
}
