package io.forge.examples.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class ShoutTest {

    @Test
    void answersInCapitals() throws Exception {
        try (Forge forge = Forge.builder().port(0).handlers("shout").start()) {
            var request = HttpRequest.newBuilder(forge.uri().resolve("/shout"))
                    .POST(BodyPublishers.ofString("{\"text\":\"hello\"}"))
                    .build();

            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

            assertThat(answer.body()).isEqualTo("{\"text\":\"HELLO\"}");
        }
    }
}
