package io.forge.http;

import io.forge.api.Handler;
import io.forge.api.TypeRef;
import io.forge.http.plain.PlainProtocol;
import io.forge.json.JsonCodecs;
import io.forge.runtime.Admission;
import io.forge.runtime.CallObserver;
import io.forge.runtime.CallServices;
import io.forge.runtime.CallSupervisor;
import io.forge.runtime.Codec;
import io.forge.runtime.DispatchConfig;
import io.forge.runtime.Dispatchers;
import io.forge.runtime.Lifecycle;
import io.forge.runtime.PlainCodecs;
import io.forge.runtime.Servable;
import io.forge.runtime.ServableFactory;
import io.forge.runtime.ServableRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A server on a free port that speaks one protocol besides the plain one. */
final class ProtocolServer implements AutoCloseable {

    private static final long MAX_BODY = 1 << 10;

    private final CallSupervisor supervisor = new CallSupervisor(System::nanoTime, Duration.ofSeconds(10));
    private final ServableRegistry registry = new ServableRegistry();
    private final Threads threads;
    private final Dispatchers dispatchers;
    private final ServableFactory servables;
    private final HttpServer server;

    @SuppressWarnings("unchecked") // A codec is found by the very type that it is for.
    ProtocolServer(Protocol second, CallObserver observer) {
        var http = onFreePort(HttpConfig.defaults());
        var dispatch = DispatchConfig.defaults();
        var codecs = new PlainCodecs(new JsonCodecs(MAX_BODY));
        var lifecycle = new Lifecycle();
        var admission = new Admission(http.maxBodyMemory().bytes(), observer, lifecycle);
        var plain = new PlainProtocol(
                (Codec<Map<String, Object>>) codecs.of(new TypeRef<Map<String, Object>>() {}.type()), http);
        threads = new Threads(http, dispatch);
        dispatchers = new Dispatchers(threads.eventLoop(), threads.tasks(), supervisor, dispatch);
        servables = new ServableFactory(
                dispatchers, codecs, new ServableFactory.Defaults(MAX_BODY, Duration.ofSeconds(10)));
        server = new HttpServer(
                http,
                threads,
                registry,
                admission,
                new CallServices(supervisor, observer),
                lifecycle,
                List.of(plain, second));
        supervisor.start();
        threads.start();
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpConfig onFreePort(HttpConfig config) {
        return new HttpConfig(
                config.host(),
                0,
                1,
                config.maxBody(),
                config.maxBodyMemory(),
                config.maxHeader(),
                config.maxHeaders(),
                config.maxUri(),
                config.headerTimeout(),
                config.idleTimeout(),
                config.bodyTimeout(),
                config.writeTimeout(),
                config.streamBuffer(),
                config.compressAnswers());
    }

    ProtocolServer serve(String name, Handler<?, ?> handler) {
        registry.add(servables.create(name, Servable.ONLY_VERSION, handler, ServableFactory.Settings.NONE));
        return this;
    }

    URI uri() {
        return server.uri();
    }

    /** As at the beginning of the end. */
    void drain() {
        server.drain();
    }

    @Override
    public void close() {
        server.close();
        dispatchers.close();
        threads.close();
        supervisor.close();
    }
}
