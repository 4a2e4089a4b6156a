package io.forge.config;

import io.forge.config.Node.Empty;
import io.forge.config.Node.Section;
import io.forge.config.Node.Word;
import java.util.LinkedHashMap;

/** Lays sections over one another: what several have is taken from the uppermost of them, section by section. */
public final class Overlay {

    private Overlay() {}

    /**
     * All of them in one.
     *
     * @param upper goes before all
     * @param lower the uppermost of them first
     */
    public static Section of(Section upper, Section... lower) {
        var all = upper;
        for (var next : lower) {
            all = merge(all, next);
        }
        return all;
    }

    private static Section merge(Section upper, Section lower) {
        var merged = new LinkedHashMap<>(lower.entries());
        var places = new LinkedHashMap<>(lower.keys());
        places.putAll(upper.keys());
        upper.entries().forEach((key, node) -> merged.merge(key, node, Overlay::replace));
        return new Section(merged, places, upper.entries().isEmpty() ? lower.origin() : upper.origin());
    }

    private static Node replace(Node below, Node above) {
        if (above instanceof Empty || Section.isNotSet(above)) {
            return below;
        }
        if (below instanceof Section lower) {
            if (above instanceof Section upper) {
                return merge(upper, lower);
            }
            return above instanceof Word word ? merge(word, lower) : above;
        }
        return above;
    }

    /** A word laid over a section, which it replaces unless it is one itself. */
    private static Node merge(Word word, Section lower) {
        try {
            return Nodes.structureOf(word) instanceof Section upper ? merge(upper, lower) : word;
        } catch (ConfigException e) {
            return word; // The binder tells.
        }
    }
}
