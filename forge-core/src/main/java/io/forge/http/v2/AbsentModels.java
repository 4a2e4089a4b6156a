package io.forge.http.v2;

import io.forge.http.AbsentRoute;
import io.forge.http.Route;
import io.forge.runtime.Loadable;
import io.forge.runtime.ServableVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** The routes of versions that can be loaded and are not in service; whether they are models is known once they are loaded. */
final class AbsentModels {

    private static final List<String> GET = List.of("GET", "HEAD");
    private static final List<String> POST = List.of("POST");

    private final BiFunction<String, String, Route> notReady;

    /**
     * Routes beside those of what is served.
     *
     * @param notReady the answer to who asks whether a model is ready, by the model's path and its name
     */
    AbsentModels(BiFunction<String, String, Route> notReady) {
        this.notReady = notReady;
    }

    /**
     * The routes for what is not served.
     *
     * @param hasModel whether another version is a model, and is called by the name alone
     */
    List<Route> of(ServableVersions versions, boolean hasModel) {
        var routes = new ArrayList<Route>();
        for (var loadable : versions.absent()) {
            ModelVersions.paths(versions, loadable.version()).forEach(path -> routes.addAll(at(path, loadable)));
        }
        if (!hasModel) {
            versions.newestAbsent()
                    .ifPresent(loadable -> routes.addAll(at("/v2/models/%s".formatted(versions.name()), loadable)));
        }
        return routes;
    }

    private List<Route> at(String path, Loadable loadable) {
        var routes = new ArrayList<Route>();
        routes.add(new AbsentRoute(path + "/infer", POST, loadable));
        routes.add(new AbsentRoute(path + "/config", GET, loadable));
        routes.add(new AbsentRoute(path + "/stats", GET, loadable).withoutLoading());
        routes.add(notReady.apply(path, loadable.name()));
        if (!path.equals(StatisticsRoutes.ALL)) {
            routes.add(new AbsentRoute(path, GET, loadable));
        }
        return routes;
    }
}
