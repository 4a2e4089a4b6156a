package io.forge.bench;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/** Answers every request with the same bytes, after a while: the load of clients without anything that computes an answer. */
final class CannedServer {

    private static final int ANSWER = 16 * 384 * Float.BYTES;

    private final ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER);
    private final long delayMicros;
    private final Undertow undertow;

    /**
     * A server on a free port.
     *
     * @param delayMicros until an answer
     */
    CannedServer(long delayMicros) {
        this.delayMicros = delayMicros;
        this.undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(1)
                .setHandler(this::handle)
                .build();
    }

    int start() {
        undertow.start();
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    private void handle(HttpServerExchange exchange) {
        exchange.getRequestReceiver()
                .receiveFullBytes((received, body) ->
                        received.dispatch(SameThreadExecutor.INSTANCE, () -> answerLater(received)));
    }

    private void answerLater(HttpServerExchange exchange) {
        exchange.getIoThread()
                .executeAfter(
                        () -> exchange.getResponseSender().send(answer.duplicate()),
                        delayMicros,
                        TimeUnit.MICROSECONDS);
    }
}
