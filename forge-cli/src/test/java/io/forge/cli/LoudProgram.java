package io.forge.cli;

import io.forge.cli.log.LogConfig;
import io.forge.cli.log.LogConfig.Format;
import io.forge.cli.log.LogConfig.Level;
import io.forge.cli.log.Logging;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Logs by every way that leads into the log; its arguments are a format and a level. */
final class LoudProgram {

    private LoudProgram() {}

    public static void main(String[] arguments) throws Exception {
        var logging = Logging.start();
        var level = Level.valueOf(arguments[1]);
        logging.apply(new LogConfig(Format.valueOf(arguments[0]), level, Map.of("org.xnio", Level.INFO)));
        failInUndertow();
        java.util.logging.Logger.getLogger("com.example.Old").warning("by java.util.logging");
        System.getLogger("com.example.Platform").log(System.Logger.Level.WARNING, "by System.Logger");
        MDC.put("tenant", "blue");
        LoggerFactory.getLogger("com.example.Ranker")
                .atInfo()
                .addKeyValue("count", 17)
                .log("by SLF4J\n2026-11-01T00:00:00.000Z ERROR forged");
        LoggerFactory.getLogger("com.example.Ranker").debug("in detail");
        logging.close();
    }

    private static void failInUndertow() throws Exception {
        var server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", exchange -> {
                    throw new IllegalStateException("thrown in Undertow");
                })
                .build();
        server.start();
        var address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort()));
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding());
        server.stop();
    }
}
