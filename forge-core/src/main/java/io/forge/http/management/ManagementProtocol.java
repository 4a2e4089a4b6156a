package io.forge.http.management;

import io.forge.http.AnswerRoute;
import io.forge.http.FailureForm;
import io.forge.http.Protocol;
import io.forge.http.Route;
import io.forge.runtime.Codec;
import io.forge.runtime.ServableVersions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that is answered on the management port; failures are problem documents. */
public final class ManagementProtocol implements Protocol {

    private static final String PROBLEM_JSON = "application/problem+json";

    private final Codec<Map<String, Object>> problems;
    private final Map<String, AnswerRoute> routes = new LinkedHashMap<>();

    /**
     * No routes yet.
     *
     * @param problems writes problem documents
     */
    public ManagementProtocol(Codec<Map<String, Object>> problems) {
        this.problems = problems;
    }

    /**
     * Answers one more path; before the port is opened.
     *
     * @param shown the path as it is told to people
     */
    public ManagementProtocol with(String shown, AnswerRoute route) {
        routes.put(shown, route);
        return this;
    }

    /** Everything. */
    @Override
    public String prefix() {
        return "";
    }

    @Override
    public List<Route> routes(Collection<ServableVersions> served) {
        return List.copyOf(routes.values());
    }

    @Override
    public Optional<String> contents() {
        return Optional.of("there are " + String.join(", ", routes.keySet()));
    }

    @Override
    public FailureForm failures() {
        return problem -> problems.encode(problem.document()).as(PROBLEM_JSON);
    }
}
