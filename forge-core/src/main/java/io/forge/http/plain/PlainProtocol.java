package io.forge.http.plain;

import io.forge.http.CallRoute;
import io.forge.http.FailureForm;
import io.forge.http.HttpConfig;
import io.forge.http.Protocol;
import io.forge.http.Route;
import io.forge.runtime.Codec;
import io.forge.runtime.Payload;
import io.forge.runtime.Servable;
import io.forge.runtime.ServableVersions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** {@code POST /{name}}, or {@code POST /{name}/versions/{version}}: the input is the body and the output is the answer. */
public final class PlainProtocol implements Protocol {

    private static final String PROBLEM_JSON = "application/problem+json";

    private final Codec<Map<String, Object>> problems;
    private final HttpConfig config;

    /**
     * The protocol of one server.
     *
     * @param problems writes its problem documents
     */
    public PlainProtocol(Codec<Map<String, Object>> problems, HttpConfig config) {
        this.problems = problems;
        this.config = config;
    }

    /** Whatever no other protocol has. */
    @Override
    public String prefix() {
        return "";
    }

    @Override
    public List<Route> routes(Collection<ServableVersions> served) {
        var routes = new ArrayList<Route>();
        for (var versions : served) {
            String path = "/" + versions.name();
            for (var servable : versions.all()) {
                String versioned = "%s/versions/%s".formatted(path, servable.version());
                if (versions.newest().filter(servable::equals).isPresent()) {
                    var route = route(path, servable);
                    routes.add(route);
                    routes.add(route.aliasAt(versioned));
                } else {
                    routes.add(route(versioned, servable));
                }
            }
        }
        return routes;
    }

    private <I, O> CallRoute<I, O> route(String path, Servable<I, O> servable) {
        boolean takesNothing = servable.handler().input() == Void.class && !servable.streams();
        return new CallRoute<>(
                path,
                takesNothing ? List.of("GET", "HEAD", "POST") : List.of("POST"),
                servable,
                new PlainWire<>(servable, problems, failures(), config.compressAnswers()));
    }

    @Override
    public FailureForm failures() {
        return problem ->
                new Payload(PROBLEM_JSON, problems.encode(problem.document()).bytes());
    }
}
