package io.forge.http.v2;

import io.forge.http.v2.InferenceServer.Inferred;
import io.forge.testkit.RawConnection;
import io.forge.testkit.RawResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends one request after another on the same connection, and on a new one only when the server has closed it. */
final class KeptClient implements AutoCloseable {

    private final InferenceServer server;
    private @Nullable RawConnection connection;

    KeptClient(InferenceServer server) {
        this.server = server;
    }

    /** The answer to {@code POST}; the server must give one, on a new connection if it closes the old. */
    Inferred post(String path, String headers, byte[] body) {
        byte[] request = InferenceServer.request("POST", path, headers, body);
        Optional<RawResponse> answer = connection == null ? Optional.empty() : exchange(connection, request);
        if (answer.isEmpty()) {
            close();
            var opened = RawConnection.to(server.forge().uri());
            connection = opened;
            answer = exchange(opened, request);
        }
        var given = answer.orElseThrow(() -> new AssertionError("The server closed without an answer"));
        if (given.header("Connection").filter("close"::equalsIgnoreCase).isPresent()) {
            close();
        }
        return InferenceServer.inferred(given);
    }

    private static Optional<RawResponse> exchange(RawConnection connection, byte[] request) {
        connection.offer(request);
        return connection.readUnlessDropped();
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
