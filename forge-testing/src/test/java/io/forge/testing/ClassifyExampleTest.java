package io.forge.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code examples/Classify.java}, as an operator serves it. */
class ClassifyExampleTest {

    private static final int CLIENTS = 8;

    @RegisterExtension
    static final TestServer SERVER = server();

    @RegisterExtension
    static final TestServer ONE_BY_ONE = server().set("handlers.classify.batch.max-items", 1);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static TestServer server() {
        return new TestServer()
                .plugin(Path.of("../examples/Classify.java"))
                .set("plugins.sources", true)
                .set("handlers.classify.batch.instances", 1);
    }

    private CompletableFuture<HttpResponse<String>> ask(TestServer server, String text) {
        var request = HttpRequest.newBuilder(server.uri().resolve("/classify"))
                .header("Content-Type", "text/plain")
                .header("Forge-Batch", "?1")
                .POST(BodyPublishers.ofString(text))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    /** What many clients are told who ask at the same time; fails unless each gets its own answer. */
    private List<String> batchesOfManyClients(TestServer server) {
        var calls = IntStream.range(0, CLIENTS)
                .mapToObj(number -> ask(server, number % 2 == 0 ? "Is it?" : "It is."))
                .toList();
        var answers = calls.stream().map(CompletableFuture::join).toList();
        for (int number = 0; number < CLIENTS; number++) {
            assertThat(answers.get(number).body()).isEqualTo(number % 2 == 0 ? "question" : "statement");
        }
        return answers.stream().map(ClassifyExampleTest::batch).toList();
    }

    private static String batch(HttpResponse<String> answer) {
        return answer.headers().firstValue("Forge-Batch").orElse("none");
    }

    @Test
    void runsALoneCallAtOnce() {
        var answer = ask(SERVER, "Is it raining?").join();

        assertThat(answer.body()).isEqualTo("question");
        assertThat(batch(answer)).matches("size=1, wait=\\d+\\.\\d, run=\\d+\\.\\d, reason=idle");
    }

    /** Calls that come slowly may each find the instance free; so it is tried until two have come while it ran. */
    @Test
    @Timeout(60)
    void answersClientsTogether() {
        List<String> batches;
        do {
            batches = batchesOfManyClients(SERVER);
        } while (batches.stream().allMatch(batch -> batch.startsWith("size=1,")));

        assertThat(batches)
                .allMatch(batch -> batch.matches("size=[1-8], wait=\\d+\\.\\d, run=\\d+\\.\\d, reason=idle"));
    }

    @Test
    void answersClientsOneByOneWhereTheOperatorSaysSo() {
        assertThat(batchesOfManyClients(ONE_BY_ONE)).allMatch(batch -> batch.matches("size=1, .*, reason=full"));
    }
}
