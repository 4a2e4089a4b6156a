package io.forge.host;

import io.forge.deploy.Deployments;
import io.forge.plugin.Offer;
import io.forge.plugin.Plugin;
import io.forge.plugin.PluginFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One name among the plugins, with what runs under it.
 *
 * @param files what was loaded last, or could not be
 * @param plugin what runs
 * @param problem what is wrong with the files
 * @param handlers what is wrong with single handlers, by name
 */
record PluginStatus(
        PluginFiles files, Optional<Plugin> plugin, Optional<String> problem, SortedMap<String, String> handlers) {

    static PluginStatus of(Plugin plugin) {
        return new PluginStatus(plugin.files(), Optional.of(plugin), Optional.empty(), new TreeMap<>());
    }

    static PluginStatus failed(PluginFiles files, String problem) {
        return new PluginStatus(files, Optional.empty(), Optional.of(problem), new TreeMap<>());
    }

    /** The same, with something that is wrong with its files. */
    PluginStatus with(String another) {
        return new PluginStatus(files, plugin, Optional.of(another), handlers);
    }

    /** The same, with something that is wrong with a handler. */
    PluginStatus with(String handler, String another) {
        var all = new TreeMap<>(handlers);
        all.put(handler, another);
        return new PluginStatus(files, plugin, problem, all);
    }

    boolean offers(Offer offer) {
        return plugin.filter(running -> running.offers(offer)).isPresent();
    }

    PluginReport report(Deployments deployments) {
        var served = plugin.map(deployments::handlersOf).orElse(List.of());
        // A source may have nothing to serve yet.
        var state = plugin.filter(deployments::haveAnyOf).isPresent()
                ? PluginReport.State.LOADED
                : PluginReport.State.FAILED;
        return report(served, state, problems(served));
    }

    /** A handler that could not be served may be by now, when another plugin has given its name up. */
    private Optional<String> problems(List<String> served) {
        var all = new ArrayList<>(problem.stream().toList());
        handlers.forEach((handler, what) -> {
            if (!served.contains(handler)) {
                all.add(what);
            }
        });
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", all));
    }

    static PluginReport draining(Plugin plugin) {
        return of(plugin).report(List.of(), PluginReport.State.DRAINING, Optional.empty());
    }

    private PluginReport report(List<String> served, PluginReport.State state, Optional<String> problems) {
        return new PluginReport(
                files.name(),
                plugin.flatMap(running -> running.jars().version()),
                files.place(),
                plugin.map(running -> running.jars().names()).orElse(List.of()),
                served,
                state,
                problems);
    }
}
