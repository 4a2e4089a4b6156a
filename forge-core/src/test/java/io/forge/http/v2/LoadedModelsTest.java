package io.forge.http.v2;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ModelReport.State;
import io.forge.api.Handler;
import io.forge.api.HandlerRegistry;
import io.forge.testkit.Answer;
import io.forge.testkit.Client;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import io.forge.testkit.OfferingSource;
import io.forge.testkit.RawConnection;
import io.forge.testkit.TestLoader;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that are loaded and unloaded over the protocol, as they are seen over it and under their plain names. */
class LoadedModelsTest {

    private static final String LOAD = "/v2/repository/models/text/load";
    private static final String UNLOAD = "/v2/repository/models/text/unload";
    private static final String INPUT =
            "{\"inputs\":[{\"name\":\"input\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"x\"]}]}";

    private final TestLoader loader = new TestLoader();

    @TempDir
    private Path folder;

    private Forge start(Consumer<HandlerRegistry> opening) throws IOException {
        return OfferingSource.start(folder, UnaryOperator.identity(), opening);
    }

    private Forge start() throws IOException {
        return start(given -> given.offer("text", "1", loader));
    }

    private static Answer post(Forge forge, String path) {
        return Client.ask(forge, path, "");
    }

    private static Answer get(Forge forge, String path) {
        try (var client = Client.to(forge)) {
            return client.send("GET " + path + " HTTP/1.1", new byte[0]).answer();
        }
    }

    private static String index(Forge forge, String body) {
        return Client.ask(forge, "/v2/repository/index", body).body();
    }

    @Test
    void listsEveryVersionWithItsStateAndReason() throws Exception {
        try (var log = Log.capture();
                var forge = start(given -> {
                    given.offer("text", "10", loader);
                    given.offer("text", "9", new TestLoader().failing("the file is broken"));
                    given.publish("other", "1", Handler.unary(String.class, String.class, (text, call) -> text));
                })) {
            String other = "{\"name\":\"other\",\"version\":\"1\",\"state\":\"READY\"}";
            String ready = "{\"name\":\"text\",\"version\":\"10\",\"state\":\"READY\"}";
            assertThat(index(forge, ""))
                    .isEqualTo("[%s,{\"name\":\"text\",\"version\":\"9\",\"state\":\"UNAVAILABLE\",".formatted(other)
                            + "\"reason\":\"the file is broken\"},%s]".formatted(ready));
            assertThat(index(forge, "{\"ready\":true}")).isEqualTo("[%s,%s]".formatted(other, ready));
            Latches.awaitUntil(() -> log.messages(Level.WARN).size() == 1);
        }
    }

    @Test
    void loadsAgainUnloadsAndLoads() throws Exception {
        try (var forge = start()) {
            var again = post(forge, LOAD);
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body()).isEqualTo("{}");
            assertThat(post(forge, "/text").body()).isEqualTo("load 2");

            var unloaded = Client.ask(forge, UNLOAD, "{\"parameters\":{\"unload_dependents\":false}}");
            assertThat(unloaded.status()).isEqualTo(200);
            assertThat(post(forge, "/text").status()).isEqualTo(503);
            OfferingSource.awaitState(forge, "text", "1", State.UNAVAILABLE);
            assertThat(index(forge, ""))
                    .isEqualTo("[{\"name\":\"text\",\"version\":\"1\",\"state\":\"UNAVAILABLE\","
                            + "\"reason\":\"it was unloaded\"}]");
            assertThat(post(forge, UNLOAD).status()).isEqualTo(200);

            assertThat(post(forge, LOAD).status()).isEqualTo(200);
            assertThat(post(forge, "/text").body()).isEqualTo("load 3");
        }
    }

    @Test
    void answersTheLoadWhenItIsDoneAndHoldsNoConnectionOfOthers() throws Exception {
        try (var forge = start();
                var client = Client.to(forge)) {
            loader.held();
            client.post(LOAD, "");
            loader.awaitLoads(2);
            for (int request = 0; request < 20; request++) {
                assertThat(get(forge, "/v2/models/text/ready").status()).isEqualTo(200);
                assertThat(post(forge, "/text").body()).isEqualTo("load 1");
            }
            loader.proceed();
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(post(forge, "/text").body()).isEqualTo("load 2");
        }
    }

    @Test
    void saysWhyItCannotBeLoaded() throws Exception {
        try (var log = Log.capture();
                var forge = start()) {
            loader.failing("the file is broken");
            var answer = post(forge, LOAD);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body())
                    .isEqualTo("{\"error\":\"Version 1 of handler 'text' cannot be loaded: the file is broken\"}");
            assertThat(post(forge, "/text").body()).isEqualTo("load 1");
            Latches.awaitUntil(() -> log.messages(Level.WARN).size() == 1);
        }
    }

    @Test
    void letsCallsEndThatAreInFlight() throws Exception {
        var gate = new Gate();
        loader.giving(load -> gate.handler());
        try (var forge = start();
                var client = Client.to(forge)) {
            client.post("/v2/models/text/infer", INPUT);
            gate.awaitEntered();
            assertThat(post(forge, UNLOAD).status()).isEqualTo(200);
            assertThat(index(forge, "")).contains("\"UNLOADING\"");
            gate.open();
            assertThat(client.answer().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"parameters\":{\"config\":\"{}\"}}",
                "{\"parameters\":{\"file:1/model.onnx\":\"AA==\"}}",
                "{\"parameters\":{\"unload_dependents\":false}}",
                "{\"parameters\":{\"other\":1}}",
                "{\"parameters\":1}",
                "{\"other\":{}}",
                "[]",
            })
    void loadsNothingThatClientsSend(String body) throws Exception {
        try (var forge = start()) {
            var answer = Client.ask(forge, LOAD, body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).startsWith("{\"error\":");
            assertThat(loader.loads()).isEqualTo(1);
        }
    }

    /** None on a machine without a network. */
    static Stream<Arguments> fromOtherAddresses() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(one -> one instanceof Inet4Address && !one.isLoopbackAddress())
                .limit(1)
                .flatMap(address -> Stream.of(LOAD, UNLOAD).map(path -> Arguments.of(address.getHostAddress(), path)));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("fromOtherAddresses")
    void isChangedFromItsOwnMachineOnly(String address, String path) throws Exception {
        try (var forge = OfferingSource.start(
                        folder, builder -> builder.host("0.0.0.0"), given -> given.offer("text", "1", loader));
                var connection = RawConnection.to(
                        URI.create("http://%s:%s".formatted(address, forge.uri().getPort())))) {
            var answer = connection
                    .send("POST %s HTTP/1.1\r\nHost: forge\r\nContent-Length: 0\r\n\r\n".formatted(path))
                    .read();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).startsWith("{\"error\":\"Models are loaded and unloaded from");
            assertThat(post(forge, "/text").body()).isEqualTo("load 1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: http://127.0.0.1", "Forwarded: for=192.0.2.1", "X-Forwarded-For: 192.0.2.1"})
    void isNotChangedForABrowserOrThroughAProxy(String header) throws Exception {
        try (var forge = start();
                var connection = RawConnection.to(forge.uri())) {
            var answer = connection
                    .send("POST %s HTTP/1.1\r\nHost: forge\r\n%s\r\nContent-Length: 0\r\n\r\n"
                            .formatted(UNLOAD, header))
                    .read();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(post(forge, "/text").body()).isEqualTo("load 1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/text,503",
        "POST,/text/versions/1,503",
        "POST,/text/versions/2,404",
        "POST,/v2/models/text/infer,503",
        "POST,/v2/models/text/versions/1/infer,503",
        "GET,/v2/models/text,503",
        "GET,/v2/models/text/versions/1,503",
        "GET,/v2/models/text/config,503",
        "GET,/v2/models/text/stats,503",
        "GET,/v2/models/text/versions/1/stats,503",
        "GET,/v2/models/text/versions/2,404",
        "GET,/v2/models/none,404",
    })
    void saysThatItIsNotLoadedAndWhy(String method, String path, int status) throws Exception {
        try (var forge = start();
                var client = Client.to(forge)) {
            post(forge, UNLOAD);
            OfferingSource.awaitState(forge, "text", "1", State.UNAVAILABLE);
            var answer = client.send("%s %s HTTP/1.1".formatted(method, path), new byte[0])
                    .answer();
            assertThat(answer.status()).isEqualTo(status);
            if (status == 503) {
                assertThat(answer.body())
                        .contains("Version 1 of handler 'text' is not loaded: it was unloaded")
                        .contains(path.startsWith("/v2") ? "\"error\"" : "urn:forge:problem:unavailable");
            }
            assertThat(client.send("GET /v2/models/text/ready HTTP/1.1", new byte[0])
                            .answer()
                            .body())
                    .isEqualTo("{\"name\":\"text\",\"ready\":false}");
        }
    }

    @Test
    void servesAnOlderVersionUnderTheNameAloneWhereTheNewestIsNotLoaded() throws Exception {
        try (var log = Log.capture();
                var forge = start(given -> {
                    given.offer("text", "1", loader);
                    given.offer("text", "2", new TestLoader().failing("the file is broken"));
                })) {
            assertThat(post(forge, "/text").body()).isEqualTo("load 1");
            assertThat(Client.ask(forge, "/v2/models/text/infer", INPUT).body()).contains("\"model_version\":\"1\"");
            assertThat(post(forge, "/text/versions/2").status()).isEqualTo(503);
            assertThat(get(forge, "/v2/models/text/versions/2/ready").status()).isEqualTo(503);
            Latches.awaitUntil(() -> log.messages(Level.WARN).size() == 1);
        }
    }

    @Test
    void servesAVersionUnderItsLabels() throws Exception {
        var two = new TestLoader().giving(load -> Handler.unary(String.class, String.class, (text, call) -> "two"));
        var registry = new AtomicReference<HandlerRegistry>();
        try (var forge = start(given -> {
            registry.set(given);
            given.label("text", Map.of("stable", "1", "next", "2", "2", "1", "gone", "7"));
            given.offer("text", "1", loader);
            given.offer("text", "2", two);
        })) {
            assertThat(post(forge, "/text/versions/stable").body()).isEqualTo("load 1");
            assertThat(post(forge, "/text/versions/next").body()).isEqualTo("two");
            assertThat(post(forge, "/text/versions/2").body()).isEqualTo("two");
            assertThat(post(forge, "/text/versions/gone").status()).isEqualTo(404);
            assertThat(Client.ask(forge, "/v2/models/text/versions/stable/infer", INPUT)
                            .body())
                    .contains("load 1");
            for (String path : new String[] {"", "/config", "/stats", "/ready"}) {
                assertThat(get(forge, "/v2/models/text/versions/stable" + path).status())
                        .isEqualTo(200);
            }
            assertThat(OfferingSource.report(forge, "text", "1").labels()).containsExactly("stable");

            registry.get().label("text", Map.of("stable", "2"));
            assertThat(post(forge, "/text/versions/stable").body()).isEqualTo("two");
            assertThat(post(forge, "/text/versions/next").status()).isEqualTo(404);

            post(forge, UNLOAD);
            assertThat(post(forge, "/text/versions/stable").status()).isEqualTo(503);
        }
    }
}
