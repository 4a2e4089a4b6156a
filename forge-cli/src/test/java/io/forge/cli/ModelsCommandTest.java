package io.forge.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.forge.Forge;
import io.forge.api.Handler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that ask a running server; what a server with models of its own answers, its module tests. */
final class ModelsCommandTest {

    private static final Handler<float[], float[]> SAME =
            Handler.unary(float[].class, float[].class, (numbers, call) -> numbers);

    @Test
    void showsWhatTheServerHas() {
        try (var forge = Forge.builder().port(0).handler("same", SAME).start()) {
            var execution = Execution.of("models", "--server", forge.uri().toString());

            assertThat(execution.exitCode()).isZero();
            assertThat(execution.out())
                    .containsExactly("NAME  VERSION  STATE  LABELS  SIZE  REASON", "same  1        READY");
            assertThat(String.join(
                            "",
                            Execution.of("models", "--json", "--server", forge.uri() + "/")
                                    .out()))
                    .contains("\"name\" : \"same\"", "\"state\" : \"READY\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"343, 1 KiB", "1024, 1 KiB", "1025, 2 KiB", "1048576, 1024 KiB", "1048577, 2 MiB", "23026053, 22 MiB"})
    void showsHowMuchMemoryAModelTakes(long bytes, String shown) throws IOException {
        var index = "[{\"name\":\"iris\",\"version\":\"1\",\"state\":\"READY\",\"memory\":%d}]".formatted(bytes);
        var stub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stub.createContext("/v2/repository/index", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, index.length());
            exchange.getResponseBody().write(index.getBytes(US_ASCII));
            exchange.close();
        });
        stub.start();
        try {
            var server = "http://127.0.0.1:" + stub.getAddress().getPort();

            assertThat(Execution.of("models", "--server", server).out())
                    .last()
                    .asString()
                    .endsWith("READY          " + shown);
        } finally {
            stub.stop(0);
        }
    }

    @Test
    void tellsWhyTheServerSaysNo() {
        try (var forge = Forge.builder().port(0).handler("same", SAME).start()) {
            var server = forge.uri().toString();

            assertThat(Execution.of("model", "unload", "same", "--server", server)
                            .err())
                    .singleElement()
                    .asString()
                    .startsWith("Model 'same' cannot be unloaded by name");
            assertThat(Execution.of("model", "load", "same", "--server", server).out())
                    .containsExactly("same is loaded");
            var absent = Execution.of("model", "load", "absent", "--server", server);
            assertThat(absent.exitCode()).isEqualTo(1);
            assertThat(absent.err())
                    .containsExactly("The server has no model 'absent': forge-cli models shows what it has");
        }
    }

    @Test
    void saysThatThereIsNoServer() throws IOException {
        String server;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server = "http://127.0.0.1:" + socket.getLocalPort();
        }
        var execution = Execution.of("models", "--server", server);

        assertThat(execution.exitCode()).isEqualTo(1);
        assertThat(execution.err())
                .singleElement()
                .asString()
                .startsWith("No server answers at " + server)
                .contains("start one, or name another with --server");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "models --server nowhere |      --server must be an address such as http://127.0.0.1:8080 but is 'nowhere'",
                "models --server file:///etc |  --server must be an address such as http://127.0.0.1:8080 but is 'file:///etc'",
                "model load ../x |              '../x' cannot be the name of a model",
            })
    void saysWhatIsWrongWithTheCommandLine(String arguments, String message) {
        assertThat(Execution.of(arguments.split(" ")).err()).containsExactly(message);
    }
}
