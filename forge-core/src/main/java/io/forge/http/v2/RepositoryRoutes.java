package io.forge.http.v2;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.http.AnswerRoute;
import io.forge.http.Reply;
import io.forge.http.Route;
import io.forge.inference.InferenceFormat;
import io.forge.runtime.Codec;
import io.forge.runtime.Codecs;
import io.forge.runtime.Payload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is of the extension {@code model_repository}: its index, and answers to who wants to load and unload.
 *
 * <p>Handlers come and go with their plugins and sources, not by name: what is served is loaded, and stays.
 *
 * @see <a href="https://github.com/triton-inference-server/server/blob/main/docs/protocol/extension_model_repository.md">Model
 *     Repository Extension</a>
 */
final class RepositoryRoutes {

    private final JsonAnswers answers;
    private final Codec<Map<String, Object>> requests;

    @SuppressWarnings("unchecked") // Objects of JSON have no keys but strings.
    RepositoryRoutes(Codecs codecs, JsonAnswers answers) {
        this.answers = answers;
        this.requests = (Codec<Map<String, Object>>) codecs.of(Map.class);
    }

    /**
     * The routes for what is served.
     *
     * @param models the versions of each model
     */
    List<Route> of(Collection<List<ServedModel<?, ?>>> models) {
        var routes = new ArrayList<Route>();
        var index = models.stream()
                .flatMap(List::stream)
                .map(RepositoryRoutes::entry)
                .toList();
        routes.add(AnswerRoute.post("/v2/repository/index", (head, body) -> {
            // Whether only what is ready is asked for: all of it is.
            read(body, "ready", Boolean.class);
            return answers.ok(index);
        }));
        for (var versions : models) {
            String name = versions.get(0).name();
            String path = "/v2/repository/models/%s/".formatted(name);
            routes.add(AnswerRoute.post(path + "load", (head, body) -> load(name, body)));
            routes.add(AnswerRoute.post(path + "unload", (head, body) -> unload(name)));
        }
        return routes;
    }

    private static Map<String, Object> entry(ServedModel<?, ?> model) {
        var entry = JsonAnswers.object();
        entry.put("name", model.name());
        entry.put("version", model.version());
        entry.put("state", "READY");
        return entry;
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
        var request = requests.decode(new Payload(InferenceFormat.JSON, body));
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
