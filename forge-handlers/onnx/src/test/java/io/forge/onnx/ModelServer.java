package io.forge.onnx;

import io.forge.Forge;
import io.forge.ForgeBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A server of the models in a folder, and a client of it. */
final class ModelServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Forge forge;

    private ModelServer(Forge forge) {
        this.forge = forge;
    }

    static ModelServer of(Path folder) {
        return of(folder, builder -> builder);
    }

    static ModelServer of(Path folder, UnaryOperator<ForgeBuilder> configured) {
        var builder = Forge.builder().port(0).handlers("onnx").set("models.directory", folder.toString());
        return new ModelServer(configured.apply(builder).start());
    }

    Forge forge() {
        return forge;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    /** What a model answers to rows of three numbers under the name x. */
    HttpResponse<String> infer(String model, String numbers) throws IOException, InterruptedException {
        int rows = numbers.split(",").length / 3;
        return post(
                "/v2/models/" + model + "/infer",
                "{\"inputs\": [{\"name\": \"x\", \"datatype\": \"FP32\", \"shape\": [%s, 3], \"data\": [%s]}]}"
                        .formatted(rows, numbers));
    }

    private HttpRequest.Builder request(String path) {
        URI uri = forge.uri().resolve(path);
        return HttpRequest.newBuilder(uri).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        forge.close();
    }
}
