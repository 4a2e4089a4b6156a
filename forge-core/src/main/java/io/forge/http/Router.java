package io.forge.http;

import io.forge.config.Spelling;
import io.forge.runtime.Servable;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the route of a path; immutable: another one takes its place where what is served changes. */
final class Router {

    private final Map<String, Route<?, ?>> routes = new HashMap<>();

    Router(List<Protocol> protocols, Collection<Servable<?, ?>> servables) {
        for (var protocol : protocols) {
            for (var servable : servables) {
                protocol.routes(servable).forEach(route -> routes.put(route.path(), route));
            }
        }
    }

    /** The route of exactly this raw path; a trailing slash makes it another one. */
    @Nullable Route<?, ?> find(String path) {
        return routes.get(path);
    }

    /** All routes, by path. */
    List<Route<?, ?>> routes() {
        return routes.values().stream()
                .sorted(Comparator.comparing(Route::path))
                .toList();
    }

    /** The path that was perhaps meant. */
    Optional<String> nearest(String path) {
        return Spelling.nearest(path, routes.keySet());
    }
}
