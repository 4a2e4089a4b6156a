package io.forge.http.plain;

import io.forge.http.AbsentRoute;
import io.forge.http.CallRoute;
import io.forge.http.FailureForm;
import io.forge.http.HttpConfig;
import io.forge.http.Protocol;
import io.forge.http.Route;
import io.forge.runtime.Codec;
import io.forge.runtime.Servable;
import io.forge.runtime.ServableVersions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code POST /{name}}, or {@code POST /{name}/versions/{version}}: the input is the body and the output is the answer. */
public final class PlainProtocol implements Protocol {

    private static final String PROBLEM_JSON = "application/problem+json";

    /** Those of a handler that takes nothing, or may be one. */
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST");

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
            versions.all().forEach(servable -> routes.addAll(served(versions, servable)));
            versions.absent()
                    .forEach(loadable -> pathsOf(versions, loadable.version())
                            .forEach(path -> routes.add(new AbsentRoute(path, METHODS, loadable))));
            if (versions.newest().isEmpty()) {
                String path = "/" + versions.name();
                versions.newestAbsent().ifPresent(loadable -> routes.add(new AbsentRoute(path, METHODS, loadable)));
            }
        }
        return routes;
    }

    /** One version, which has the name alone too where it is the newest. */
    private List<Route> served(ServableVersions versions, Servable<?, ?> servable) {
        var paths = new ArrayList<>(pathsOf(versions, servable.version()));
        if (versions.newest().filter(servable::equals).isPresent()) {
            paths.add(0, "/" + versions.name());
        }
        var route = route(paths.get(0), servable);
        var routes = new ArrayList<Route>(List.of(route));
        paths.stream().skip(1).forEach(path -> routes.add(route.aliasAt(path)));
        return routes;
    }

    /** The paths of a version, and of its labels. */
    private static List<String> pathsOf(ServableVersions versions, String version) {
        return Stream.concat(Stream.of(version), versions.labelsOf(version).stream())
                .map(last -> "/%s/versions/%s".formatted(versions.name(), last))
                .toList();
    }

    private <I, O> CallRoute<I, O> route(String path, Servable<I, O> servable) {
        boolean takesNothing = servable.handler().input() == Void.class && !servable.streams();
        return new CallRoute<>(
                path,
                takesNothing ? METHODS : List.of("POST"),
                servable,
                new PlainWire<>(servable, problems, failures(), config.compressAnswers()));
    }

    @Override
    public FailureForm failures() {
        return problem -> problems.encode(problem.document()).as(PROBLEM_JSON);
    }
}
