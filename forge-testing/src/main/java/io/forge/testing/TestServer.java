package io.forge.testing;

import io.forge.Forge;
import io.forge.api.Handler;
import io.forge.api.HandlerFactory;
import io.forge.config.Node.Section;
import io.forge.config.Nodes;
import io.forge.config.Origin;
import io.forge.config.Overlay;
import io.forge.tensor.Tensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A server on a free port that runs while tests do: for all tests of a class where its field is static, else for each.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TestServer SERVER = new TestServer().factory(new ShoutFactory());
 *
 * @Test
 * void answersInCapitals() {
 *     assertThat(SERVER.post("/shout", "{\"text\":\"hello\"}").body()).isEqualTo("{\"text\":\"HELLO\"}");
 * }
 * }</pre>
 *
 * <p>It serves what it was given or, where that is nothing, what is found on the class path. What a server would only warn of
 * fails the test. For JUnit Jupiter, which a project brings itself.
 */
public final class TestServer implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(TestServer.class);
    private static final String IN_USE = "in use";

    /** How long a test waits for an answer. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Map<String, Handler<?, ?>> handlers = new LinkedHashMap<>();
    private final List<HandlerFactory> factories = new ArrayList<>();
    private final List<Path> plugins = new ArrayList<>();
    private Section settings = Section.EMPTY;

    private final Object lock = new Object(); // Guards what is below: test classes may run at the same time.
    private @Nullable RunningServer running;
    private int users;

    /** Serves a handler. */
    public TestServer handler(String name, Handler<?, ?> handler) {
        handlers.put(name, handler);
        return this;
    }

    /** Serves what a factory makes, under its name and with its section {@code handlers.NAME.config}. */
    public TestServer factory(HandlerFactory factory) {
        factories.add(factory);
        return this;
    }

    /**
     * Loads a plugin and serves its handlers; nothing of the class path is served then, as they may be there as well.
     *
     * @param files its JAR, or the folder with its JARs
     */
    public TestServer plugin(Path files) {
        plugins.add(files);
        return this;
    }

    /**
     * Sets one key of the configuration, such as {@code handlers.shout.config.ending}.
     *
     * @param key the key with its sections, joined by dots
     * @param value a number, boolean, text or list, as it would stand in {@code forge.yaml}
     */
    public TestServer set(String key, Object value) {
        settings = Overlay.of(Nodes.at(key, value, Origin.NONE), settings);
        return this;
    }

    /** The server itself, such as for calls in process. */
    public Forge forge() {
        synchronized (lock) {
            if (running == null) {
                throw new IllegalStateException("The server runs only while a test does:"
                        + " annotate its field with @RegisterExtension, and ask for it in a test");
            }
            return running.forge();
        }
    }

    /** Where it listens. */
    public URI uri() {
        return forge().uri();
    }

    /** Asks for a path, such as {@code /hello}. */
    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** Posts a body, such as JSON, to a path. */
    public HttpResponse<String> post(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    /**
     * Calls a handler that takes and returns {@code Tensors} as a client of the Open Inference Protocol does, with binary
     * tensors in both directions.
     *
     * @param model the handler's name
     * @return all its outputs
     * @throws AssertionError if the call fails; with the status and the server's message
     */
    public Tensors infer(String model, Tensors inputs) {
        var inference = new BinaryInference();
        var request = inference.request(inputs);
        var answer = send(
                request("/v2/models/" + model + "/infer")
                        .header(BinaryInference.JSON_LENGTH, String.valueOf(request.jsonLength()))
                        .POST(BodyPublishers.ofByteArray(request.body().array())),
                BodyHandlers.ofByteArray());
        byte[] body = answer.body();
        if (answer.statusCode() != 200) {
            throw new AssertionError(
                    "Model '%s' answered %s: %s".formatted(model, answer.statusCode(), inference.error(body)));
        }
        int jsonLength = (int)
                answer.headers().firstValueAsLong(BinaryInference.JSON_LENGTH).orElse(body.length);
        return inference.outputs(body, jsonLength);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri().resolve(path)).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> reader) {
        try {
            return client.send(request.build(), reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was interrupted while it waited for an answer", e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        use(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        use(context);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        leave(context);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        leave(context);
    }

    /** Starts the server, unless it runs for the test's class already, or for another class. */
    private void use(ExtensionContext context) throws Exception {
        var store = context.getStore(NAMESPACE);
        if (store.get(this) != null) {
            return;
        }
        synchronized (lock) {
            if (running == null) {
                running = RunningServer.start(settings, handlers, factories, plugins);
            }
            users++;
        }
        store.put(this, IN_USE);
    }

    /** Closes the server, if this is where it came into use, and it is not used elsewhere. */
    private void leave(ExtensionContext context) throws Exception {
        if (context.getStore(NAMESPACE).remove(this) == null) {
            return;
        }
        synchronized (lock) {
            users--;
            if (users == 0 && running != null) {
                var last = running;
                running = null;
                last.close();
            }
        }
    }
}
