package io.forge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forge.api.Handler;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form in which an operator writes an address to listen on. */
class ListenAddressTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "0.0.0.0, 0.0.0.0",
        "localhost, localhost",
        "LOCALHOST, LOCALHOST",
    })
    void listensAndTellsItsUrl(String host, String inUrl) throws Exception {
        try (var forge = start(host)) {
            assertThat(forge.uri().getHost()).isEqualTo(inUrl);
            assertIsAnswered(forge.uri());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "::1, [::1]",
        "[::1], [::1]",
        "::, [::]",
        "[::], [::]",
        "0:0:0:0:0:0:0:1, [0:0:0:0:0:0:0:1]",
        "::ffff:127.0.0.1, 127.0.0.1",
    })
    void listensOnIpv6AndPutsItIntoBracketsInTheUrl(String host, String inUrl) throws Exception {
        if (lacksIpv6()) {
            assertThatThrownBy(() -> start(host)).isInstanceOf(ForgeStartException.class);
            return;
        }
        try (var forge = start(host)) {
            assertThat(forge.uri().getHost()).isEqualTo(inUrl);
            assertIsAnswered(forge.uri());
        }
    }

    @Test
    void listensOnAnAddressWithAZone() throws Exception {
        var scoped = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet6Address.class::isInstance)
                .map(InetAddress::getHostAddress)
                .filter(address -> address.matches("[^%]+%[A-Za-z0-9]+")) // A URL takes no other zone.
                .toList();
        assertThat(scoped.isEmpty()).isEqualTo(lacksIpv6());
        for (String host : scoped) { // Such as 0:0:0:0:0:0:0:1%lo.
            for (String written : List.of(host, "[%s]".formatted(host))) {
                try (var forge = start(written)) {
                    assertThat(forge.uri()).hasHost("[%s]".formatted(host));
                    assertThat(forge.uri().getPort()).isPositive();
                    assertThat(answer(forge.uri()))
                            .startsWith("HTTP/1.1 200 OK\r\n")
                            .endsWith("\r\n\r\nabc");
                }
            }
        }
    }

    /** As from a client that leaves the zone out of the Host header, as it is for its own machine only (RFC 6874). */
    private static String answer(URI server) throws Exception {
        String request = """
                POST /echo HTTP/1.1\r
                Host: localhost:%d\r
                Content-Type: text/plain\r
                Content-Length: 3\r
                Connection: close\r
                \r
                abc""".formatted(server.getPort());
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe80::1%nowhere0", "[fe80::1%nowhere0]"})
    void saysWhichNetworkInterfaceIsNotThere(String host) {
        assertThatThrownBy(() -> start(host))
                .isInstanceOf(ForgeStartException.class)
                .hasMessage("There is no network interface 'nowhere0', which '%s' names: use an address of this machine"
                        .formatted(host));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "|",
                " |",
                " ::1 |: did you mean '::1'?",
                "127.0.0.1 |: did you mean '127.0.0.1'?",
                "\t127.0.0.1|: did you mean '127.0.0.1'?",
                "http://localhost|: did you mean 'localhost'?",
                "http://localhost/|: did you mean 'localhost'?",
                "http://localhost:9000/path|: set it to 'localhost', and 'http.port' to 9000",
                "HTTPS://[::1]:9000|: set it to '[::1]', and 'http.port' to 9000",
                "tcp://|: leave the scheme away",
                "localhost:9000|: set it to 'localhost', and 'http.port' to 9000",
                "127.0.0.1:9000|: set it to '127.0.0.1', and 'http.port' to 9000",
                "[::1]:9000|: set it to '[::1]', and 'http.port' to 9000",
                "*|: did you mean '0.0.0.0', every address of this machine?",
                ":9000|",
                "[::1|: did you mean '::1'?",
                "::1]|: did you mean '::1'?",
                "[127.0.0.1]|: did you mean '127.0.0.1'?",
                "[localhost]|: did you mean 'localhost'?",
                "[]|",
                "[|",
                "]|",
                ":|",
                ":::|",
                "1::2::3|",
                "12345::|",
                "::1%|",
                "%lo|",
                "::g|",
                "256.0.0.1|",
                "127.1|",
                "010.0.0.1|",
                "8080|",
                "0|",
                "127.0.0.1/8|",
                "user@localhost|",
                "-localhost|",
                "local;host|",
                "..|",
            })
    void refusesWhatIsNoAddressAndSaysWhatToWrite(String host, String hint) {
        String written = host == null ? "" : host;
        assertThatThrownBy(() -> start(written))
                .isInstanceOf(ForgeStartException.class)
                .hasMessage("Key 'http.host' must be an IP address or a host name but is '%s'%s"
                        .formatted(written.replace('\t', '?'), hint == null ? "" : hint));
    }

    private static Forge start(String host) {
        return Forge.builder()
                .host(host)
                .port(0)
                .handler("echo", Handler.unary(String.class, String.class, (text, call) -> text))
                .start();
    }

    private static void assertIsAnswered(URI server) throws Exception {
        assertThat(server.getPort()).isPositive();
        var request = HttpRequest.newBuilder(server.resolve("/echo"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("abc"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body())
                .isEqualTo("abc");
    }

    private static boolean lacksIpv6() throws Exception {
        try {
            new ServerSocket(0, 1, InetAddress.getByName("::1")).close();
            return false;
        } catch (BindException e) {
            return true;
        }
    }
}
