package io.forge.http.v2;

import io.forge.http.AnswerRoute;
import io.forge.http.Reply;
import io.forge.http.Route;
import io.forge.tensor.DataType;
import io.forge.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The extension {@code model_configuration}: what Triton's clients and tools read of a model's configuration.
 *
 * @see <a href="https://github.com/triton-inference-server/server/blob/main/docs/protocol/extension_model_configuration.md">Model
 *     Configuration Extension</a>
 */
final class ConfigurationRoutes {

    /** As metadata has it. */
    static final String PLATFORM = "java";

    private static final List<String> GET = List.of("GET", "HEAD");

    private final JsonAnswers answers;

    ConfigurationRoutes(JsonAnswers answers) {
        this.answers = answers;
    }

    /**
     * The routes for what is served.
     *
     * @param models the versions of each model, the newest last
     */
    List<Route> of(Collection<ModelVersions> models) {
        var routes = new ArrayList<Route>();
        for (var one : models) {
            one.newest().ifPresent(newest -> routes.add(route(one.path(), newest)));
            one.served().forEach(model -> one.pathsOf(model).forEach(path -> routes.add(route(path, model))));
        }
        return routes;
    }

    private AnswerRoute route(String path, ServedModel<?, ?> model) {
        return new AnswerRoute(path + "/config", GET, head -> configuration(model));
    }

    private Reply configuration(ServedModel<?, ?> model) {
        var document = JsonAnswers.object();
        document.put("name", model.name());
        document.put("platform", PLATFORM);
        document.put("backend", "forge");
        document.put("version_policy", Map.of("all", Map.of()));
        int rows = model.maxRows();
        document.put("max_batch_size", rows);
        document.put("input", tensors(model.signature().inputs(), rows));
        document.put("output", tensors(model.signature().outputs(), rows));
        if (model.servable().batches().isPresent()) {
            document.put("dynamic_batching", Map.of());
        }
        document.put("model_transaction_policy", Map.of("decoupled", false));
        return answers.ok(document);
    }

    private static List<Map<String, Object>> tensors(List<TensorSpec> specs, int maxRows) {
        return specs.stream().map(spec -> tensor(spec, maxRows)).toList();
    }

    /** Where rows are batched, the first dimension goes without saying. */
    private static Map<String, Object> tensor(TensorSpec spec, int maxRows) {
        var tensor = JsonAnswers.object();
        tensor.put("name", spec.name());
        tensor.put(
                "data_type",
                "TYPE_"
                        + (spec.type() == DataType.BYTES
                                ? "STRING"
                                : spec.type().name()));
        tensor.put(
                "dims",
                Arrays.stream(spec.shape().dimensions())
                        .skip(maxRows == 0 ? 0 : 1)
                        .boxed()
                        .toList());
        if (spec.isOptional()) {
            tensor.put("optional", true);
        }
        return tensor;
    }
}
