package io.forge.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.StreamConnection;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** Counts the bytes that one connection has brought. */
final class CountingSource extends AbstractStreamSourceConduit<StreamSourceConduit> {

    private long count;

    private CountingSource(StreamSourceConduit next) {
        super(next);
    }

    /** Counts from now on; before Undertow sees the connection. */
    static void install(StreamConnection connection) {
        var source = connection.getSourceChannel();
        source.setConduit(new CountingSource(source.getConduit()));
    }

    /** How many bytes have come; read on the IO thread. */
    long count() {
        return count;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return (int) counted(super.read(target));
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return counted(super.read(targets, offset, length));
    }

    @Override
    public long transferTo(long position, long limit, FileChannel target) throws IOException {
        return counted(super.transferTo(position, limit, target));
    }

    @Override
    public long transferTo(long limit, ByteBuffer through, StreamSinkChannel target) throws IOException {
        return counted(super.transferTo(limit, through, target));
    }

    private long counted(long read) {
        count += Math.max(0, read);
        return read;
    }
}
