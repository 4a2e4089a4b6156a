package io.forge.bench.helidon;

import io.forge.bench.common.JsonReversal;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.UnaryOperator;

/** {@code POST /reverse} and {@code POST /sleep} on the virtual threads on which Helidon runs everything. */
public final class HelidonServer {

    private HelidonServer() {}

    /** Serves on a free port. */
    public static void main(String[] args) {
        var json = JsonReversal.onVirtualThreads();
        var server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .routing(routing -> routing.post("/reverse", (in, out) -> answer(in, out, json::reverse))
                        .post("/sleep", (in, out) -> answer(in, out, json::sleep)))
                .build()
                .start();
        System.out.println("http://127.0.0.1:" + server.port());
    }

    private static void answer(ServerRequest request, ServerResponse response, UnaryOperator<byte[]> work) {
        byte[] answer;
        try {
            answer = work.apply(request.content().as(byte[].class));
        } catch (IllegalArgumentException e) {
            response.status(Status.BAD_REQUEST_400).send();
            return;
        }
        response.header(HeaderValues.CONTENT_TYPE_JSON).send(answer);
    }
}
