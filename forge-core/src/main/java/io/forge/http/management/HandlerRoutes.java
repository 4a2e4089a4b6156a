package io.forge.http.management;

import io.forge.http.Reply;
import io.forge.http.RequestHead;
import io.forge.runtime.Availability;
import io.forge.runtime.BatchState;
import io.forge.runtime.DispatchMode;
import io.forge.runtime.Loadable;
import io.forge.runtime.Servable;
import io.forge.runtime.ServableRegistry;
import io.forge.runtime.ServableVersions;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What is served and can be loaded: each version of each handler, and how busy it is. */
public final class HandlerRoutes {

    private final Answers answers;
    private final ServableRegistry registry;
    private final UnaryOperator<String> placeOf;

    /**
     * The handlers of one server.
     *
     * @param placeOf where a handler comes from, by its name
     */
    public HandlerRoutes(Answers answers, ServableRegistry registry, UnaryOperator<String> placeOf) {
        this.answers = answers;
        this.registry = registry;
        this.placeOf = placeOf;
    }

    /** Adds the route. */
    public void addTo(ManagementProtocol protocol) {
        protocol.with("/handlers", answers.slow("/handlers", this::handlers));
    }

    private Reply handlers(RequestHead head) {
        var all = registry.all().stream()
                .flatMap(versions -> versions.versions().stream().map(version -> describe(versions, version)))
                .toList();
        return answers.ok(head, Map.of("handlers", all));
    }

    private Map<String, Object> describe(ServableVersions versions, String version) {
        var document = new LinkedHashMap<String, Object>();
        document.put("name", versions.name());
        document.put("version", version);
        var labels = versions.labelsOf(version);
        if (!labels.isEmpty()) {
            document.put("labels", labels);
        }
        var offered = versions.offered(version);
        var status = offered.map(Loadable::status).orElse(Loadable.Status.of(Availability.READY));
        document.put("state", status.availability().name());
        status.reason().ifPresent(reason -> document.put("reason", reason));
        document.put("from", placeOf.apply(versions.name()));
        offered.map(Loadable::memory).filter(bytes -> bytes > 0).ifPresent(bytes -> document.put("memory", bytes));
        versions.all().stream()
                .filter(servable -> servable.version().equals(version))
                .forEach(servable -> describe(document, servable));
        return document;
    }

    private static void describe(Map<String, Object> document, Servable<?, ?> servable) {
        var handler = servable.handler();
        document.put("shape", handler.shape().name().toLowerCase(Locale.ROOT));
        document.put("dispatch", DispatchMode.nameOf(servable.lane().dispatch()));
        document.put("input", handler.input().getTypeName());
        document.put("output", handler.output().getTypeName());
        document.put("inFlight", servable.lane().permitsInUse());
        document.put("permits", servable.lane().permits());
        servable.batches().ifPresent(batches -> document.put("batch", describe(batches)));
    }

    /** In items. */
    private static Map<String, Object> describe(BatchState batches) {
        var document = new LinkedHashMap<String, Object>();
        document.put("queued", batches.queued());
        document.put("running", batches.running());
        document.put("maxItems", batches.maxItems());
        document.put("maxQueue", batches.maxQueue());
        document.put("instances", batches.instances());
        return document;
    }
}
