package io.forge.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.forge.Forge;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A well-behaved client on one {@link RawConnection}, which reads when the test says so and may leave at any time. */
public final class Client implements AutoCloseable {

    private static final int LITTLE_ROOM = 4 << 10;

    private final RawConnection connection;

    private Client(RawConnection connection) {
        this.connection = connection;
    }

    public static Client to(Forge forge) {
        return new Client(RawConnection.to(forge.uri()));
    }

    /** A client whose system takes few bytes on its behalf before it reads. */
    public static Client withLittleRoomTo(Forge forge) {
        return new Client(RawConnection.to(forge.uri(), LITTLE_ROOM));
    }

    /** Posts a body on a connection of its own and reads the answer. */
    public static Answer ask(Forge forge, String path, String body, String... headers) {
        try (var client = to(forge)) {
            return client.post(path, body, headers).answer();
        }
    }

    public Client post(String path, String body, String... headers) {
        return post(path, body.getBytes(UTF_8), headers);
    }

    public Client post(String path, byte[] body, String... headers) {
        return send("POST " + path + " HTTP/1.1", body, headers);
    }

    /** Sends a request without waiting for its answer. */
    public Client send(String requestLine, byte[] body, String... headers) {
        var head = new StringBuilder(requestLine)
                .append("\r\nHost: test\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        request.writeBytes(body);
        connection.send(request.toByteArray());
        return this;
    }

    /** Sends no more, and goes on reading. */
    public Client halfClose() {
        connection.endSending();
        return this;
    }

    /** Leaves at once, without a farewell: what the server sends from now on is refused. */
    public void reset() throws IOException {
        connection.reset();
    }

    /** Reads one answer to its end. */
    public Answer answer() {
        try {
            return restOf(head());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads status and headers of an answer whose body is still to come. */
    public Answer head() throws IOException {
        String[] status = line().split(" ", 3);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(status[1]), headers, "", false);
    }

    /** Reads an answer to its end whose head has been read. */
    public Answer restOf(Answer head) throws IOException {
        var bytes = new ByteArrayOutputStream();
        boolean whole = true;
        if (head.header("transfer-encoding").equals("chunked")) {
            whole = readChunks(bytes);
        } else if (head.headers().containsKey("content-length")) {
            int length = Integer.parseInt(head.header("content-length"));
            bytes.writeBytes(connection.upTo(length));
            whole = bytes.size() == length;
        } else if (head.status() != 204) {
            bytes.writeBytes(connection.upTo(Integer.MAX_VALUE));
        }
        return new Answer(head.status(), head.headers(), bytes.toString(UTF_8), whole);
    }

    private boolean readChunks(ByteArrayOutputStream bytes) throws IOException {
        try {
            for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
                bytes.writeBytes(chunk.getBytes(ISO_8859_1));
            }
            return true;
        } catch (EOFException | SocketException e) {
            return false;
        }
    }

    /** The next chunk of an answer whose head has been read, one char a byte; empty where it is the last. */
    public String chunk() throws IOException {
        int size = Integer.parseInt(line(), 16);
        var data = connection.upTo(size);
        if (data.length < size || !line().isEmpty()) {
            throw new EOFException("The connection ended in a chunk");
        }
        return new String(data, ISO_8859_1);
    }

    /** The next line; the chunks of a stream are not taken apart. */
    public String line() throws IOException {
        return new String(connection.lineBytes(), UTF_8).stripTrailing();
    }

    @Override
    public void close() {
        connection.close();
    }
}
