package io.forge.http.v2;

import io.forge.http.Route;
import io.forge.runtime.Codecs;
import io.forge.runtime.WallClock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The routes of the protocol's extensions, beside health, metadata and inference. */
final class ExtensionRoutes {

    private final StatisticsRoutes statistics;
    private final ConfigurationRoutes configuration;
    private final RepositoryRoutes repository;

    ExtensionRoutes(Codecs codecs, WallClock clock) {
        var answers = new JsonAnswers(codecs);
        this.statistics = new StatisticsRoutes(answers, clock);
        this.configuration = new ConfigurationRoutes(answers);
        this.repository = new RepositoryRoutes(codecs, answers);
    }

    /**
     * The routes for what is served, and for what can be loaded.
     *
     * @param known the versions of each handler
     */
    List<Route> of(Collection<ModelVersions> known) {
        var models = known.stream().filter(one -> !one.served().isEmpty()).toList();
        var routes = new ArrayList<Route>();
        routes.addAll(statistics.of(models));
        routes.addAll(configuration.of(models));
        routes.addAll(repository.of(known));
        routes.addAll(UnsupportedRoutes.of(models));
        return routes;
    }
}
