package io.forge.bench;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures what plugins cost: while they come and go, and while they serve. */
final class Plugins implements Measurement {

    private static final List<String> ALL =
            List.of("plugins-replace", "plugins-rounds", "plugins-drop", "plugins-save", "plugins-cost");

    private final List<String> names;
    private final Options options;

    private Plugins(List<String> names, Options options) {
        this.names = names;
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
        var figures = new ArrayList<Figure>();
        try (var installation = Installation.make(Path.of("..").toRealPath())) {
            var parts = Map.<String, Part>of(
                    "plugins-replace", new Replacing(installation, options.connections()),
                    "plugins-rounds", new LoadRounds(),
                    "plugins-drop", new Dropping(installation),
                    "plugins-save", new Saving(installation),
                    "plugins-cost", new PluginCost(installation, options));
            for (String name : names) {
                System.out.printf("%n%s ...%n", name);
                figures.addAll(requireNonNull(parts.get(name), name).measure());
            }
        }
        System.out.println();
        Figure.print(figures);
        return figures.stream().allMatch(Figure::holds);
    }
}
