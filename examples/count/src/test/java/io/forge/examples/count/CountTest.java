package io.forge.examples.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CountTest {

    private final Forge forge = Forge.builder().port(0).handlers("count").start();

    @AfterEach
    void stop() {
        forge.close();
    }

    @Test
    void answersALineForEachNumber() throws Exception {
        assertThat(count("*/*", "{\"to\":3,\"everyMillis\":1}").body()).isEqualTo("1\n2\n3\n");
    }

    @Test
    void answersAnEventForEachNumberWhereTheClientAcceptsEvents() throws Exception {
        assertThat(count("text/event-stream", "{\"to\":2,\"everyMillis\":0}").body())
                .isEqualTo("data: 1\n\ndata: 2\n\n");
    }

    @Test
    void saysWhatIsWrongBeforeTheFirstNumber() throws Exception {
        var answer = count("*/*", "{\"to\":0,\"everyMillis\":0}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("'to' must be at least 1");
    }

    private HttpResponse<String> count(String accept, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(forge.uri().resolve("/count"))
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
