package io.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forge.api.Handler;
import io.forge.testkit.ForgeThreads;
import io.forge.testkit.Gate;
import io.forge.testkit.RawConnection;
import io.forge.testkit.RawResponse;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the management port answers, and whom. */
@Timeout(60)
class ManagementPortTest {

    private final Gate gate = new Gate();
    private Forge forge;

    @BeforeEach
    void start() {
        forge = builder()
                .managementPort(0)
                .set("handlers.echo.config.api-key", "sesame")
                .set("handlers.echo.config.credentials", Map.of("user", "sesame"))
                .set("calls.timeout", "17s")
                .start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        gate.open();
        forge.close();
        assertThat(ForgeThreads.left()).isEmpty();
    }

    private ForgeBuilder builder() {
        return Forge.builder()
                .port(0)
                .handler("gate", gate.handler())
                .handler("echo", Handler.unary(String.class, String.class, (text, call) -> text));
    }

    private RawConnection connect() {
        return RawConnection.to(forge.managementUri().orElseThrow());
    }

    private RawResponse send(String requestLine, String... headers) {
        try (var connection = connect()) {
            return connection.send(head(requestLine, headers)).read();
        }
    }

    private static String head(String requestLine, String... headers) {
        return requestLine + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private RawResponse get(String path, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.add("Host: localhost");
        return send("GET " + path, all.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "*/*, text/plain; version=0.0.4; charset=utf-8",
        "application/openmetrics-text; version=1.0.0, application/openmetrics-text; version=1.0.0; charset=utf-8"
    })
    void showsMetricsAsPrometheusAsksForThem(String accept, String contentType) {
        var metrics = get("/metrics", "Accept: " + accept);

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.header("Content-Type")).contains(contentType);
        assertThat(metrics.text()).contains("forge_calls_in_flight{handler=\"echo\",version=\"1\"} 0");
    }

    @Test
    void saysWhyThereAreNoMetrics() throws Exception {
        try (var silent = builder()
                        .managementPort(0)
                        .set("metrics.enabled", false)
                        .start();
                var connection = RawConnection.to(silent.managementUri().orElseThrow())) {
            var answer =
                    connection.send(head("GET /metrics", "Host: localhost")).read();

            assertThat(answer.status()).isEqualTo(501);
            assertThat(answer.text()).contains("metrics.enabled is false");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:8081",
                "127.0.0.1",
                "127.0.0.1:8081",
                "127.255.3.4",
                "[::1]",
                "[::1]:8081",
            })
    void answersForHostsOfThisMachine(String host) {
        assertThat(send("GET /health/live", "Host: " + host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8081",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.256",
                "1270.0.0.1",
                "0.0.0.0",
                "10.0.0.1",
                "[::2]",
            })
    void refusesHostsThatOnlyLeadToThisMachine(String host) {
        var answer = send("GET /health/live", "Host: " + host);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("send the request to localhost or 127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::1",
                "localhost@evil.example",
                "localhost:80:80",
                "localhost:port",
                "localhost, evil.example",
            })
    void refusesHostsThatAreNone(String host) {
        assertThat(send("GET /health/live", "Host: " + host).status()).isEqualTo(400);
    }

    @Test
    void refusesAForeignHostBesideALocalOne() {
        assertThat(send("GET /health/live", "Host: localhost", "Host: evil.example")
                        .status())
                .isBetween(400, 403);
        assertThat(send("GET http://evil.example/health/live", "Host: localhost")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void answersClientsThatNameNoHost() {
        try (var connection = connect()) {
            assertThat(connection
                            .send("GET /health/live HTTP/1.0\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesPagesInBrowsers() {
        for (String origin : List.of("http://localhost:8081", "https://evil.example", "null", "")) {
            var answer = get("/health/live", "Origin: " + origin);

            assertThat(answer.status()).as(origin).isEqualTo(403);
            assertThat(answer.text()).contains("without Origin");
        }
    }

    @Test
    void checksNoHostWhereOthersMayReachIt() {
        try (var open = builder()
                        .set("management.host", "0.0.0.0")
                        .managementPort(0)
                        .start();
                var connection = RawConnection.to(URI.create(
                        "http://127.0.0.1:" + open.managementUri().orElseThrow().getPort()))) {
            assertThat(connection
                            .send(head("GET /health/live", "Host: forge.example"))
                            .read()
                            .status())
                    .isEqualTo(200);
            assertThat(connection
                            .send(head("GET /health/live", "Host: forge.example", "Origin: http://forge.example"))
                            .read()
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void refusesBodiesThatAreTooLarge() {
        try (var connection = connect()) {
            var answer = connection
                    .send(head("POST /loggers/io.forge", "Host: localhost", "Content-Length: 65537"))
                    .read();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text()).contains("64KiB");
        }
    }

    @Test
    void listsWhatThereIsForAnUnknownPath() {
        var answer = get("/metric");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("content-type")).contains("application/problem+json");
        assertThat(answer.text())
                .contains("there are /health/live, /health/started, /health/ready, /info, /handlers, /config, /loggers,"
                        + " /loggers/NAME, /threads");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /health/live | GET, HEAD, OPTIONS",
                "DELETE | /handlers | GET, HEAD, OPTIONS",
                "POST | /loggers | GET, HEAD, OPTIONS",
                "DELETE | /loggers/io.forge | GET, HEAD, PUT, POST, OPTIONS",
            })
    void saysWhichMethodsAPathHas(String method, String path, String allow) {
        var answer = send(method + " " + path, "Host: localhost", "Content-Length: 0");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).contains(allow);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/info", "/handlers", "/config", "/threads"})
    void answersHeadLikeGet(String path) {
        try (var connection = connect()) {
            var answer =
                    connection.send(head("HEAD " + path, "Host: localhost")).readHead();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("content-type")).contains("application/json");
            assertThat(connection
                            .send(head("GET /health/live", "Host: localhost"))
                            .read()
                            .text())
                    .isEqualTo("{\"live\":true}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "- | application/json",
                "*/* | application/json",
                "text/plain | text/plain; charset=utf-8",
                "text/* | text/plain; charset=utf-8",
                "application/json, text/plain | application/json",
                "application/json;q=0.5, text/plain | text/plain; charset=utf-8",
                "text/plain;q=0.5, */* | application/json",
                "text/plain, */*;q=0.1 | text/plain; charset=utf-8",
                "image/png | application/json",
            })
    void answersInTextWhereThatIsPreferred(String accept, String mediaType) {
        var answer = accept == null ? get("/info") : get("/info", "Accept: " + accept);

        assertThat(answer.header("content-type")).contains(mediaType);
    }

    @Test
    void listsHandlersWithTheirCalls() throws Exception {
        var call = forge.call("gate", "x", String.class);
        gate.awaitEntered();

        var answer = get("/handlers").text();
        gate.open();
        call.toCompletableFuture().join();

        assertThat(answer)
                .contains(
                        "{\"name\":\"echo\",\"version\":\"1\",\"state\":\"READY\",\"from\":\"application\",\"shape\":\"unary\"")
                .containsPattern("\"name\":\"gate\".*\"input\":\"java.lang.String\".*\"inFlight\":1,\"permits\":\\d+}");
    }

    @Test
    void saysWhichServerItIs() {
        assertThat(get("/info").text())
                .contains("\"pid\":" + ProcessHandle.current().pid(), "\"java\":\"" + Runtime.version())
                .contains("\"version\":\"", "\"host\":\"", "\"started\":\"", "\"uptime\":\"", "\"uptimeSeconds\":");
    }

    @Test
    void showsThreadsAsJstackDoes() {
        assertThat(get("/threads", "Accept: text/plain").text())
                .startsWith("Full thread dump ")
                .containsPattern("\"forge-management I/O-1\" #\\d+ .*prio=\\d+\n   java.lang.Thread.State: ")
                .contains("\tat io.forge.http.management.ThreadRoute.");
        assertThat(get("/threads").text()).contains("\"name\":\"forge-management I/O-1\",\"daemon\":", "\"omitted\":0");
    }

    @Test
    void showsTheConfigurationWithoutSecrets() {
        assertThat(get("/config").text())
                .contains("{\"key\":\"calls.timeout\",\"value\":\"17s\",\"origin\":\"application\"}")
                .contains("{\"key\":\"http.idle-timeout\",\"value\":\"1m\",\"origin\":\"default\"}")
                .contains("{\"key\":\"handlers.echo.config.api-key\",\"value\":\"***\",\"origin\":\"application\"}")
                .doesNotContain("sesame");
        assertThat(get("/config", "Accept: text/plain").text())
                .contains("calls.timeout: 17s  # application\n")
                .doesNotContain("sesame");
    }

    @Test
    void saysWhatIsMissingToChangeLogLevels() {
        var answer = get("/loggers");

        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.text()).contains("give ForgeBuilder.loggerLevels an implementation");
    }

    @Test
    void refusesToStartWhereItsPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(
                            () -> builder().managementPort(taken.getLocalPort()).start())
                    .isInstanceOf(ForgeStartException.class)
                    .hasMessage(("The management port cannot be opened. Port %s on 127.0.0.1 is in use:"
                                    + " stop what listens there, or use another port")
                            .formatted(taken.getLocalPort()));
        }
    }

    @Test
    void servesWithoutAPreferredPortThatIsTaken() throws Exception {
        var warnings = new ArrayList<String>();
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var other = builder()
                        .preferredManagementPort(taken.getLocalPort())
                        .onWarning(warnings::add)
                        .start()) {
            assertThat(other.managementUri()).isEmpty();
            assertThat(other.call("echo", "x", String.class)
                            .toCompletableFuture()
                            .join())
                    .isEqualTo("x");
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .contains("Port %s on 127.0.0.1 is in use".formatted(taken.getLocalPort()), "management.port");
        }
    }

    @Test
    void isSwitchedOffByMinusOne() {
        try (var other = builder().managementPort(-1).preferredManagementPort(0).start()) {
            assertThat(other.managementUri()).isEmpty();
        }
    }
}
