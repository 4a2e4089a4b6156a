package io.forge.http.v2;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.http.AnswerRoute;
import io.forge.http.Reply;
import io.forge.http.RequestHead;
import io.forge.http.Route;
import io.forge.inference.InferenceFormat;
import io.forge.runtime.Availability;
import io.forge.runtime.Codec;
import io.forge.runtime.Codecs;
import io.forge.runtime.Loadable;
import io.forge.runtime.ServableVersions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The extension {@code model_repository}: its index, and to load and unload what sources have offered.
 *
 * <p>Other handlers come and go with their plugins and sources, not by name: they are loaded, and stay.
 *
 * @see <a href="https://github.com/triton-inference-server/server/blob/main/docs/protocol/extension_model_repository.md">Model
 *     Repository Extension</a>
 */
final class RepositoryRoutes {

    private static final String READY = Availability.READY.name();

    /** What browsers and proxies say of those for whom they ask. */
    private static final List<String> OF_OTHERS = List.of("Origin", "Forwarded", "X-Forwarded-For");

    private final JsonAnswers answers;
    private final Codec<Map<String, Object>> requests;

    @SuppressWarnings("unchecked") // Objects of JSON have no keys but strings.
    RepositoryRoutes(Codecs codecs, JsonAnswers answers) {
        this.answers = answers;
        this.requests = (Codec<Map<String, Object>>) codecs.of(Map.class);
    }

    /**
     * The routes for what is served, and for what can be loaded.
     *
     * @param known the versions of each handler
     */
    List<Route> of(Collection<ModelVersions> known) {
        var routes = new ArrayList<Route>();
        routes.add(AnswerRoute.post("/v2/repository/index", (head, body) -> {
            boolean readyOnly = read(body, "ready", Boolean.class).orElse(false);
            return answers.ok(index(known, readyOnly));
        }));
        for (var versions : known) {
            String path = "/v2/repository/models/%s/".formatted(versions.name());
            if (!versions.known().offered().isEmpty()) {
                routes.addAll(changing(versions.known(), path));
            } else if (!versions.served().isEmpty()) {
                String name = versions.name();
                routes.add(AnswerRoute.post(path + "load", (head, body) -> load(name, body)));
                routes.add(AnswerRoute.post(path + "unload", (head, body) -> unload(name)));
            }
        }
        return routes;
    }

    /** As it is now: states change without the routes. */
    private static List<Map<String, Object>> index(Collection<ModelVersions> known, boolean readyOnly) {
        return known.stream()
                .flatMap(versions -> entries(versions).stream())
                .filter(entry -> !readyOnly || READY.equals(entry.get("state")))
                .toList();
    }

    private static List<Map<String, Object>> entries(ModelVersions versions) {
        var models = versions.served().stream().map(ServedModel::version).toList();
        var entries = new ArrayList<Map<String, Object>>();
        for (String version : versions.known().versions()) {
            var offered = versions.known().offered(version);
            boolean absent = versions.known().absent().stream()
                    .anyMatch(one -> one.version().equals(version));
            if (absent || models.contains(version)) {
                var entry = entry(
                        versions.name(),
                        version,
                        offered.map(Loadable::status).orElse(Loadable.Status.of(Availability.READY)));
                describe(entry, versions.known().labelsOf(version), offered.map(Loadable::memory));
                entries.add(entry);
            }
        }
        return entries;
    }

    private static Map<String, Object> entry(String name, String version, Loadable.Status status) {
        var entry = JsonAnswers.object();
        entry.put("name", name);
        entry.put("version", version);
        entry.put("state", status.availability().name());
        status.reason().ifPresent(reason -> entry.put("reason", reason));
        return entry;
    }

    /** What the protocol has no members for. */
    private static void describe(Map<String, Object> entry, List<String> labels, Optional<Long> memory) {
        if (!labels.isEmpty()) {
            entry.put("labels", labels);
        }
        memory.filter(bytes -> bytes > 0).ifPresent(bytes -> entry.put("memory", bytes));
    }

    /** What Forge loads can be loaded and unloaded by name, all versions alike. */
    private List<Route> changing(ServableVersions versions, String path) {
        return List.of(
                AnswerRoute.postLater(path + "load", (head, body) -> {
                    checkPeer(head);
                    checkParameters(versions.name(), body, Set.of());
                    return done(Loadable.all(versions.offered(), Loadable::load));
                }),
                AnswerRoute.postLater(path + "unload", (head, body) -> {
                    checkPeer(head);
                    checkParameters(versions.name(), body, Set.of("unload_dependents"));
                    return done(Loadable.all(versions.offered(), Loadable::unload));
                }));
    }

    /** A page in a browser, or who comes through a proxy, has the address of this machine as well, but is not of it. */
    private static void checkPeer(RequestHead head) {
        if (!head.isFromLoopback()
                || OF_OTHERS.stream().anyMatch(name -> head.header(name).isPresent())) {
            throw new ForgeException(
                    ErrorCode.FORBIDDEN, "Models are loaded and unloaded from the server's own machine only");
        }
    }

    private void checkParameters(String name, ByteBuffer body, Set<String> allowed) {
        for (Object key : read(body, "parameters", Map.class).orElse(Map.of()).keySet()) {
            String parameter = String.valueOf(key);
            if (parameter.equals("config") || parameter.startsWith("file:")) {
                throw refused("Model '%s' takes no parameter '%s': its configuration and files are the server's own"
                        .formatted(name, parameter));
            }
            if (!allowed.contains(parameter)) {
                throw refused("Unknown parameter '%s'".formatted(parameter));
            }
        }
    }

    private CompletionStage<Reply> done(CompletionStage<@Nullable Void> change) {
        return change.handle((nothing, failure) -> {
            if (failure instanceof ForgeException e) {
                throw refused(String.valueOf(e.getMessage()));
            }
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
            return answers.ok(Map.of());
        });
    }

    private Reply load(String name, ByteBuffer body) {
        var parameters = read(body, "parameters", Map.class);
        if (parameters.isPresent() && !parameters.get().isEmpty()) {
            throw refused("Model '%s' is loaded, and takes no parameters: its configuration is that of the server"
                    .formatted(name));
        }
        return answers.ok(Map.of());
    }

    private static Reply unload(String name) {
        throw refused(
                "Model '%s' cannot be unloaded by name: it comes and goes with the plugin or source that serves it"
                        .formatted(name));
    }

    /** What a body says under the one key that it may have; empty where there is no body, as most clients send none. */
    private <T> Optional<T> read(ByteBuffer body, String key, Class<T> type) {
        if (!body.hasRemaining()) {
            return Optional.empty();
        }
        var request = requests.decode(InferenceFormat.JSON, body);
        for (String other : request.keySet()) {
            if (!other.equals(key)) {
                throw refused("Unknown property '%s': there is only '%s'".formatted(other, key));
            }
        }
        var value = Optional.ofNullable(request.get(key));
        if (value.isPresent() && !type.isInstance(value.get())) {
            throw refused(
                    "Property '%s' must be %s".formatted(key, type == Boolean.class ? "true or false" : "an object"));
        }
        return value.map(type::cast);
    }

    private static ForgeException refused(String message) {
        return new ForgeException(ErrorCode.INVALID_INPUT, message);
    }
}
