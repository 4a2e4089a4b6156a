package io.forge.http.v2;

import io.forge.http.AnswerRoute;
import io.forge.http.Route;
import io.forge.runtime.BatchSize;
import io.forge.runtime.BatchState;
import io.forge.runtime.DurationAdder;
import io.forge.runtime.WallClock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The extension {@code statistics}: how often each model was called, whatever the way, and where the time went.
 *
 * @see <a href="https://github.com/triton-inference-server/server/blob/main/docs/protocol/extension_statistics.md">Statistics
 *     Extension</a>
 */
final class StatisticsRoutes {

    /** Statistics of all models, and therefore not the metadata of a model called {@code stats}. */
    static final String ALL = "/v2/models/stats";

    private static final List<String> GET = List.of("GET", "HEAD");

    private final JsonAnswers answers;
    private final WallClock clock;

    StatisticsRoutes(JsonAnswers answers, WallClock clock) {
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * The routes for what is served.
     *
     * @param models the versions of each model
     */
    List<Route> of(Collection<ModelVersions> models) {
        var routes = new ArrayList<Route>();
        routes.add(
                route(ALL, models.stream().flatMap(one -> one.served().stream()).toList()));
        for (var one : models) {
            routes.add(route(one.path() + "/stats", one.served()));
            one.served()
                    .forEach(model ->
                            one.pathsOf(model).forEach(path -> routes.add(route(path + "/stats", List.of(model)))));
        }
        return routes;
    }

    private AnswerRoute route(String path, List<ServedModel<?, ?>> models) {
        return new AnswerRoute(
                path,
                GET,
                head -> answers.ok(Map.of(
                        "model_stats", models.stream().map(this::statistics).toList())));
    }

    private Map<String, Object> statistics(ServedModel<?, ?> model) {
        var statistics = model.servable().statistics();
        var last = statistics.lastExecution();
        var batches = model.servable().batches().map(BatchState::sizes);
        long alone = statistics.succeeded().count(); // Each an execution of its own, where there are no batches.
        var document = JsonAnswers.object();
        document.put("name", model.name());
        document.put("version", model.version());
        document.put("last_inference", last.isPresent() ? clock.epochMillis(last.getAsLong()) : 0);
        document.put("inference_count", batches.map(StatisticsRoutes::items).orElse(alone));
        document.put(
                "execution_count", batches.map(StatisticsRoutes::executions).orElse(alone));
        var inference = JsonAnswers.object();
        inference.put("success", duration(statistics.succeeded()));
        inference.put("fail", duration(statistics.failed()));
        inference.put("queue", duration(statistics.waited()));
        inference.put("compute_input", duration(statistics.decoded()));
        inference.put("compute_infer", duration(statistics.computed()));
        inference.put("compute_output", duration(statistics.encoded()));
        inference.put("cache_hit", duration(0, 0));
        inference.put("cache_miss", duration(0, 0));
        document.put("inference_stats", inference);
        document.put("response_stats", Map.of());
        document.put(
                "batch_stats",
                batches.orElse(List.of()).stream()
                        .map(StatisticsRoutes::batches)
                        .toList());
        document.put("memory_usage", List.of());
        return document;
    }

    private static long items(List<BatchSize> sizes) {
        return sizes.stream().mapToLong(size -> size.items() * size.batches()).sum();
    }

    private static long executions(List<BatchSize> sizes) {
        return sizes.stream().mapToLong(BatchSize::batches).sum();
    }

    /** Inputs are read and outputs written for each call by itself, which is not part of the batch. */
    private static Map<String, Object> batches(BatchSize size) {
        var batches = JsonAnswers.object();
        batches.put("batch_size", size.items());
        batches.put("compute_input", duration(size.batches(), 0));
        batches.put("compute_infer", duration(size.batches(), size.nanos()));
        batches.put("compute_output", duration(size.batches(), 0));
        return batches;
    }

    private static Map<String, Object> duration(DurationAdder durations) {
        return duration(durations.count(), durations.nanos());
    }

    private static Map<String, Object> duration(long count, long nanos) {
        var duration = JsonAnswers.object();
        duration.put("count", count);
        duration.put("ns", nanos);
        return duration;
    }
}
