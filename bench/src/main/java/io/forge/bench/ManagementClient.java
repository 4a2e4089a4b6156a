package io.forge.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks the management port of an {@link OperationsServer}; for use by one thread at a time. */
final class ManagementClient {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI server;

    private ManagementClient(URI server) {
        this.server = server;
    }

    static ManagementClient of(Server server) throws IOException {
        return new ManagementClient(URI.create(server.nextLine()));
    }

    /** What is there. */
    String get(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE).build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IOException("%s answered %s: %s".formatted(path, answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    /** How long it takes, in milliseconds. */
    double millisOf(String path) throws IOException, InterruptedException {
        long start = System.nanoTime();
        get(path);
        return (System.nanoTime() - start) / 1e6;
    }
}
