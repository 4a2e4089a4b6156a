package io.forge.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forge.Forge;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerRegistry;
import io.forge.api.HandlerRegistry.Registration;
import io.forge.api.HandlerSource;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Tensor;
import io.forge.tensor.Tensors;
import io.forge.testkit.Answer;
import io.forge.testkit.Client;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import io.forge.testkit.ServiceFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several versions of one handler are served at once, and each comes and goes without the others. */
class VersionsTest {

    private static final AtomicReference<HandlerRegistry> REGISTRY = new AtomicReference<>();

    @TempDir
    private Path folder;

    private Forge forge;
    private final Map<String, Registration> published = new HashMap<>();

    /** Lends its registry to the test. */
    public static final class Models implements HandlerSource {

        @Override
        public String name() {
            return "models";
        }

        @Override
        public void open(HandlerContext context, HandlerRegistry registry) {
            REGISTRY.set(registry);
        }
    }

    @BeforeEach
    void start() throws Exception {
        try (var loader = new ServiceFolder(folder)
                .offer(HandlerSource.class, Models.class)
                .loader()) {
            forge = Forge.builder()
                    .port(0)
                    .classLoader(loader)
                    .handlers("models")
                    .start();
        }
    }

    @AfterEach
    void close() {
        forge.close();
    }

    /** Answers with its version. */
    private void publish(String version) {
        var answer = Tensors.of("version", Tensor.of(DataType.BYTES, Shape.of(1), List.of(version)));
        var handler = Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> answer);
        published.put(version, REGISTRY.get().publish("My_model.v1", version, handler));
    }

    private String ask(String path) {
        Answer answer = Client.ask(forge, path, "{\"inputs\":[]}");
        return answer.status() == 200
                ? answer.body().replaceAll(".*\"data\":\\[\"(.*)\"].*", "$1")
                : String.valueOf(answer.status());
    }

    private String get(String path) {
        try (var client = Client.to(forge)) {
            return client.send("GET " + path + " HTTP/1.1", new byte[0])
                    .answer()
                    .body();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1 2, 2",
        "2 1, 2",
        "2 10 9, 10",
        "9007199254740993 9007199254740992, 9007199254740993",
        "1 2 beta, beta",
        "2.0 1.0, 1.0",
        "b a, a",
    })
    void callsTheNewestByTheNameAloneAndEachByItsOwn(String versions, String newest) {
        var all = List.of(versions.split(" ", -1));
        all.forEach(this::publish);

        assertThat(ask("/My_model.v1")).isEqualTo(newest);
        assertThat(ask("/v2/models/My_model.v1/infer")).isEqualTo(newest);
        for (String version : all) {
            assertThat(ask("/My_model.v1/versions/" + version)).isEqualTo(version);
            assertThat(ask("/v2/models/My_model.v1/versions/%s/infer".formatted(version)))
                    .isEqualTo(version);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "densenet_onnx, Densenet_onnx",
        "all-MiniLM-L6-v2, all-minilm-l6-v2",
        "bert.base, bert-base",
        "7b, 7B",
        "Q, q",
    })
    void servesAModelUnderItsNameExactly(String name, String other) {
        var handler = Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> tensors);
        REGISTRY.get().publish(name, "2.0-beta", handler);
        String path = "/v2/models/" + name;

        assertThat(get(path)).startsWith("{\"name\":\"%s\",\"versions\":[\"2.0-beta\"],".formatted(name));
        assertThat(get(path + "/versions/2.0-beta/ready"))
                .isEqualTo("{\"name\":\"%s\",\"ready\":true}".formatted(name));
        assertThat(Client.ask(forge, path + "/infer", "{\"inputs\":[]}").body())
                .isEqualTo("{\"model_name\":\"%s\",\"model_version\":\"2.0-beta\",\"outputs\":[]}".formatted(name));
        assertThat(get("/v2/models/" + other)).startsWith("{\"error\":\"Nothing is served at this path");
    }

    @Test
    void takesNamesOf63CharactersAndNoLongerOnes() {
        var handler = Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> tensors);
        REGISTRY.get().publish("a".repeat(63), "1", handler);

        assertThat(get("/v2/models/" + "a".repeat(63) + "/ready")).contains("\"ready\":true");
        for (String malformed : List.of("a".repeat(64), "", ".a", "-a", "_a", "a b", "a/b", "ä")) {
            assertThatThrownBy(() -> REGISTRY.get().publish(malformed, "1", handler))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Handler name '%s' is malformed".formatted(malformed));
        }
    }

    @Test
    void saysWhichVersionsThereAreAndWhichOneHasAnswered() {
        List.of("10", "9").forEach(this::publish);

        assertThat(get("/v2/models/My_model.v1")).startsWith("{\"name\":\"My_model.v1\",\"versions\":[\"9\",\"10\"],");
        assertThat(get("/v2/models/My_model.v1/versions/9")).contains("\"versions\":[\"9\",\"10\"]");
        assertThat(Client.ask(forge, "/v2/models/My_model.v1/versions/9/infer", "{\"inputs\":[]}")
                        .body())
                .startsWith("{\"model_name\":\"My_model.v1\",\"model_version\":\"9\",");
        assertThat(forge.handlers())
                .extracting(served -> served.version() + " " + served.path() + " " + served.otherPaths())
                .containsExactlyInAnyOrder(
                        "10 /My_model.v1 [/v2/models/My_model.v1/infer]",
                        "9 /My_model.v1/versions/9 [/v2/models/My_model.v1/versions/9/infer]");
    }

    @Test
    void takesOneOutAndLeavesTheOthersAlone() {
        List.of("1", "2", "3").forEach(this::publish);
        published.get("2").close();

        assertThat(ask("/My_model.v1/versions/2")).isEqualTo("404");
        assertThat(ask("/My_model.v1/versions/1")).isEqualTo("1");
        assertThat(ask("/My_model.v1")).isEqualTo("3");

        published.get("3").close();
        assertThat(ask("/My_model.v1")).isEqualTo("1");

        published.get("1").close();
        assertThat(ask("/My_model.v1")).isEqualTo("404");

        publish("1");
        assertThat(ask("/My_model.v1")).isEqualTo("1");
    }

    @Test
    void countsTheCallsOfEachVersionAndFromZeroWhenItComesBack() {
        publish("1");
        publish("2");
        ask("/My_model.v1");
        ask("/v2/models/My_model.v1/versions/1/infer");
        ask("/My_model.v1/versions/1");
        assertThat(counted()).containsExactly("1: 2", "2: 1");

        published.get("2").close();
        assertThat(counted()).containsExactly("1: 2");

        publish("2");
        assertThat(counted()).containsExactly("1: 2", "2: 0");
    }

    private List<String> counted() {
        return Pattern.compile("\"version\":\"(\\d)\",\"last_inference\":\\d+,\"inference_count\":(\\d)")
                .matcher(get("/v2/models/My_model.v1/stats"))
                .results()
                .map(found -> "%s: %s".formatted(found.group(1), found.group(2)))
                .toList();
    }

    @Test
    void endsTheCallsOfTheVersionThatGoesAndOfNoOther() throws Exception {
        var one = new Gate();
        var two = new Gate();
        REGISTRY.get().publish("gate", "1", one.handler());
        var second = REGISTRY.get().publish("gate", "2", two.handler());
        try (var old = Client.to(forge);
                var young = Client.to(forge)) {
            old.post("/gate/versions/1", "old");
            young.post("/gate", "young");
            one.awaitEntered();
            two.awaitEntered();
            var closing = CompletableFuture.runAsync(second::close);
            Latches.awaitUntil(() -> forge.handlers().stream()
                    .noneMatch(served -> served.version().equals("2")));
            two.open();

            assertThat(young.answer().body()).isEqualTo("young");
            closing.get(20, TimeUnit.SECONDS);
            one.open();
            assertThat(old.answer().body()).isEqualTo("old");
        }
    }

    /** Under calls that go on all the time none is lost, whatever is published and closed. */
    @Test
    void losesNoCallWhileVersionsComeAndGo() throws Exception {
        publish("0");
        var wrong = new ArrayList<Answer>();
        var calls = CompletableFuture.runAsync(() -> {
            try (var client = Client.to(forge)) {
                for (int i = 0; i < 2_000; i++) {
                    var answer = client.post("/v2/models/My_model.v1/infer", "{\"inputs\":[]}".getBytes(UTF_8))
                            .answer();
                    if (answer.status() != 200) {
                        wrong.add(answer);
                    }
                }
            }
        });
        for (int version = 1; !calls.isDone(); version++) {
            publish(String.valueOf(version));
            published.remove(String.valueOf(version - 1)).close();
        }
        calls.get(20, TimeUnit.SECONDS);

        assertThat(wrong).isEmpty();
    }
}
