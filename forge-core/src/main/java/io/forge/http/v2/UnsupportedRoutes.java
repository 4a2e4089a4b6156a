package io.forge.http.v2;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.http.AnswerRoute;
import io.forge.http.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Says of the extensions that Forge does not have that it does not have them, and what to do instead. */
final class UnsupportedRoutes {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST");
    private static final String SHARED_MEMORY =
            "Shared memory is not supported: send tensors in the body, as binary tensor data";
    private static final String TRACE = "Trace settings are not supported";

    private UnsupportedRoutes() {}

    /** The routes beside what is served. */
    static List<Route> of(Collection<ModelVersions> models) {
        var routes = new ArrayList<Route>();
        routes.add(route("/v2/systemsharedmemory", SHARED_MEMORY).withSubtree());
        routes.add(route("/v2/cudasharedmemory", SHARED_MEMORY).withSubtree());
        routes.add(route("/v2/logging", "Log settings cannot be changed here: see section 'log' of the configuration"));
        routes.add(route("/v2/trace/setting", TRACE));
        models.forEach(one -> routes.add(route(one.path() + "/trace/setting", TRACE)));
        return routes;
    }

    private static AnswerRoute route(String path, String message) {
        return new AnswerRoute(path, METHODS, head -> {
            throw new ForgeException(ErrorCode.UNIMPLEMENTED, message);
        });
    }
}
