package io.forge.bench.vertx;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CompletableFuture;

/** Starts a {@link ReverseVerticle} on an event loop for each processor. */
public final class VertxServer {

    private VertxServer() {}

    /** Serves on a free port. */
    public static void main(String[] args) {
        int processors = Runtime.getRuntime().availableProcessors();
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(processors));
        var port = new CompletableFuture<Integer>();
        vertx.deployVerticle(() -> new ReverseVerticle(port), new DeploymentOptions().setInstances(processors))
                .onFailure(failure -> vertx.close())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        System.out.println("http://127.0.0.1:" + port.join());
    }
}
