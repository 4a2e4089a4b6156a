package io.forge.cli;

import io.forge.cli.output.CommandException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Asks a running server for its models, and has it load and unload them. */
final class ModelClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final String REPOSITORY = "v2/repository/";

    /** Beside the server's own limit on loading, which is an hour at the most. */
    private static final Duration TIMEOUT = Duration.ofMinutes(65);

    private final URI server;

    /**
     * A client.
     *
     * @param server such as {@code http://127.0.0.1:8080}
     * @throws CommandException if it is no address
     */
    ModelClient(String server) {
        try {
            var uri = URI.create(server.endsWith("/") ? server : server + "/");
            if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
                throw new IllegalArgumentException(server);
            }
            this.server = uri;
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    "--server must be an address such as http://127.0.0.1:8080 but is '%s'".formatted(server));
        }
    }

    /** What the server has, each version of a model. */
    List<Map<String, Object>> index() throws InterruptedException {
        var answer = send("index");
        refuseFailure(answer);
        try {
            return new JsonMapper().readValue(answer.body(), new TypeReference<List<Map<String, Object>>>() {});
        } catch (JacksonException e) {
            throw new CommandException("%s is no server of models: %s".formatted(server, e.getOriginalMessage()));
        }
    }

    void load(String model) throws InterruptedException {
        change(model, "load");
    }

    void unload(String model) throws InterruptedException {
        change(model, "unload");
    }

    private void change(String model, String change) throws InterruptedException {
        if (!model.matches("[A-Za-z0-9._-]+")) {
            throw new CommandException("'%s' cannot be the name of a model".formatted(model));
        }
        var answer = send("models/%s/%s".formatted(model, change));
        if (answer.statusCode() == 404) {
            throw new CommandException(
                    "The server has no model '%s': forge-cli models shows what it has".formatted(model));
        }
        refuseFailure(answer);
    }

    private HttpResponse<String> send(String path) throws InterruptedException {
        var client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
        var request = HttpRequest.newBuilder(server.resolve(REPOSITORY + path))
                .timeout(TIMEOUT)
                .POST(BodyPublishers.noBody())
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CommandException("No server answers at %s (%s): start one, or name another with --server"
                    .formatted(server, e.getMessage() == null ? "connection refused" : e.getMessage()));
        }
    }

    private static void refuseFailure(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new CommandException(failure(answer.statusCode(), answer.body()));
        }
    }

    private static String failure(int status, String body) {
        try {
            var error = new JsonMapper().readTree(body).path("error");
            if (error.isString()) {
                return error.asString();
            }
        } catch (JacksonException e) {
            // It is another server's, and said as it is.
        }
        return "The server answers %s: %s".formatted(status, body);
    }
}
