package io.forge.http.management;

import io.forge.api.Content;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.http.Reply;
import io.forge.http.RequestHead;
import io.forge.runtime.Payload;
import java.util.Optional;
import java.util.function.Function;

/** What is measured, as Prometheus reads it. */
public final class MetricsRoute {

    private final Answers answers;
    private final Function<String, Optional<Content>> metrics;

    /**
     * Of one server.
     *
     * @param metrics writes them in the form that an {@code Accept} header asks for; empty where there are none in text
     */
    public MetricsRoute(Answers answers, Function<String, Optional<Content>> metrics) {
        this.answers = answers;
        this.metrics = metrics;
    }

    /** Adds the route. */
    public void addTo(ManagementProtocol protocol) {
        protocol.with("/metrics", answers.slow("/metrics", this::text));
    }

    private Reply text(RequestHead head) {
        var text = metrics.apply(head.header("Accept").orElse(""))
                .orElseThrow(
                        () -> new ForgeException(
                                ErrorCode.UNIMPLEMENTED,
                                "No metrics are to be had here: metrics.enabled is false, or they are in a registry of the application"));
        return Reply.ok(new Payload(text.mediaType(), text.bytes()));
    }
}
