package io.forge.http.management;

import io.forge.http.AnswerRoute;
import io.forge.http.Reply;
import io.forge.http.RequestHead;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What a supervisor asks: whether the process works, has started, and is to get requests. */
public final class HealthRoutes {

    private final Answers answers;
    private final BooleanSupplier started;
    private final Supplier<List<String>> notReady;

    /**
     * The health of one server.
     *
     * @param started whether its handlers have been loaded
     * @param notReady why it is not to get requests; empty if it is
     */
    public HealthRoutes(Answers answers, BooleanSupplier started, Supplier<List<String>> notReady) {
        this.answers = answers;
        this.started = started;
        this.notReady = notReady;
    }

    /** Adds the routes. */
    public void addTo(ManagementProtocol protocol) {
        add(protocol, "/health/live", this::live);
        add(protocol, "/health/started", this::started);
        add(protocol, "/health/ready", this::ready);
    }

    private void add(ManagementProtocol protocol, String path, AnswerRoute.Answerer answer) {
        protocol.with(path, answers.quick(path, answer::answer));
    }

    private Reply live(RequestHead head) {
        return health(head, "live", List.of());
    }

    private Reply started(RequestHead head) {
        return health(head, "started", started.getAsBoolean() ? List.of() : List.of("starting"));
    }

    private Reply ready(RequestHead head) {
        return health(head, "ready", notReady.get());
    }

    private Reply health(RequestHead head, String name, List<String> reasonsAgainst) {
        var document = new LinkedHashMap<String, Object>();
        document.put(name, reasonsAgainst.isEmpty());
        if (!reasonsAgainst.isEmpty()) {
            document.put("reasons", reasonsAgainst);
        }
        return answers.of(head, reasonsAgainst.isEmpty() ? 200 : 503, document);
    }
}
