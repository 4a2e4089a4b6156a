package io.forge;

import io.forge.deploy.Deployments;
import io.forge.plugin.PluginPath;
import io.forge.runtime.Lifecycle;
import io.forge.runtime.Loadable;
import io.forge.runtime.ServableRegistry;
import io.forge.runtime.ServableVersions;
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
    private final Set<String> required;
    private final ServableRegistry registry;
    private final Deployments deployments;

    /**
     * The readiness of one server.
     *
     * @param listening whether its port was opened
     */
    Readiness(
            ForgeConfig config,
            Lifecycle lifecycle,
            BooleanSupplier listening,
            ServableRegistry registry,
            Deployments deployments) {
        this.lifecycle = lifecycle;
        this.listening = listening;
        this.required = required(config);
        this.registry = registry;
        this.deployments = deployments;
    }

    private static Set<String> required(ForgeConfig config) {
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
        required.forEach(name -> whyMissing(name).ifPresent(reasons::add));
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
}
