package io.forge.cli;

import io.forge.api.Content;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Sink;
import io.forge.cli.output.CommandException;
import io.forge.cli.output.Streams;
import java.nio.ByteBuffer;

/** Prints what a handler answers, byte for byte; at a terminal the next prompt gets a line of its own. */
final class CallOutput implements Sink<ByteBuffer> {

    private static final byte LINE_END = '\n';

    private final Streams streams;

    CallOutput(Streams streams) {
        this.streams = streams;
    }

    /** Prints one item of a stream on a line of its own, at once. */
    @Override
    public void send(ByteBuffer item) {
        write(item);
        streams.out().write(LINE_END);
        if (streams.out().checkError()) {
            throw new ForgeException(ErrorCode.CANCELLED, "The reader of the output is gone");
        }
    }

    /**
     * Prints a whole answer.
     *
     * @throws CommandException if it cannot be written
     */
    void print(Content answer) {
        var bytes = answer.bytes();
        boolean needsLineEnd = bytes.hasRemaining() && bytes.get(bytes.limit() - 1) != LINE_END;
        write(bytes);
        if (streams.isOutTerminal() && needsLineEnd) {
            streams.out().write(LINE_END);
        }
        if (streams.out().checkError()) {
            throw new CommandException(
                    "The answer cannot be written to the standard output: its reader has gone, or the"
                            + " disk is full");
        }
    }

    private void write(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.get(copy);
        streams.out().write(copy, 0, copy.length);
    }
}
