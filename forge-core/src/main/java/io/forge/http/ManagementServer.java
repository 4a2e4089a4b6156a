package io.forge.http;

import io.forge.config.ByteSize;
import io.forge.runtime.Admission;
import io.forge.runtime.CallObserver;
import io.forge.runtime.CallServices;
import io.forge.runtime.Lifecycle;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers those who operate the server, on a port and threads of its own: never behind calls, and from before the handlers
 * are loaded until they are closed.
 */
public final class ManagementServer implements AutoCloseable {

    private static final ByteSize MAX_BODY = ByteSize.ofKibibytes(64);
    private static final ByteSize MAX_BODY_MEMORY = ByteSize.ofMebibytes(1);

    private final HttpConfig config;
    private final CallServices services;
    private final Threads threads = Threads.forManagement();
    private final Listener listener;

    /**
     * A server that does not listen yet.
     *
     * @param address where it is to listen
     * @param limits those of requests
     * @param services what calls need, of which there are none
     */
    public ManagementServer(ManagementConfig address, HttpConfig limits, CallServices services) {
        this.config = limits.at(address.host(), Math.max(0, address.port()), MAX_BODY, MAX_BODY_MEMORY);
        this.services = services;
        this.listener = new Listener(config);
    }

    /**
     * Starts to listen; called once.
     *
     * @param protocol what is answered, whatever the path
     * @throws IOException if the address cannot be had; the message says why and what to do
     */
    public void start(Protocol protocol) throws IOException {
        threads.start();
        // That of the server ends long before this one.
        var lifecycle = new Lifecycle();
        var parts = new HttpParts(
                config,
                new Admission(MAX_BODY_MEMORY.bytes(), CallObserver.NONE, lifecycle),
                services,
                new Responder(config, lifecycle),
                lifecycle,
                listener.connections(),
                new AtomicInteger());
        var check = new Guard(config).and(new LocalRequests(listener::isOnLoopback));
        try {
            listener.open(threads.worker(), new HttpFrontend(new Router(List.of(protocol), List.of()), parts, check));
        } catch (IOException e) {
            threads.close();
            throw e;
        }
    }

    /** Runs what takes its time, on one thread of this server, away from that of IO. */
    public Executor tasks() {
        return threads.tasks();
    }

    /** Where it listens, with the port that it really has; empty where it does not. */
    public Optional<URI> uri() {
        return listener.isOpen() ? Optional.of(listener.uri()) : Optional.empty();
    }

    /** Closes every connection, and ends the threads. */
    @Override
    public void close() {
        listener.close();
        threads.close();
    }
}
