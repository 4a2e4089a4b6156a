package io.forge;

import io.forge.ModelReport.State;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.runtime.Loadable;
import io.forge.runtime.LocalCalls;
import io.forge.runtime.ServableRegistry;
import io.forge.runtime.ServableVersions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The handlers of a server that Forge loads and unloads; safe for use by several threads. */
public final class Models {

    private final ServableRegistry registry;
    private final LocalCalls calls;

    Models(ServableRegistry registry, LocalCalls calls) {
        this.registry = registry;
        this.calls = calls;
    }

    /** Every version, by name, the newest of a name last. */
    public List<ModelReport> all() {
        return registry.all().stream()
                .flatMap(versions -> versions.offered().stream().map(one -> report(versions, one)))
                .toList();
    }

    private static ModelReport report(ServableVersions versions, Loadable loadable) {
        var status = loadable.status();
        return new ModelReport(
                loadable.name(),
                loadable.version(),
                versions.labelsOf(loadable.version()),
                State.valueOf(status.availability().name()),
                status.reason(),
                loadable.memory());
    }

    /**
     * Loads every version of a name; those that are loaded are loaded again beside what serves, which they then replace.
     *
     * @return a stage that completes when all are in service, or with a {@link ForgeException} that says why one is not, on
     *     one of a few threads that are there for what waits for such a stage and may be held
     */
    public CompletionStage<@Nullable Void> load(String name) {
        return each(name, Loadable::load);
    }

    /**
     * Unloads every version of a name, until it is loaded again by {@link #load}.
     *
     * @return a stage that completes when no call gets in any more, as that of {@link #load} does; calls in flight go on
     */
    public CompletionStage<@Nullable Void> unload(String name) {
        return each(name, Loadable::unload);
    }

    private CompletionStage<@Nullable Void> each(
            String name, Function<Loadable, CompletionStage<@Nullable Void>> change) {
        var offered = registry.versions(name).map(ServableVersions::offered).orElse(List.of());
        if (offered.isEmpty()) {
            return CompletableFuture.failedStage(new ForgeException(
                    ErrorCode.NOT_FOUND, "There is no handler '%s' that Forge loads".formatted(name)));
        }
        return calls.apart(Loadable.all(offered, change));
    }
}
