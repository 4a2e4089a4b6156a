package io.forge.handlers.hello;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.ServedHandler;
import io.forge.api.Dispatch;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelloTest {

    private final Forge forge = Forge.builder().port(0).handlers("hello").start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        forge.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void greetsWhoeverAsks(String method) throws Exception {
        var answer = ask(method, BodyPublishers.noBody());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
        assertThat(answer.body()).isEqualTo("Hello, World!");
    }

    @Test
    void answersHeadWithTheHeadersOfGetAndNoBody() throws Exception {
        var answer = ask("HEAD", BodyPublishers.noBody());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-length")).hasValue("13");
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void saysThatItTakesNoInput() throws Exception {
        var answer = ask("POST", BodyPublishers.ofString("something"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("This handler takes no input: send no body");
    }

    @Test
    void asksForTheEventLoop() {
        assertThat(forge.handlers()).extracting(ServedHandler::dispatch).containsExactly(Dispatch.EVENT_LOOP);
    }

    @Test
    void isCalledInProcessToo() {
        assertThat(forge.call("hello", null, String.class).toCompletableFuture().join())
                .isEqualTo("Hello, World!");
    }

    private HttpResponse<String> ask(String method, HttpRequest.BodyPublisher body) throws Exception {
        var request = HttpRequest.newBuilder(forge.uri().resolve("/hello"))
                .method(method, body)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
