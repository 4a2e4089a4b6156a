package io.forge.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Compares a handler in a plugin with the same JAR on the class path: requests and CPU time of each. */
final class PluginCost implements Part {

    private static final double MAX_RATIO = 1.03;

    private final Installation onClassPath;
    private final Options options;

    PluginCost(Installation onClassPath, Options options) {
        this.onClassPath = onClassPath;
        this.options = options;
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        var none = onClassPath.newFolder("plugins");
        try (var asPlugin = onClassPath.copy()) {
            var folder = asPlugin.newFolder("plugins");
            asPlugin.moveJar("forge-handler-reverse", folder);
            var figures = new ArrayList<Figure>();
            for (String dispatch : List.of("event-loop", "worker")) {
                System.out.println(dispatch);
                var comparison = new SideBySide(
                        () -> serve(asPlugin, "plugin", folder.toString(), dispatch),
                        () -> serve(onClassPath, "class path", none.toString(), dispatch),
                        options);
                figures.addAll(figures(dispatch, comparison));
            }
            return figures;
        }
    }

    private static Server serve(Installation installation, String name, String plugins, String dispatch)
            throws IOException {
        return installation.serve(name, "--handlers", "reverse", "--plugins", plugins, "--dispatch", dispatch);
    }

    private static List<Figure> figures(String dispatch, SideBySide comparison)
            throws IOException, InterruptedException {
        var rounds = comparison.run();
        double plugin = rounds.spread(pair -> pair.one().cpuMicros()).median();
        double classPath = rounds.spread(pair -> pair.other().cpuMicros()).median();
        String what = "plugin / class path, %s: ".formatted(dispatch);
        return List.of(
                Figure.atMost(what + "CPU per request", "%.3f", plugin / classPath, MAX_RATIO),
                Figure.told(what + "µs CPU, medians", "%.2f / %.2f".formatted(plugin, classPath)),
                Figure.none(what + "rounds with failures", rounds.failures()));
    }
}
