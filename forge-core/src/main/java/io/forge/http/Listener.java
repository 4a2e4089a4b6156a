package io.forge.http;

import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** One address with its transport: takes connections there and gives their requests to a handler. */
final class Listener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /** What Undertow takes for its own buffers where there is memory enough. */
    private static final int BUFFER_SIZE = 16 << 10;

    /** Room for what our own limits count differently from Undertow's one: the request line and line ends. */
    private static final long HEADER_SLACK = 8 << 10;

    /** So that as many headers too many are told so, and not just refused by Undertow. */
    private static final int HEADER_COUNT_SLACK = 100;

    private final HttpConfig config;
    private final KeptConnections kept = new KeptConnections();
    private @Nullable HttpOpenListener connections;
    private volatile @Nullable AcceptingChannel<? extends StreamConnection> accepting;

    /**
     * A listener that is not open yet.
     *
     * @param config its address, and the limits of its connections
     */
    Listener(HttpConfig config) {
        this.config = config;
    }

    /**
     * Takes connections from now on; called once.
     *
     * @param worker runs them
     * @param handler gets each request, on the IO thread of its connection
     * @throws IOException if the address cannot be had; the message says why and what to do
     */
    void open(XnioWorker worker, HttpHandler handler) throws IOException {
        var open = new HttpOpenListener(new IoBuffers(BUFFER_SIZE), undertowOptions());
        open.setRootHandler(handler);
        connections = open;
        var channel = bind(worker, this::accept);
        accepting = channel;
        channel.resumeAccepts();
    }

    private void accept(AcceptingChannel<? extends StreamConnection> channel) {
        try {
            for (var connection = channel.accept(); connection != null; connection = channel.accept()) {
                opened(connection);
            }
        } catch (ClosedChannelException e) {
            LOG.trace("All connections have been taken", e);
        } catch (IOException e) {
            LOG.warn("A connection cannot be accepted", e);
        }
    }

    private void opened(StreamConnection connection) {
        var open = connections;
        if (open == null) {
            IoUtils.safeClose(connection);
            return;
        }
        CountingSource.install(connection);
        kept.add(connection);
        open.handleEvent(connection);
    }

    private AcceptingChannel<? extends StreamConnection> bind(
            XnioWorker worker, ChannelListener<AcceptingChannel<StreamConnection>> acceptListener) throws IOException {
        var address = new InetSocketAddress(resolve(), config.port());
        try {
            return worker.createStreamConnectionServer(address, acceptListener, socketOptions());
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

    /** Whether it was opened. */
    boolean isOpen() {
        return accepting != null;
    }

    /** Whether nobody but this machine reaches it. */
    boolean isOnLoopback() {
        var channel = accepting;
        return channel != null
                && channel.getLocalAddress(InetSocketAddress.class).getAddress().isLoopbackAddress();
    }

    /** Where it listens, with the port that it really has. */
    URI uri() {
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

    /** The connections that it has taken. */
    KeptConnections connections() {
        return kept;
    }

    /** Takes no connection any more, but those that wait already; those that are there go on. */
    void stopAccepting() {
        var channel = accepting;
        if (channel != null && channel.isOpen()) {
            new AcceptThread(channel.getWorker()).runWhenAllAreAccepted(() -> IoUtils.safeClose(channel));
        }
    }

    /** Closes every connection; its threads belong to somebody else. */
    @Override
    public void close() {
        IoUtils.safeClose(accepting);
        var open = connections;
        if (open != null) {
            open.closeConnections();
        }
    }
}
