package io.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forge.api.Handler;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
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
                .filter(InetAddress::isLinkLocalAddress)
                .map(InetAddress::getHostAddress)
                .filter(address -> address.contains("%"))
                .toList();
        for (String host : scoped) { // Some machines have none.
            try (var forge = start("[%s]".formatted(host))) {
                assertThat(forge.uri().getHost()).isEqualTo("[%s]".formatted(host));
                // Not with a client that sends the zone as part of the Host header, which is for this machine only.
                new Socket(forge.uri().getHost(), forge.uri().getPort()).close();
            }
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
