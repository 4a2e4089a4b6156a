package io.forge.cli;

import io.forge.ServedBatches;
import io.forge.ServedHandler;
import io.forge.config.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says how the calls of handlers are put together, of those that are batched.
 *
 * @param handlers all
 */
record BatchedHandlers(List<ServedHandler> handlers) {

    /** A line for each, below an empty one; none where none is batched. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        for (var handler : handlers) {
            handler.batches().map(batches -> line(handler, batches)).ifPresent(lines::add);
        }
        if (!lines.isEmpty()) {
            lines.add(0, "");
        }
        return lines;
    }

    private static String line(ServedHandler handler, ServedBatches batches) {
        var line = new StringBuilder("%s version %s runs in batches: ".formatted(handler.name(), handler.version()));
        batches(batches)
                .forEach((key, value) ->
                        line.append(key).append(' ').append(value).append(", "));
        return line.substring(0, line.length() - 2);
    }

    /** One handler as a document says it, with how it is batched. */
    Map<String, Object> described(Map<String, Object> named) {
        handlers.stream()
                .filter(handler -> handler.name().equals(named.get("name"))
                        && handler.version().equals(named.get("version")))
                .flatMap(handler -> handler.batches().stream())
                .findFirst()
                .ifPresent(batches -> named.put("batch", batches(batches)));
        return named;
    }

    /** By the keys of the configuration. */
    private static Map<String, Object> batches(ServedBatches batches) {
        var named = new LinkedHashMap<String, Object>();
        named.put("max-items", batches.maxItems());
        batches.maxCost().ifPresent(cost -> named.put("max-cost", cost));
        named.put("max-wait", Durations.format(batches.maxWait()));
        named.put("instances", batches.instances());
        named.put("max-queue", batches.maxQueue());
        named.put("idempotent", batches.idempotent());
        return named;
    }
}
