package io.forge.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A socket to a server, for requests that no proper client would send.
 *
 * <p>A server that neither answers nor closes within twenty seconds fails the test. Not for use by several threads, except
 * that one may send while another reads.
 */
public final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Connects to a server. */
    public static RawConnection to(URI server) {
        return to(server, 0);
    }

    /**
     * Connects with a receive buffer of about this size, for a client that takes little.
     *
     * @param receiveBuffer bytes; 0 leaves it to the operating system
     */
    public static RawConnection to(URI server, int receiveBuffer) {
        var socket = new Socket();
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            return new RawConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends characters as bytes, in one packet where they fit. */
    public RawConnection send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    /** Sends bytes, in one packet where they fit. */
    public RawConnection send(byte[] bytes) {
        return send(bytes, 0, bytes.length);
    }

    /** Sends a part of an array. */
    public RawConnection send(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends what the server may refuse to take; whether it took all. */
    public boolean offer(byte[] bytes) {
        try {
            send(bytes);
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Closes the sending side only. */
    public RawConnection endSending() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves at once: what the server sends from now on is answered with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Reads one complete answer. */
    public RawResponse read() {
        return readUnlessDropped().orElseThrow(() -> new AssertionError("The server closed without an answer"));
    }

    /** Reads one complete answer; nothing if the server closes instead. */
    public Optional<RawResponse> readUnlessDropped() {
        return read(true);
    }

    /** Reads an answer that has no body whatever its headers say, such as one to {@code HEAD}. */
    public RawResponse readHead() {
        return read(false).orElseThrow(() -> new AssertionError("The server closed without an answer"));
    }

    private Optional<RawResponse> read(boolean withBody) {
        try {
            int first = in.read();
            if (first < 0) {
                return Optional.empty();
            }
            String statusLine = (char) first + line();
            var headers = headers();
            int status = Integer.parseInt(statusLine.substring(9, 12));
            boolean empty = !withBody || status == 204 || status < 200;
            return Optional.of(new RawResponse(statusLine, headers, empty ? new byte[0] : body(headers)));
        } catch (SocketException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, List<String>> headers() throws IOException {
        var headers = new LinkedHashMap<String, List<String>>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] body(Map<String, List<String>> headers) throws IOException {
        var length = headers.get("content-length");
        if (length != null) {
            return exactly(Integer.parseInt(length.get(0)));
        }
        return headers.containsKey("transfer-encoding") ? chunks() : in.readAllBytes();
    }

    private byte[] chunks() throws IOException {
        var all = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            all.write(exactly(size));
            line();
        }
        line();
        return all.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        var bytes = upTo(length);
        if (bytes.length < length) {
            throw new EOFException("The answer ended after %d of %d bytes".formatted(bytes.length, length));
        }
        return bytes;
    }

    private String line() throws IOException {
        return new String(lineBytes(), ISO_8859_1).strip();
    }

    /** Reads up to the next line feed, which it leaves out. */
    byte[] lineBytes() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("The connection ended in the line '%s'".formatted(line.toString(ISO_8859_1)));
            }
            line.write(b);
        }
        return line.toByteArray();
    }

    /** Reads this many bytes, or fewer where the server closes first. */
    byte[] upTo(int length) throws IOException {
        return in.readNBytes(length);
    }

    /** What comes with a single read, one char a byte. */
    public String readOnce() {
        var bytes = new byte[8 << 10];
        try {
            int count = in.read(bytes);
            return new String(bytes, 0, Math.max(0, count), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether something has come that is not read yet. */
    public boolean hasReceived() {
        try {
            return in.available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the server closes; false if it sends something instead. */
    public boolean isClosedByServer() {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end of what the server sends; false if it resets the connection instead, or sends more. */
    public boolean endsInOrder() {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what comes until the server closes, in whatever way, and throws it away; how many bytes came. */
    public long drain() {
        var scratch = new byte[64 << 10];
        long total = 0;
        try {
            for (int count = in.read(scratch); count >= 0; count = in.read(scratch)) {
                total += count;
            }
        } catch (SocketException e) {
            return total;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return total;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
