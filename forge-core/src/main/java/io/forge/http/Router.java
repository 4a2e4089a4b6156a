package io.forge.http;

import io.forge.config.Spelling;
import io.forge.runtime.ServableVersions;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the route of a path, and whose path it is; immutable: another one takes its place where what is served changes. */
final class Router {

    private final List<Protocol> protocols;
    private final Map<String, Route> routes = new HashMap<>();
    private final List<AnswerRoute> subtrees;

    /**
     * The routes of what is served.
     *
     * @param protocols of different prefixes; one of them is empty
     * @throws IllegalStateException if a protocol has a path of another one
     */
    Router(Collection<Protocol> protocols, Collection<ServableVersions> served) {
        this.protocols = protocols.stream()
                .sorted(Comparator.comparingInt(
                                (Protocol protocol) -> protocol.prefix().length())
                        .reversed())
                .toList();
        for (var protocol : protocols) {
            protocol.routes(served).forEach(route -> add(protocol, route));
        }
        this.subtrees = routes.values().stream()
                .<AnswerRoute>mapMulti((route, found) -> {
                    if (route instanceof AnswerRoute answer && answer.hasSubtree()) {
                        found.accept(answer);
                    }
                })
                .toList();
    }

    private void add(Protocol protocol, Route route) {
        if (!protocol.equals(ownerOf(route.path())) || routes.put(route.path(), route) != null) {
            throw new IllegalStateException(
                    "Path %s is not for protocol '%s' to give".formatted(route.path(), protocol.prefix()));
        }
    }

    /** The route of exactly this raw path, or of all below one; a trailing slash makes it another path. */
    @Nullable Route find(String path) {
        var route = routes.get(path);
        return route != null ? route : findAbove(path);
    }

    private @Nullable Route findAbove(String path) {
        for (var route : subtrees) {
            if (route.covers(path)) {
                return route;
            }
        }
        return null;
    }

    /** How failures are written at a path, whether there is a route or not. */
    FailureForm failuresAt(String path) {
        return ownerOf(path).failures();
    }

    /** What the protocol of a path says that there is. */
    Optional<String> contentsAt(String path) {
        return ownerOf(path).contents();
    }

    /** The protocol with the longest prefix of this path. */
    private Protocol ownerOf(String path) {
        for (var protocol : protocols) {
            if (owns(protocol.prefix(), path)) {
                return protocol;
            }
        }
        throw new IllegalStateException("No protocol has the empty prefix");
    }

    private static boolean owns(String prefix, String path) {
        int end = prefix.length();
        return path.startsWith(prefix) && (end == 0 || path.length() == end || path.charAt(end) == '/');
    }

    /** The routes that call handlers, by the handler's name and by path, without aliases. */
    List<CallRoute<?, ?>> calls() {
        return routes.values().stream()
                .<CallRoute<?, ?>>mapMulti((route, calls) -> {
                    if (route instanceof CallRoute<?, ?> call && !call.isAlias()) {
                        calls.accept(call);
                    }
                })
                .sorted(Comparator.comparing(
                                (CallRoute<?, ?> call) -> call.servable().name())
                        .thenComparing(Route::path))
                .toList();
    }

    /** The path that was perhaps meant. */
    Optional<String> nearest(String path) {
        return Spelling.nearest(path, routes.keySet());
    }
}
