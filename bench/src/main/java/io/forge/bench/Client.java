package io.forge.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/** One kept connection to a server, which has no threads of its own; for use by one thread at a time. */
final class Client implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final String QUESTION = "{\"message\":\"Hello, World!\",\"numbers\":[1,2,3]}";
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream input;

    private Client(Socket socket) throws IOException {
        this.socket = socket;
        this.input = new BufferedInputStream(socket.getInputStream());
    }

    /** What came back. */
    record Answer(int status, String body) {}

    static Client connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return new Client(socket);
    }

    /** Sends what {@code post.lua} sends, and reads the answer. */
    Answer ask(String path) throws IOException {
        send(path);
        return answer();
    }

    /** Sends the same, and waits for nothing. */
    void send(String path) throws IOException {
        String head =
                "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n"
                        .formatted(path, QUESTION.length());
        socket.getOutputStream().write((head + QUESTION).getBytes(ISO_8859_1));
    }

    private Answer answer() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()).trim());
            }
        }
        byte[] body = input.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("The connection ended within an answer");
        }
        return new Answer(status, new String(body, UTF_8));
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("The connection ended before an answer");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
