package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The management port of {@code forge-cli start}. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ManagementProcessTest {

    private static final String LOGGERS = "/loggers/";

    private final HttpClient client = HttpClient.newHttpClient();

    private static URI management(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("management "))
                .map(line -> URI.create(line.substring("management ".length())))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String get(URI uri, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri.resolve(path))).body();
    }

    private HttpResponse<String> put(URI uri, String path, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri.resolve(path)).PUT(BodyPublishers.ofString(json)));
    }

    @Test
    void changesLogLevelsUntilTheyAreReset() throws Exception {
        try (var process = ForgeProcess.run(
                "start", "--handlers", "reverse", "--port", "0", "--set", "log.levels={io.forge.http: warn}")) {
            var uri = management(process.awaitReady());
            String http = LOGGERS + "io.forge.http";

            assertThat(get(uri, "/loggers"))
                    .contains("{\"name\":\"ROOT\",\"level\":\"INFO\",\"effectiveLevel\":\"INFO\"}");
            assertThat(get(uri, http)).isEqualTo(logger("io.forge.http", "WARN"));
            assertThat(get(uri, LOGGERS + "io.forge.http.Nothing"))
                    .isEqualTo("{\"name\":\"io.forge.http.Nothing\",\"effectiveLevel\":\"WARN\"}");
            assertThat(put(uri, http, "{\"level\":\"debug\"}").body()).isEqualTo(logger("io.forge.http", "DEBUG"));
            assertThat(put(uri, http, "{\"level\":\"trace\"}").body()).isEqualTo(logger("io.forge.http", "TRACE"));
            assertThat(put(uri, http, "{\"level\":null}").body()).isEqualTo(logger("io.forge.http", "WARN"));
            assertThat(put(uri, http, "{\"level\":\"\"}").body()).isEqualTo(logger("io.forge.http", "WARN"));
            assertThat(put(uri, http, "{\"level\":\"loud\"}").body())
                    .contains("There is no level 'loud': use one of ERROR, WARN, INFO, DEBUG, TRACE, OFF");
            assertThat(put(uri, http, "{}").statusCode()).isEqualTo(400);
            assertThat(put(uri, LOGGERS, "{\"level\":null}").statusCode()).isEqualTo(400);
            process.readErrUpTo("Logger io.forge.http has level DEBUG now");
        }
    }

    private static String logger(String name, String level) {
        return "{\"name\":\"%s\",\"level\":\"%s\",\"effectiveLevel\":\"%s\"}".formatted(name, level, level);
    }

    @Test
    void showsThreadsAndWhereTheConfigurationIsFrom() throws Exception {
        try (var process =
                ForgeProcess.run("start", "--handlers", "reverse", "--port", "0", "--set", "calls.timeout=5s")) {
            var uri = management(process.awaitReady());

            assertThat(get(uri, "/threads"))
                    .contains("\"name\":\"forge-management I/O-1\"", "\"name\":\"forge I/O-1\"");
            assertThat(get(uri, "/config"))
                    .contains("{\"key\":\"calls.timeout\",\"value\":\"5s\",\"origin\":\"--set calls.timeout\"}")
                    .contains("{\"key\":\"management.port\",\"value\":\"0\",\"origin\":\"http.port is 0\"}");
            assertThat(get(uri, "/handlers")).contains("\"from\":\"io.forge.handlers.reverse.ReverseFactory");
        }
    }

    @Test
    void takesAFreePortBesideAFreePort() {
        assertThat(Execution.of("config", "management.port", "--port", "0").out())
                .containsExactly("0");
        assertThat(Execution.of("config", "management.port", "--port", "9000").out())
                .containsExactly("8081");
        assertThat(Execution.of("config", "management.port", "--port", "0", "--set", "management.port=-1")
                        .out())
                .containsExactly("-1");
    }

    /** On an address of its own, so that nobody else has the port for calls. */
    @Test
    void servesWithoutItsDefaultPortWhereThatIsTaken() throws Exception {
        try (var taken = new ServerSocket()) {
            takeDefaultPort(taken);
            try (var process =
                    ForgeProcess.run("start", "--handlers", "reverse", "--host", "127.83.14.7", "--port", "8080")) {
                var lines = process.awaitReady();

                assertThat(lines).noneMatch(line -> line.startsWith("management "));
                assertThat(process.post(URI.create("http://127.83.14.7:8080/reverse"), "{\"a\":\"abc\"}")
                                .get()
                                .body())
                        .isEqualTo("{\"data\":[\"cba\"]}");
                assertThat(process.readErrUpTo("management port cannot be opened"))
                        .last()
                        .asString()
                        .contains("WARN", "Port 8081 on 127.0.0.1 is in use", "management.port");
                process.terminate();
                assertThat(process.exitCode()).isZero();
            }
        }
    }

    /** Where somebody else has it already, it is taken too. */
    private static void takeDefaultPort(ServerSocket taken) throws IOException {
        try {
            taken.bind(new InetSocketAddress("127.0.0.1", 8081));
        } catch (BindException e) {
            assertThat(e).hasMessageContaining("in use");
        }
    }

    @Test
    void exitsWithOneAndOneLineWhereItsPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var execution = Execution.of(
                    "start",
                    "--handlers",
                    "reverse",
                    "--port",
                    "0",
                    "--set",
                    "management.port=" + taken.getLocalPort());

            assertThat(execution.err())
                    .containsExactly(("The management port cannot be opened. Port %s on 127.0.0.1 is in use:"
                                    + " stop what listens there, or use another port")
                            .formatted(taken.getLocalPort()));
            assertThat(execution.exitCode()).isOne();
        }
    }
}
