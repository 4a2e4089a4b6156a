package io.forge.http.v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.tensor.Tensors;
import io.forge.testkit.RawConnection;
import io.forge.testkit.RawResponse;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server with the handler {@code echo}, and a client that writes the bytes of the protocol by itself.
 *
 * <p>After each test the server must still answer.
 */
final class InferenceServer implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    static final String ECHO = "/v2/models/echo/infer";

    private static final String JSON_LENGTH = "Inference-Header-Content-Length";
    private static final byte[] NOTHING = new byte[0];

    private final UnaryOperator<ForgeBuilder> configuration;
    private @Nullable Forge forge;

    /** An answer to a request for inference, parted where its header says. */
    record Inferred(int status, String json, byte[] binary, RawResponse raw) {}

    InferenceServer() {
        this(builder -> builder);
    }

    InferenceServer(UnaryOperator<ForgeBuilder> configuration) {
        this.configuration = configuration;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        var echo = Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> tensors);
        forge = configuration
                .apply(Forge.builder().port(0).handler("echo", echo.on(Dispatch.EVENT_LOOP)))
                .start();
    }

    Forge forge() {
        var running = forge;
        if (running == null) {
            throw new IllegalStateException("The server is not started");
        }
        return running;
    }

    /** Sends JSON alone, as a client does that knows nothing of binary tensors. */
    Inferred infer(String path, String json) {
        return infer(path, json, NOTHING);
    }

    /** Sends JSON, and bytes behind it. */
    Inferred infer(String path, String json, byte[] binary) {
        byte[] text = json.getBytes(UTF_8);
        String header = binary.length == 0 ? "" : "%s: %s\r\n".formatted(JSON_LENGTH, text.length);
        return inferred(send("POST", path, header, join(text, binary)));
    }

    static Inferred inferred(RawResponse answer) {
        byte[] body = answer.body();
        int length = answer.header(JSON_LENGTH).map(Integer::parseInt).orElse(body.length);
        return new Inferred(
                answer.status(),
                new String(body, 0, length, UTF_8),
                Arrays.copyOfRange(body, length, body.length),
                answer);
    }

    /**
     * Sends any request on a connection of its own.
     *
     * @param headers each with the end of its line
     */
    RawResponse send(String method, String path, String headers, byte[] body) {
        try (var connection = RawConnection.to(forge().uri())) {
            connection.send(request(method, path, headers, body));
            return method.equals("HEAD") ? connection.readHead() : connection.read();
        }
    }

    RawResponse get(String path) {
        return send("GET", path, "", NOTHING);
    }

    static byte[] request(String method, String path, String headers, byte[] body) {
        String head = "%s %s HTTP/1.1\r\nHost: forge\r\nContent-Length: %s\r\n%s\r\n"
                .formatted(method, path, body.length, headers);
        return join(head.getBytes(ISO_8859_1), body);
    }

    static byte[] join(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var answer = infer(ECHO, "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"INT8\",\"data\":[7]}]}");
        assertThat(answer.json())
                .isEqualTo("{\"model_name\":\"echo\",\"model_version\":\"1\","
                        + "\"outputs\":[{\"name\":\"x\",\"datatype\":\"INT8\",\"shape\":[1],\"data\":[7]}]}");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        forge().close();
    }
}
