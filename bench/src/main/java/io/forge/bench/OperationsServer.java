package io.forge.bench;

import io.forge.Forge;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import java.util.concurrent.CountDownLatch;

/**
 * Forge with its management port and handlers that are trouble: {@code hold} never lets go of its IO thread, and calls of
 * {@code wait} never end; beside them {@code reverse} and as many more as make a long list of metrics.
 */
final class OperationsServer {

    /** With those of the JVM, more than a thousand series. */
    private static final int MORE = 60;

    private OperationsServer() {}

    /** Prints its address, and then that of its management port. */
    public static void main(String[] args) throws InterruptedException {
        var never = new CountDownLatch(1);
        var stuck = Handler.unary(Object.class, Object.class, (input, call) -> {
            never.await();
            return input;
        });
        var builder = Forge.builder()
                .port(0)
                .managementPort(0)
                .handlers("reverse")
                .set("metrics.enabled", Boolean.parseBoolean(args[0]))
                .set("calls.timeout", "10m")
                .handler("hold", stuck.on(Dispatch.EVENT_LOOP))
                .handler("wait", stuck.on(Dispatch.WORKER));
        for (int i = 0; i < MORE; i++) {
            builder.handler("more-" + i, Handler.unary(Object.class, Object.class, (input, call) -> input));
        }
        try (var forge = builder.start()) {
            System.out.println(forge.uri());
            System.out.println(forge.managementUri().orElseThrow());
            never.await();
        }
    }

    /** The handlers of which there are many. */
    static String more(int number) {
        return "/more-" + number % MORE;
    }

    /** How many of them there are. */
    static int countOfMore() {
        return MORE;
    }
}
