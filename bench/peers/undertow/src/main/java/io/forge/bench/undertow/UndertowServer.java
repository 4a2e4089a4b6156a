package io.forge.bench.undertow;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.forge.bench.common.JsonReversal;
import io.forge.bench.common.VirtualThreads;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/**
 * {@code POST /reverse} and {@code POST /sleep} as somebody writes them who knows Undertow and Jackson and has no Forge.
 *
 * <p>Same JSON settings, size of buffers and speed options as Forge's, and the same reversal; none of its limits and checks.
 */
public final class UndertowServer {

    private static final int BUFFER_SIZE = 16 << 10;
    private static final byte[] FIXED = "{\"data\":[\"!dlroW ,olleH\",[3,2,1]]}".getBytes(US_ASCII);

    private final Place place;
    private final UnaryOperator<byte[]> reverse;
    private final UnaryOperator<byte[]> sleep;

    private UndertowServer(Place place, UnaryOperator<byte[]> reverse, UnaryOperator<byte[]> sleep) {
        this.place = place;
        this.reverse = reverse;
        this.sleep = sleep;
    }

    /** Where the work is done once the body is there. */
    private interface Place {
        void run(HttpServerExchange exchange, HttpHandler work) throws Exception;
    }

    /** Serves on a free port, with the work done where the one argument says. */
    public static void main(String[] args) {
        var server = server(args.length == 1 ? args[0] : "");
        var undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setBufferSize(BUFFER_SIZE)
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .setHandler(server::route)
                .build();
        undertow.start();
        var address = (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
        System.out.println("http://127.0.0.1:" + address.getPort());
    }

    private static UndertowServer server(String mode) {
        Place ioThread = (exchange, work) -> work.handleRequest(exchange);
        var json = JsonReversal.onPlatformThreads();
        return switch (mode) {
            case "io" -> new UndertowServer(ioThread, json::reverse, json::sleep);
            case "fixed" -> new UndertowServer(ioThread, body -> FIXED, json::sleep);
            case "worker" -> new UndertowServer(HttpServerExchange::dispatch, json::reverse, json::sleep);
            case "virtual" -> onVirtualThreads();
            default ->
                throw new IllegalArgumentException(
                        "The one argument must be io, fixed, worker or virtual but is '%s'".formatted(mode));
        };
    }

    private static UndertowServer onVirtualThreads() {
        Executor threads = VirtualThreads.executor()
                .orElseThrow(() -> new IllegalArgumentException("'virtual' needs Java 21 or later"));
        var json = JsonReversal.onVirtualThreads();
        return new UndertowServer((exchange, work) -> exchange.dispatch(threads, work), json::reverse, json::sleep);
    }

    private void route(HttpServerExchange exchange) {
        if (!exchange.getRequestMethod().equals(Methods.POST)) {
            exchange.setStatusCode(404);
            return;
        }
        switch (exchange.getRequestPath()) {
            case "/reverse" -> receive(exchange, reverse);
            case "/sleep" -> receive(exchange, sleep);
            default -> exchange.setStatusCode(404);
        }
    }

    private void receive(HttpServerExchange exchange, UnaryOperator<byte[]> work) {
        // The IO thread reads the body, wherever the work is done: a dispatched receiver comes back to the IO thread
        // with every body that has not come in one piece with its head.
        exchange.getRequestReceiver().receiveFullBytes((received, body) -> {
            try {
                place.run(received, placed -> answer(placed, body, work));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void answer(HttpServerExchange exchange, byte[] body, UnaryOperator<byte[]> work) {
        byte[] answer;
        try {
            answer = work.apply(body);
        } catch (IllegalArgumentException e) {
            exchange.setStatusCode(400);
            return;
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(ByteBuffer.wrap(answer));
    }
}
