package io.forge.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** What a request says before its body; may be read on any thread until the answer leaves. A class to extend, as there is one for each call. */
public class RequestHead {

    final HttpServerExchange exchange;

    RequestHead(HttpServerExchange exchange) {
        this.exchange = exchange;
    }

    /** The method, as it stands on the wire. */
    public final String method() {
        return exchange.getRequestMethod().toString();
    }

    /** The path, raw, without the query. */
    public final String path() {
        return RawPath.of(exchange);
    }

    /** What follows the question mark, raw; empty where there is none. */
    public final String query() {
        return exchange.getQueryString();
    }

    /** The value of {@code Content-Type}. */
    public final Optional<String> contentType() {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE));
    }

    /** The first value of a header, whose name is looked up without regard to case. */
    public final Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** All values of a header, one for each line of it. */
    public final List<String> headers(String name) {
        var values = exchange.getRequestHeaders().get(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    /** Whether it comes from this machine, by the address that the connection has. */
    public final boolean isFromLoopback() {
        var peer = exchange.getConnection().getPeerAddress(InetSocketAddress.class);
        return peer != null && peer.getAddress() != null && peer.getAddress().isLoopbackAddress();
    }
}
