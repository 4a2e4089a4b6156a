package io.forge.bench;

import io.forge.Forge;
import io.forge.api.Call;
import io.forge.api.Content;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.api.Sink;
import java.util.concurrent.CountDownLatch;

/**
 * Forge with every default on: {@code reverse}, {@code sleep}, {@code echo}, {@code record}, which gives back four numbers, {@code
 * raw}, which gives back bytes that nobody looks at, and {@code stream}, which sends 1 GB.
 */
final class ForgeServer {

    private static final String ITEM = "x".repeat(1 << 10);
    private static final int ITEMS = 1_000_000_000 / ITEM.length();

    /** What {@code record} gives back. */
    public record Measures(float a, float b, float c, float d) {}

    private ForgeServer() {}

    public static void main(String[] args) throws InterruptedException {
        var builder = Forge.builder()
                .port(0)
                .handlers("reverse", "sleep", "echo")
                .handler(
                        "raw",
                        Handler.unary(Content.class, Content.class, (bytes, call) -> bytes)
                                .on(Dispatch.EVENT_LOOP))
                .handler(
                        "record",
                        Handler.unary(Measures.class, Measures.class, (measures, call) -> measures)
                                .on(Dispatch.EVENT_LOOP))
                .handler("stream", Handler.streaming(Void.class, String.class, ForgeServer::stream))
                .set("handlers.raw.max-body", "64MiB")
                .set("handlers.reverse.dispatch", args[0])
                .set("handlers.sleep.dispatch", args[0]);
        try (var forge = builder.start()) {
            System.out.println(forge.uri());
            new CountDownLatch(1).await();
        }
    }

    private static void stream(Void nothing, Sink<String> sink, Call call) throws InterruptedException {
        for (int i = 0; i < ITEMS; i++) {
            sink.send(ITEM);
        }
    }
}
