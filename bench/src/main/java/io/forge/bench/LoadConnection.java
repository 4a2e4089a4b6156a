package io.forge.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** One kept connection of an {@link OpenLoad}, on which one request at a time is sent by one thread and answered to another. */
final class LoadConnection implements AutoCloseable {

    private static final int USUAL_ANSWER = 8 << 10;
    private static final int MAX_ANSWER = 128 << 10;

    /** So much of a request is sent without waiting. */
    private static final int SEND_BUFFER = 128 << 10;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");
    private static final Pattern CLOSE = Pattern.compile("(?i)\r\nconnection: *close\r\n");
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final SocketChannel channel;
    private ByteBuffer input = ByteBuffer.allocate(USUAL_ANSWER);
    private volatile long due;
    private boolean last;

    private LoadConnection(SocketChannel channel) {
        this.channel = channel;
    }

    /** Returns when it is connected. */
    static LoadConnection open(int port) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
        channel.configureBlocking(false);
        return new LoadConnection(channel);
    }

    SocketChannel channel() {
        return channel;
    }

    /** When the request was to be sent that is being answered. */
    long due() {
        return due;
    }

    /** Sends a request, which must be small enough for the socket's buffer. */
    void send(ByteBuffer request, long at) throws IOException {
        due = at;
        int length = request.remaining();
        if (channel.write(request) < length) {
            throw new IOException("A request of %s bytes does not fit".formatted(length));
        }
    }

    /** Reads what has come: the status of the answer once all of it is there. */
    OptionalInt read() throws IOException {
        if (channel.read(input) < 0) {
            throw new EOFException("The server has closed the connection");
        }
        if (!input.hasRemaining()) {
            grow();
        }
        String text = new String(input.array(), 0, input.position(), ISO_8859_1);
        int head = text.indexOf(END_OF_HEAD);
        if (head < 0 || text.length() < head + END_OF_HEAD.length() + length(text)) {
            return OptionalInt.empty();
        }
        input.clear();
        last = CLOSE.matcher(text).find();
        return OptionalInt.of(status(text));
    }

    private void grow() throws IOException {
        if (input.capacity() >= MAX_ANSWER) {
            throw new IOException("An answer is longer than %s bytes".formatted(MAX_ANSWER));
        }
        input = ByteBuffer.allocate(2 * input.capacity()).put(input.flip());
    }

    /** Whether the server closes the connection after what it has answered last. */
    boolean isLast() {
        return last;
    }

    private static int status(String text) throws IOException {
        var status = STATUS.matcher(text);
        if (!status.lookingAt()) {
            throw new IOException("Not an answer: '%s'".formatted(text));
        }
        return Integer.parseInt(status.group(1));
    }

    private static int length(String text) throws IOException {
        var length = LENGTH.matcher(text);
        if (!length.find()) {
            throw new IOException("An answer has no length: '%s'".formatted(text));
        }
        return Integer.parseInt(length.group(1));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
