package io.forge.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Measures what plugins cost: while they come and go, and while they serve. */
final class Plugins implements Measurement {

    private static final List<String> ALL =
            List.of("plugins-replace", "plugins-rounds", "plugins-drop", "plugins-save", "plugins-cost");

    private final Parts parts;
    private final Options options;

    private Plugins(List<String> names, Options options) {
        this.parts = new Parts(names);
        this.options = options;
    }

    /** All of it. */
    static Plugins all(Options options) {
        return new Plugins(ALL, options);
    }

    /** The part of this name. */
    static Plugins only(String name, Options options) {
        return new Plugins(List.of(name), options);
    }

    @Override
    public boolean run() throws Exception {
        System.out.printf("Java %s, servers with %s%n", Runtime.version(), String.join(" ", Server.FLAGS));
        try (var installation = Installation.make(Path.of("..").toRealPath())) {
            return parts.run(Map.of(
                    "plugins-replace", new Replacing(installation, options.connections()),
                    "plugins-rounds", new LoadRounds(),
                    "plugins-drop", new Dropping(installation),
                    "plugins-save", new Saving(installation),
                    "plugins-cost", new PluginCost(installation, options)));
        }
    }
}
