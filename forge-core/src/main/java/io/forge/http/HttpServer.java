package io.forge.http;

import io.forge.runtime.BodyMemory;
import io.forge.runtime.Codec;
import io.forge.runtime.Codecs;
import io.forge.runtime.ServableRegistry;
import io.undertow.UndertowOptions;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.channels.AcceptingChannel;

/** Listens on one address and serves what is in the registry. */
public final class HttpServer implements AutoCloseable {

    /** What Undertow takes for its own buffers where there is memory enough. */
    private static final int BUFFER_SIZE = 16 << 10;

    /** Room for what our own limits count differently from Undertow's one: the request line and line ends. */
    private static final long HEADER_SLACK = 8 << 10;

    /** So that as many headers too many are told so, and not just refused by Undertow. */
    private static final int HEADER_COUNT_SLACK = 100;

    private final HttpConfig config;
    private final Threads threads;
    private final ServableRegistry registry;
    private final Codec<Problem> problems;
    private final AtomicBoolean draining = new AtomicBoolean();
    private final Responder responder;
    private @Nullable HttpOpenListener listener;
    private @Nullable AcceptingChannel<? extends StreamConnection> accepting;

    /**
     * A server that does not listen yet.
     *
     * @param codecs writes the problem documents
     */
    @SuppressWarnings("unchecked") // A codec is found by the very type that it is for.
    public HttpServer(HttpConfig config, Threads threads, ServableRegistry registry, Codecs codecs) {
        this.config = config;
        this.threads = threads;
        this.registry = registry;
        this.problems = (Codec<Problem>) codecs.of(Problem.class);
        this.responder = new Responder(problems, config, draining);
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if the address cannot be had; the message says why and what to do
     */
    public void start() throws IOException {
        var pool = new IoBuffers(BUFFER_SIZE);
        var memory = new BodyMemory(config.maxBodyMemory().bytes());
        var parts = new HttpParts(config, memory, responder, problems, draining);
        var open = new HttpOpenListener(pool, undertowOptions());
        var frontend = new HttpFrontend(router(), parts);
        registry.onChange(() -> frontend.reroute(router()));
        open.setRootHandler(frontend);
        listener = open;
        ChannelListener<AcceptingChannel<StreamConnection>> acceptListener =
                ChannelListeners.openListenerAdapter(connection -> {
                    CountingSource.install(connection);
                    open.handleEvent(connection);
                });
        var channel = bind(acceptListener);
        accepting = channel;
        channel.resumeAccepts();
    }

    private AcceptingChannel<? extends StreamConnection> bind(
            ChannelListener<AcceptingChannel<StreamConnection>> acceptListener) throws IOException {
        var address = new InetSocketAddress(resolve(), config.port());
        try {
            return threads.worker().createStreamConnectionServer(address, acceptListener, socketOptions());
        } catch (IOException | UnsupportedAddressTypeException e) {
            throw new IOException(BindFailure.inWords(config, e), e);
        }
    }

    private InetAddress resolve() throws IOException {
        try {
            return InetAddress.getByName(HostText.bare(config.host()));
        } catch (UnknownHostException | IllegalArgumentException e) {
            throw new IOException(whyUnknown(), e);
        }
    }

    private String whyUnknown() {
        String host = config.host();
        int zone = host.indexOf('%');
        return zone < 0
                ? "Host '%s' is unknown: use an address of this machine".formatted(host)
                : "There is no network interface '%s', which '%s' names: use an address of this machine"
                        .formatted(HostText.bare(host).replaceFirst(".*%", ""), host);
    }

    private OptionMap undertowOptions() {
        return OptionMap.builder()
                // Paths are routed as they stand on the wire.
                .set(UndertowOptions.DECODE_URL, false)
                // HTTP/1.1 keeps connections alive without being told (RFC 9112, section 9.3).
                .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .set(UndertowOptions.MAX_HEADER_SIZE, (int)
                        (config.maxHeader().bytes() + config.maxUri().bytes() + HEADER_SLACK))
                .set(UndertowOptions.MAX_HEADERS, config.maxHeaders() + HEADER_COUNT_SLACK)
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int)
                        config.headerTimeout().toMillis())
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, (int)
                        config.idleTimeout().toMillis())
                // The body reader counts, against the limit of each handler; by default Undertow ends bodies at 2 MiB.
                .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .set(UndertowOptions.ENABLE_HTTP2, false)
                .getMap();
    }

    private static OptionMap socketOptions() {
        return OptionMap.builder()
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BALANCING_TOKENS, 1)
                .set(Options.BALANCING_CONNECTIONS, 2)
                .set(Options.BACKLOG, 1024)
                .getMap();
    }

    /** Where the server listens, with the port that it really has. */
    public URI uri() {
        var channel = accepting;
        if (channel == null) {
            throw new IllegalStateException("The server does not listen yet");
        }
        var address = channel.getLocalAddress(InetSocketAddress.class);
        // What is written as ::ffff:127.0.0.1 is the address 127.0.0.1, and not every client can be told it otherwise.
        boolean mapped = config.host().contains(":") && address.getAddress() instanceof Inet4Address;
        var asWritten = mapped ? Optional.<URI>empty() : uri(config.host(), address.getPort());
        return asWritten.isPresent()
                ? asWritten.get()
                : uri(numeric(address.getAddress()), address.getPort()).orElseThrow();
    }

    /** Empty where a URL may not have such a host: a name with an underscore, or a zone with a hyphen. */
    private static Optional<URI> uri(String host, int port) {
        try {
            var uri = new URI("http://%s:%s".formatted(HostText.inUrl(host), Integer.toString(port)));
            return Optional.of(uri).filter(made -> made.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String numeric(InetAddress address) {
        String text = address.getHostAddress();
        return address instanceof Inet6Address scoped && scoped.getScopeId() > 0
                ? text.replaceFirst("%.*", "%" + scoped.getScopeId())
                : text;
    }

    /** Where each handler is called, by path, whether the server listens or not. */
    public List<Endpoint> endpoints() {
        return router().routes().stream()
                .map(route -> new Endpoint(route.method(), route.path(), route.servable()))
                .toList();
    }

    private Router router() {
        return new Router(List.of(new PlainProtocol()), registry.all());
    }

    /** Whether some client has not taken all of its answer yet. */
    public boolean isWriting() {
        return responder.isWriting();
    }

    /** Takes no connection and no call any more; calls under way go on. */
    public void drain() {
        draining.set(true);
        IoUtils.safeClose(accepting);
    }

    /** Closes every connection; its threads belong to somebody else. */
    @Override
    public void close() {
        drain();
        var open = listener;
        if (open != null) {
            open.closeConnections();
        }
    }
}
