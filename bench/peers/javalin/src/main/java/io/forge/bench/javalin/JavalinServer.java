package io.forge.bench.javalin;

import io.forge.bench.common.JsonReversal;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import java.util.function.UnaryOperator;

/** {@code POST /reverse} and {@code POST /sleep} on virtual threads where the JDK has them, else on Jetty's pool. */
public final class JavalinServer {

    private JavalinServer() {}

    /** Serves on a free port. */
    public static void main(String[] args) {
        var javalin = Javalin.create(JavalinServer::configure).start("127.0.0.1", 0);
        System.out.println("http://127.0.0.1:" + javalin.port());
    }

    private static void configure(JavalinConfig config) {
        boolean virtual = Runtime.version().feature() >= 21;
        var json = virtual ? JsonReversal.onVirtualThreads() : JsonReversal.onPlatformThreads();
        config.concurrency.useVirtualThreads = virtual;
        config.startup.showJavalinBanner = false;
        config.routes.post("/reverse", context -> answer(context, json::reverse));
        config.routes.post("/sleep", context -> answer(context, json::sleep));
    }

    private static void answer(Context context, UnaryOperator<byte[]> work) {
        byte[] answer;
        try {
            answer = work.apply(context.bodyAsBytes());
        } catch (IllegalArgumentException e) {
            context.status(400);
            return;
        }
        context.contentType(ContentType.APPLICATION_JSON).result(answer);
    }
}
