package io.forge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

/**
 * Sends requests, each on a connection of its own, and throws the answers away.
 *
 * <p>With a bare socket: the hundreds of classes of the JDK's client would be kept for servers that never use them.
 */
final class RehearsalClient {

    private static final int PATIENCE_MILLIS = 10_000;

    private final URI server;

    RehearsalClient(URI server) {
        this.server = server;
    }

    void get(String path) throws IOException {
        send("GET " + path, "", "");
    }

    void post(String path, String json) throws IOException {
        post(path, "*/*", json);
    }

    void postForEvents(String path, String json) throws IOException {
        post(path, "text/event-stream", json);
    }

    /** A request of the inference protocol that is followed by eight bytes, the value of a tensor. */
    void postTensor(String path, String json) throws IOException {
        int length = json.getBytes(UTF_8).length;
        send(
                "POST " + path,
                "Inference-Header-Content-Length: %s\r\nContent-Length: %s\r\n".formatted(length, length + Long.BYTES),
                json + "\0".repeat(Long.BYTES));
    }

    private void post(String path, String accept, String json) throws IOException {
        send(
                "POST " + path,
                "Accept: %s\r\nContent-Type: application/json\r\nContent-Length: %s\r\n"
                        .formatted(accept, json.getBytes(UTF_8).length),
                json);
    }

    private void send(String methodAndPath, String headers, String body) throws IOException {
        String request = "%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n%s"
                .formatted(methodAndPath, server.getAuthority(), headers, body);
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            if (!answer.startsWith("HTTP/1.1 ")) {
                throw new IOException("%s was answered '%s'".formatted(methodAndPath, answer));
            }
        }
    }
}
