package io.forge.bench.study;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.forge.bench.OpenLoad;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Connections that were used once and are kept open. */
final class KeptConnections implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final byte[] REQUEST =
            """
            POST /reverse HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Content-Length: %d\r
            \r
            %s""".formatted(OpenLoad.BODY.length(), OpenLoad.BODY).getBytes(ISO_8859_1);
    private static final byte[] OK = "HTTP/1.1 200 ".getBytes(ISO_8859_1);

    private final List<Socket> sockets = new ArrayList<>();

    private KeptConnections() {}

    /** Opens so many, one after the other, each with a request that is answered. */
    static KeptConnections open(int port, int count) throws IOException {
        var connections = new KeptConnections();
        try {
            for (int i = 0; i < count; i++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                connections.sockets.add(socket);
                socket.setSoTimeout(PATIENCE_MILLIS);
                ask(socket);
            }
            return connections;
        } catch (IOException e) {
            connections.close();
            throw e;
        }
    }

    private static void ask(Socket socket) throws IOException {
        socket.getOutputStream().write(REQUEST);
        var input = socket.getInputStream();
        byte[] begin = input.readNBytes(OK.length);
        if (!Arrays.equals(begin, OK)) {
            throw new IOException("Not an answer: '%s'".formatted(new String(begin, ISO_8859_1)));
        }
        skipRest(input);
    }

    /** An answer that is as small as this comes at once. */
    private static void skipRest(InputStream input) throws IOException {
        int last = 0;
        while (last != '}') {
            last = input.read();
            if (last < 0) {
                throw new EOFException("The server has closed the connection");
            }
        }
        input.skipNBytes(input.available());
    }

    /** How many of them do not answer another request. */
    int failures() {
        int failures = 0;
        for (var socket : sockets) {
            try {
                ask(socket);
            } catch (IOException e) {
                failures++;
            }
        }
        return failures;
    }

    @Override
    public void close() {
        for (var socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // Closed all the same.
            }
        }
    }
}
