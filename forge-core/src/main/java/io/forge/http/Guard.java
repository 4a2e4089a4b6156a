package io.forge.http;

import static io.forge.http.ProblemType.BAD_REQUEST;
import static io.forge.http.ProblemType.EXPECTATION_FAILED;
import static io.forge.http.ProblemType.HEADERS_TOO_LARGE;
import static io.forge.http.ProblemType.UNIMPLEMENTED;
import static io.forge.http.ProblemType.URI_TOO_LONG;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.util.Optional;

/**
 * Refuses what Undertow's parser lets through and a careful server must not (RFC 9110, RFC 9112).
 *
 * <p>Runs before anything else and before the body; allocates nothing for a request that is as it should be.
 */
final class Guard implements RequestCheck {

    /** As many digits as a long holds in any case. */
    private static final int MAX_LENGTH_DIGITS = 18;

    private final long maxUri;
    private final long maxHeader;
    private final int maxHeaders;

    Guard(HttpConfig config) {
        this.maxUri = config.maxUri().bytes();
        this.maxHeader = config.maxHeader().bytes();
        this.maxHeaders = config.maxHeaders();
    }

    @Override
    public Optional<Refusal> check(HttpServerExchange exchange) {
        var headers = exchange.getRequestHeaders();
        var transferEncoding = headers.get(Headers.TRANSFER_ENCODING);
        if (transferEncoding != null) {
            // Undertow reads broken chunks too: nothing after such a body may be taken for a request.
            exchange.setPersistent(false);
            var refusal = checkTransferEncoding(exchange, transferEncoding);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        var method = exchange.getRequestMethod();
        if (method.equals(Methods.HEAD) && !method.toString().equals(Methods.HEAD_STRING)) {
            // Undertow leaves out the body of the answer to "head" too: only the end of the connection tells its end.
            exchange.setPersistent(false);
        }
        String length = headers.getFirst(Headers.CONTENT_LENGTH);
        if (length != null && length.length() > MAX_LENGTH_DIGITS) {
            // Undertow counts past the end of a long and starts again: 18446744073709551618 ends a body after 2 bytes.
            return refuse(BAD_REQUEST, "The Content-Length has more than %s digits".formatted(MAX_LENGTH_DIGITS));
        }
        int uri = exchange.getRequestURI().length() + exchange.getQueryString().length();
        if (uri > maxUri) {
            return refuse(URI_TOO_LONG, "The request target has %s bytes and may have %s".formatted(uri, maxUri));
        }
        var tooLarge = checkSize(headers);
        if (tooLarge.isPresent()) {
            return tooLarge;
        }
        var expect = headers.get(Headers.EXPECT);
        if (expect != null && !ListHeader.hasOnly(expect, "100-continue")) {
            return refuse(EXPECTATION_FAILED, "The only supported expectation is 100-continue");
        }
        if (expect != null) {
            // Undertow tells the client to go on only where the list is in its plainest form.
            headers.put(Headers.EXPECT, "100-continue");
        }
        boolean absolute = exchange.isHostIncludedInRequestURI() && !method.equals(Methods.CONNECT);
        return absolute ? checkAuthority(exchange) : Optional.empty();
    }

    private static Optional<Refusal> checkTransferEncoding(HttpServerExchange exchange, HeaderValues codings) {
        if (exchange.isHttp10()) {
            return refuse(BAD_REQUEST, "HTTP/1.0 has no Transfer-Encoding: send Content-Length");
        }
        // A list too, but two readers that see it differently disagree about where the body ends: only the plainest
        // form.
        if (codings.size() != 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
            return refuse(UNIMPLEMENTED, "The only supported Transfer-Encoding is chunked");
        }
        return Optional.empty();
    }

    private Optional<Refusal> checkSize(HeaderMap headers) {
        int count = 0;
        long bytes = 0;
        for (long cookie = headers.fastIterateNonEmpty(); cookie != -1; cookie = headers.fiNextNonEmpty(cookie)) {
            var values = headers.fiCurrent(cookie);
            int size = values.size();
            count += size;
            for (int i = 0; i < size; i++) {
                bytes += values.getHeaderName().length() + values.get(i).length() + 4;
            }
        }
        if (count > maxHeaders) {
            return refuse(HEADERS_TOO_LARGE, "The request has %s headers and may have %s".formatted(count, maxHeaders));
        }
        if (bytes > maxHeader) {
            return refuse(HEADERS_TOO_LARGE, "The headers have %s bytes and may have %s".formatted(bytes, maxHeader));
        }
        return Optional.empty();
    }

    /** An absolute request target must name the same host as the Host header (RFC 9112, section 3.2.2). */
    private static Optional<Refusal> checkAuthority(HttpServerExchange exchange) {
        String target = exchange.getRequestURI();
        int start = target.indexOf("//") + 2;
        int end = target.indexOf('/', start);
        String authority = end < 0 ? target.substring(start) : target.substring(start, end);
        String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
        if (host != null && !authority.equalsIgnoreCase(host)) {
            return refuse(BAD_REQUEST, "The request target and the Host header name different hosts");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refuse(ProblemType type, String detail) {
        return Optional.of(Refusal.close(type, detail));
    }
}
