package io.forge;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import io.forge.api.Content;
import io.forge.api.ForgeException;
import io.forge.api.Sink;
import io.forge.api.TypeRef;
import io.forge.deploy.Deployments;
import io.forge.host.PluginHost;
import io.forge.http.Endpoint;
import io.forge.http.HttpServer;
import io.forge.http.ManagementServer;
import io.forge.http.Threads;
import io.forge.http.management.ManagementProtocol;
import io.forge.metrics.ServerMetrics;
import io.forge.runtime.Admission;
import io.forge.runtime.CallSupervisor;
import io.forge.runtime.Dispatchers;
import io.forge.runtime.EndOfService;
import io.forge.runtime.Lifecycle;
import io.forge.runtime.Lifecycle.Phase;
import io.forge.runtime.LocalCalls;
import io.forge.runtime.ServableRegistry;
import java.io.IOException;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that runs, to embed in an application.
 *
 * <pre>{@code
 * try (Forge forge = Forge.builder().port(0).handler("shout", handler).start()) {
 *     System.out.println(forge.uri());
 * }
 * }</pre>
 *
 * <p>Several servers in one process do not know of each other. Safe for use by several threads.
 */
public final class Forge implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Forge.class);

    private final boolean watchPlugins;
    private final ForgeConfig.Shutdown shutdown;
    private final Lifecycle lifecycle;
    private final Readiness readiness;
    private final CallSupervisor supervisor;
    private final Threads threads;
    private final Dispatchers dispatchers;
    private final Deployments deployments;
    private final PluginHost plugins;
    private final EndOfService endOfService;
    private final ServableRegistry registry;
    private final HttpServer server;
    private final ManagementServer management;
    private final ManagementProtocol managementProtocol;
    private final LocalCalls localCalls;
    private final Admission admission;
    private final Optional<ServerMetrics> metrics;
    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();

    private Forge(ForgeConfig config, Injector injector) {
        this.watchPlugins = config.plugins().watch();
        this.shutdown = config.shutdown();
        this.lifecycle = injector.getInstance(Lifecycle.class);
        this.readiness = injector.getInstance(Readiness.class);
        this.supervisor = injector.getInstance(CallSupervisor.class);
        this.threads = injector.getInstance(Threads.class);
        this.dispatchers = injector.getInstance(Dispatchers.class);
        this.deployments = injector.getInstance(Deployments.class);
        this.plugins = injector.getInstance(PluginHost.class);
        this.endOfService = injector.getInstance(EndOfService.class);
        this.registry = injector.getInstance(ServableRegistry.class);
        this.server = injector.getInstance(HttpServer.class);
        this.management = injector.getInstance(ManagementServer.class);
        this.managementProtocol = injector.getInstance(ManagementProtocol.class);
        this.localCalls = injector.getInstance(LocalCalls.class);
        this.admission = injector.getInstance(Admission.class);
        this.metrics = injector.getInstance(Observation.class).metrics();
    }

    /** A server to be configured and started. */
    public static ForgeBuilder builder() {
        return new ForgeBuilder();
    }

    /**
     * Brings a server up to the point where it could listen: threads, then handlers; what has been started is closed if
     * a later step fails.
     *
     * @param handlers opens the management port if there is to be one, and then loads and serves the handlers
     */
    static Forge load(ForgeConfig config, ForgeModule module, HandlerStep handlers) {
        var forge = new Forge(config, Guice.createInjector(Stage.PRODUCTION, module));
        return forge.orClosed(() -> {
            forge.supervisor.start();
            forge.threads.start();
            forge.metrics.ifPresent(one -> one.start(new ServerMetrics.Source(
                    forge.registry,
                    forge.admission,
                    forge.threads,
                    forge.server,
                    () -> forge.readiness.reasonsAgainst().isEmpty())));
            handlers.load(forge, forge.plugins);
        });
    }

    /** Opens the management port, on which the rest of the start can be watched. */
    void openManagement() throws IOException {
        management.start(managementProtocol);
        management.uri().ifPresent(uri -> LOG.debug("Management port {}", uri));
    }

    /** Opens the socket, or closes this server if it cannot; from then on, plugins come and go. */
    Forge listen() {
        return orClosed(() -> {
            lifecycle.advance(Phase.SERVING);
            server.start();
            if (watchPlugins) {
                plugins.watch();
            }
        });
    }

    private Forge orClosed(StartStep step) {
        try {
            step.run();
            return this;
        } catch (IOException e) {
            close();
            throw new ForgeStartException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** The step of the start that brings the handlers. */
    interface HandlerStep {
        void load(Forge forge, PluginHost plugins) throws IOException;
    }

    /** A step of the start that may fail to get what it needs. */
    private interface StartStep {
        void run() throws IOException;
    }

    /**
     * Where the server listens, with the port that it really has.
     *
     * @throws IllegalStateException if it was only loaded
     */
    public URI uri() {
        return server.uri();
    }

    /** Where the management port is, with the port that it really has; empty where there is none. */
    public Optional<URI> managementUri() {
        return management.uri();
    }

    /** What the server does now. */
    public State state() {
        return state.get();
    }

    /** What is served, by name and by path: each version of a handler. */
    public List<ServedHandler> handlers() {
        return server.endpoints().stream().map(this::served).toList();
    }

    /** The plugins of this server: what is known of them, and to load and unload more. */
    public Plugins plugins() {
        return new Plugins(plugins);
    }

    /** The handlers that Forge loads and unloads. */
    public Models models() {
        return new Models(registry, localCalls);
    }

    /**
     * The metrics of this server as Prometheus reads them, formatted on the calling thread.
     *
     * @param accept the {@code Accept} header of who asks, for OpenMetrics; empty for the plain text format
     * @return the text with its media type; empty where metrics are disabled, or go to a registry of the application that
     *     is not one for Prometheus
     */
    public Optional<Content> metrics(String accept) {
        return metrics.flatMap(one -> one.text(accept));
    }

    private ServedHandler served(Endpoint endpoint) {
        var servable = endpoint.servable();
        return new ServedHandler(
                servable.name(),
                servable.version(),
                endpoint.method(),
                endpoint.path(),
                endpoint.otherPaths(),
                servable.lane().dispatch(),
                servable.batches().map(ServedBatches::of),
                servable.handler().input(),
                servable.handler().output(),
                endpoint.maxBody(),
                deployments.keysOf(servable.name()),
                deployments.placeOf(servable.name()),
                endpoint.missing());
    }

    /**
     * Calls a handler in process, past HTTP and codec, with the same dispatch, bounds and life cycle.
     *
     * @param name the handler's name
     * @param input the input, as the handler takes it; {@code null} where its input type is {@link Void}
     * @param outputType the handler's output type
     * @return a stage that completes with the output, or exceptionally with a {@link ForgeException}, which also says so
     *     where the types are not the handler's own: on the handler's thread, or, where its deadline or the end of the
     *     server ends it, on one of a few threads that are there for what waits for such a stage and may be held;
     *     cancelling it, as a {@link CompletableFuture}, cancels the call
     */
    public <I, O> CompletionStage<O> call(String name, @Nullable I input, Class<O> outputType) {
        return call(name, input, (Type) outputType);
    }

    /** As {@link #call(String, Object, Class)}, for a handler whose output type is generic. */
    public <I, O> CompletionStage<O> call(String name, @Nullable I input, TypeRef<O> outputType) {
        return call(name, input, outputType.type());
    }

    private <I, O> CompletionStage<O> call(String name, @Nullable I input, Type outputType) {
        return localCalls.call(name, input, outputType);
    }

    /**
     * Calls a handler in process with encoded input, as a protocol does: with the codecs, the limits on a body, the
     * dispatch, the bounds and the life cycle that a request over HTTP has.
     *
     * @param name the handler's name
     * @param input what is decoded into the handler's input; {@linkplain Content#untyped untyped} content stands for the
     *     media type that it reads, no bytes for no input. The bytes must not change before the stage has completed
     * @param items takes the items of a handler that streams, each as one line of JSON without its end, on the handler's
     *     thread, which it may keep waiting; what it throws reaches the handler. Not called for other handlers
     * @return a stage that completes as that of {@link #call(String, Object, Class)} does, with the encoded output, which
     *     is without bytes for {@link Void} and after a stream, or exceptionally with a {@link ForgeException}; cancelling
     *     it, as a {@link CompletableFuture}, cancels the call
     */
    public CompletionStage<Content> exchange(String name, Content input, Sink<ByteBuffer> items) {
        return localCalls.exchange(name, input, items);
    }

    /**
     * Stops: is not ready any more, and serves on for {@code shutdown.delay}; then takes no connection and no call from within
     * the process. Requests on connections that are there are served, each the last of its connection, until no more come or
     * {@code calls.drain} is over. Calls that are in flight then are interrupted, and every thread ends. Returns when that is
     * done; a second call waits for the first.
     */
    @Override
    public void close() {
        if (!state.compareAndSet(State.RUNNING, State.DRAINING)) {
            closed.join();
            return;
        }
        try {
            leave();
            plugins.freeze();
            deployments.freeze();
            server.drain();
            endOfService.endAll(
                    registry::withCalls,
                    () -> !server.isWriting() && server.isIdleFor(shutdown.idle()),
                    () -> lifecycle.advance(Phase.ENDING));
        } finally {
            closeParts();
            state.set(State.CLOSED);
            closed.complete(null);
        }
    }

    /** Serves on while those who spread requests learn that this server is not ready any more; an interrupt ends that. */
    private void leave() {
        lifecycle.advance(Phase.LEAVING);
        if (!server.hasStarted()) {
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(shutdown.delay().toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeParts() {
        var parts =
                new ArrayList<AutoCloseable>(List.of(server, dispatchers, threads, supervisor, deployments, plugins));
        metrics.ifPresent(parts::add);
        parts.add(management);
        for (var part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("A part of the server cannot be closed", e);
            }
        }
    }
}
