package io.forge.bench.vertx;

import io.forge.bench.common.JsonReversal;
import io.forge.bench.common.VirtualThreads;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** Answers {@code POST /reverse} on its event loop and {@code POST /sleep} away from it. */
final class ReverseVerticle extends VerticleBase {

    /** A free port that all instances of one deployment share. */
    private static final int SHARED_FREE_PORT = -1;

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private final CompletableFuture<Integer> port;
    private final JsonReversal onEventLoop = JsonReversal.onPlatformThreads();
    private final Blocking blocking =
            VirtualThreads.executor().map(this::onVirtualThreads).orElseGet(this::onWorkers);

    /** Tells its port when it listens. */
    ReverseVerticle(CompletableFuture<Integer> port) {
        this.port = port;
    }

    /** Runs what blocks, and comes back to the event loop with what came of it. */
    private interface Blocking {
        Future<byte[]> sleep(byte[] body);
    }

    // A verticle on virtual threads would not do: its code may wait for a Future, but all its requests wait for code
    // that blocks.
    private Blocking onVirtualThreads(ExecutorService threads) {
        var json = JsonReversal.onVirtualThreads();
        return body ->
                Future.fromCompletionStage(CompletableFuture.supplyAsync(() -> json.sleep(body), threads), context);
    }

    private Blocking onWorkers() {
        // What comes of it may be null, says Vert.x of any work.
        return body ->
                vertx.executeBlocking(() -> onEventLoop.sleep(body), false).map(Objects::requireNonNull);
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer()
                .requestHandler(this::route)
                .listen(SHARED_FREE_PORT, "127.0.0.1")
                .onSuccess(server -> port.complete(server.actualPort()));
    }

    private void route(HttpServerRequest request) {
        String path = request.path();
        if (path == null || !request.method().equals(HttpMethod.POST)) {
            fail(request.response(), 404);
            return;
        }
        switch (path) {
            case "/reverse" -> request.body().onSuccess(body -> reverse(request.response(), body.getBytes()));
            case "/sleep" -> request.body().onSuccess(body -> sleep(request.response(), body.getBytes()));
            default -> fail(request.response(), 404);
        }
    }

    private void reverse(HttpServerResponse response, byte[] body) {
        byte[] answer;
        try {
            answer = onEventLoop.reverse(body);
        } catch (IllegalArgumentException e) {
            fail(response, 400);
            return;
        }
        send(response, answer);
    }

    private void sleep(HttpServerResponse response, byte[] body) {
        blocking.sleep(body).onSuccess(answer -> send(response, answer)).onFailure(failure -> fail(response, 400));
    }

    private static void send(HttpServerResponse response, byte[] answer) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(Buffer.buffer(answer));
    }

    private static void fail(HttpServerResponse response, int status) {
        response.setStatusCode(status).end();
    }
}
