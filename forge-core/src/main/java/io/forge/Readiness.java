package io.forge;

import io.forge.deploy.Deployments;
import io.forge.host.PluginHost;
import io.forge.host.PluginReport;
import io.forge.plugin.PluginPath;
import io.forge.runtime.Lifecycle;
import io.forge.runtime.Loadable;
import io.forge.runtime.ServableRegistry;
import io.forge.runtime.ServableVersions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Says why a server is not to get requests; safe for use by several threads. */
final class Readiness {

    private final Lifecycle lifecycle;
    private final BooleanSupplier listening;
    private final Set<String> names;
    private final List<String> plugins;
    private final Path directory;
    private final ServableRegistry registry;
    private final Deployments deployments;
    private final PluginHost host;

    /**
     * The readiness of one server.
     *
     * @param config says what has to be served
     * @param directory where relative paths start
     * @param listening whether its port was opened
     */
    Readiness(
            ForgeConfig config,
            Path directory,
            Lifecycle lifecycle,
            BooleanSupplier listening,
            ServableRegistry registry,
            Deployments deployments,
            PluginHost host) {
        this.lifecycle = lifecycle;
        this.listening = listening;
        this.names = names(config);
        this.plugins = config.serve().stream().filter(PluginPath::isOne).toList();
        this.directory = directory;
        this.registry = registry;
        this.deployments = deployments;
        this.host = host;
    }

    private static Set<String> names(ForgeConfig config) {
        var names = new LinkedHashSet<String>();
        config.serve().stream().filter(entry -> !PluginPath.isOne(entry)).forEach(names::add);
        names.addAll(config.models().names());
        return names;
    }

    /** Whether the handlers have been loaded. */
    boolean hasStarted() {
        return lifecycle.hasStarted();
    }

    /** Why not; empty if it is to get requests. */
    List<String> reasonsAgainst() {
        if (!lifecycle.hasStarted() || !listening.getAsBoolean()) {
            return List.of("starting");
        }
        if (!lifecycle.isReady()) {
            return List.of("draining");
        }
        var reasons = new ArrayList<String>();
        names.forEach(name -> whyMissing(name).ifPresent(reasons::add));
        plugins.stream()
                .filter(path -> !isLoaded(path))
                .forEach(path -> reasons.add("plugin %s is not loaded".formatted(path)));
        return reasons;
    }

    /** What is named is a handler, a model, or a source of some. */
    private Optional<String> whyMissing(String name) {
        var versions = registry.versions(name);
        if (versions.isEmpty()) {
            return deployments.has(name) ? Optional.empty() : Optional.of("handler '%s' is not served".formatted(name));
        }
        boolean isServed = versions.flatMap(ServableVersions::newest).isPresent();
        return isServed ? Optional.empty() : versions.flatMap(Readiness::whyNotLoaded);
    }

    /** What is loaded by its first call is ready for it. */
    private static Optional<String> whyNotLoaded(ServableVersions versions) {
        return versions.newestAbsent()
                .filter(absent -> !absent.loadsOnCall())
                .map(Loadable::notInService)
                .map(failure -> String.valueOf(failure.getMessage()));
    }

    private boolean isLoaded(String path) {
        var place = PluginPath.resolve(directory, path).toAbsolutePath().normalize();
        return host.report().stream()
                .anyMatch(plugin -> plugin.place().equals(place) && plugin.state() == PluginReport.State.LOADED);
    }
}
