package io.forge.http;

import io.forge.runtime.Admission;
import io.forge.runtime.CallServices;
import io.forge.runtime.Lifecycle;
import io.forge.runtime.Lifecycle.Phase;
import io.forge.runtime.Servable;
import io.forge.runtime.ServableRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves what is in the registry over its protocols. */
public final class HttpServer implements AutoCloseable {

    private final Threads threads;
    private final ServableRegistry registry;
    private final List<Protocol> protocols;
    private final Listener listener;
    private final HttpParts parts;

    /**
     * A server that does not listen yet.
     *
     * @param lifecycle how far the server is on the way to its end
     * @param protocols of different prefixes; one of them is empty
     */
    public HttpServer(
            HttpConfig config,
            Threads threads,
            ServableRegistry registry,
            Admission admission,
            CallServices services,
            Lifecycle lifecycle,
            List<Protocol> protocols) {
        this.threads = threads;
        this.registry = registry;
        this.protocols = List.copyOf(protocols);
        this.listener = new Listener(config);
        this.parts = new HttpParts(
                config,
                admission,
                services,
                new Responder(config, lifecycle),
                lifecycle,
                listener.connections(),
                new AtomicInteger());
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if the address cannot be had; the message says why and what to do
     */
    public void start() throws IOException {
        var frontend = new HttpFrontend(router(), parts);
        registry.onChange(() -> frontend.reroute(router()));
        listener.open(threads.worker(), frontend);
    }

    /** Whether the server has begun to listen. */
    public boolean hasStarted() {
        return listener.isOpen();
    }

    /** Where the server listens, with the port that it really has. */
    public URI uri() {
        return listener.uri();
    }

    /** Where each handler is called, by its name and by path, whether the server listens or not. */
    public List<Endpoint> endpoints() {
        var routes = new LinkedHashMap<Servable<?, ?>, List<CallRoute<?, ?>>>();
        for (var route : router().calls()) {
            routes.computeIfAbsent(route.servable(), servable -> new ArrayList<>())
                    .add(route);
        }
        return routes.values().stream().map(this::endpoint).toList();
    }

    /** Of all routes of one handler; the plain one has the shortest path. */
    private Endpoint endpoint(List<CallRoute<?, ?>> routes) {
        routes.sort(Comparator.comparingInt(route -> route.path().length()));
        var plain = routes.get(0);
        var others = routes.stream().skip(1).map(CallRoute::path).toList();
        var missing = protocols.stream()
                .flatMap(protocol -> protocol.whyNone(plain.servable()).stream())
                .toList();
        return new Endpoint(
                plain.method(),
                plain.path(),
                others,
                plain.servable(),
                plain.wire().maxBody(),
                missing);
    }

    private Router router() {
        return new Router(protocols, registry.all());
    }

    /** How many connections are open. */
    public int connections() {
        return parts.connections().open();
    }

    /** Whether some client has not taken all of its answer yet, or waits for what it calls to be loaded. */
    public boolean isWriting() {
        return parts.responder().isWriting() || parts.waiting().get() > 0;
    }

    /**
     * Takes no connection any more, but those that wait already; those that are there are served, each until its next answer.
     */
    public void drain() {
        listener.stopAccepting();
        parts.connections().used();
        parts.lifecycle().advance(Phase.DRAINING);
    }

    /** Whether no connection is left, or no request has come for some time since the server drains. */
    public boolean isIdleFor(Duration time) {
        var connections = parts.connections();
        if (!listener.isOpen()) {
            return true;
        }
        if (!connections.areIdleFor(time)) {
            return false;
        }
        threads.awaitTurn(); // On a busy machine, a request may have come that nobody has read yet.
        return connections.areIdleFor(time);
    }

    /** Closes every connection; its threads belong to somebody else. */
    @Override
    public void close() {
        listener.close();
    }
}
