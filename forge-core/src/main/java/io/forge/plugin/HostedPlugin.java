package io.forge.plugin;

import io.forge.runtime.Servable;
import java.util.List;
import java.util.Optional;

/**
 * One name among the plugins, with what runs under it.
 *
 * @param files what was loaded last, or could not be
 * @param plugin what runs
 * @param problem what is wrong
 */
record HostedPlugin(PluginFiles files, Optional<Plugin> plugin, Optional<String> problem) {

    static HostedPlugin of(Plugin plugin) {
        return new HostedPlugin(plugin.files(), Optional.of(plugin), Optional.empty());
    }

    static HostedPlugin failed(PluginFiles files, String problem) {
        return new HostedPlugin(files, Optional.empty(), Optional.of(problem));
    }

    /** The same, with a problem beside those that it has. */
    HostedPlugin with(String another) {
        return withOnly(problem.map(known -> known + "; " + another).orElse(another));
    }

    /** The same, with a problem in the place of those that it has. */
    HostedPlugin withOnly(String another) {
        return new HostedPlugin(files, plugin, Optional.of(another));
    }

    boolean offers(String factory) {
        return plugin.stream()
                .flatMap(running -> running.offers().stream())
                .anyMatch(found -> found.name().equals(factory));
    }

    PluginReport report(HandlersInService service) {
        var handlers = plugin.stream()
                .flatMap(running -> service.all().stream().filter(running::made))
                .flatMap(one -> one.servables().stream())
                .map(Servable::name)
                .toList();
        var state = handlers.isEmpty() ? PluginReport.State.FAILED : PluginReport.State.LOADED;
        return report(handlers, state);
    }

    static PluginReport draining(Plugin plugin) {
        return of(plugin).report(List.of(), PluginReport.State.DRAINING);
    }

    private PluginReport report(List<String> handlers, PluginReport.State state) {
        return new PluginReport(
                files.name(),
                plugin.flatMap(running -> running.jars().version()),
                files.place(),
                plugin.map(running -> running.jars().names()).orElse(List.of()),
                handlers,
                state,
                problem);
    }
}
