package io.forge.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.forge.handlers.reverse.Reversal;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /reverse} as somebody writes it who knows Undertow and Jackson and has no Forge.
 *
 * <p>Same JSON settings, buffers and speed options as Forge's, and the same reversal; none of its limits and checks.
 */
final class BareUndertow {

    private static final int BUFFER_SIZE = 16 << 10;
    private static final byte[] FIXED = "{\"data\":[\"!dlroW ,olleH\",[3,2,1]]}".getBytes(US_ASCII);

    private final ObjectReader reader;
    private final ObjectWriter writer;

    private BareUndertow() {
        var factory = JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.threadLocalPool())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .build();
        var mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        this.reader = mapper.readerFor(new TypeReference<Map<String, Object>>() {});
        this.writer = mapper.writerFor(Reversal.class);
    }

    public static void main(String[] args) {
        var bare = new BareUndertow();
        HttpHandler handler = switch (args[0]) {
            case "reverse" -> bare::reverse;
            case "worker" -> exchange -> exchange.dispatch(bare::reverse);
            case "fixed" -> BareUndertow::fixed;
            default -> throw new IllegalArgumentException("There is no mode '%s'".formatted(args[0]));
        };
        var undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setBufferSize(BUFFER_SIZE)
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .setHandler(exchange -> route(exchange, handler))
                .build();
        undertow.start();
        var address = (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
        System.out.println("http://127.0.0.1:" + address.getPort());
    }

    private static void route(HttpServerExchange exchange, HttpHandler handler) throws Exception {
        if (exchange.getRequestMethod().equals(Methods.POST)
                && exchange.getRequestPath().equals("/reverse")) {
            handler.handleRequest(exchange);
        } else {
            exchange.setStatusCode(404);
        }
    }

    private void reverse(HttpServerExchange exchange) {
        exchange.getRequestReceiver().receiveFullBytes((received, body) -> {
            try {
                Map<String, Object> values = reader.readValue(body);
                send(received, writer.writeValueAsBytes(Reversal.of(values)));
            } catch (JacksonException e) {
                received.setStatusCode(400);
            }
        });
    }

    private static void fixed(HttpServerExchange exchange) {
        exchange.getRequestReceiver().receiveFullBytes((received, body) -> send(received, FIXED));
    }

    private static void send(HttpServerExchange exchange, byte[] answer) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(ByteBuffer.wrap(answer));
    }
}
