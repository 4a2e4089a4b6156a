package io.forge.testing;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Sink;
import java.util.ArrayList;
import java.util.List;

/** A sink that keeps what it is sent, until its client leaves. */
public final class TestSink<O> implements Sink<O> {

    private final List<O> items = new ArrayList<>();
    private final int leavesAfter;

    private TestSink(int leavesAfter) {
        this.leavesAfter = leavesAfter;
    }

    /** A client that reads to the end. */
    public static <O> TestSink<O> patient() {
        return new TestSink<>(Integer.MAX_VALUE);
    }

    /** A client that leaves after so many items: the next {@link #send} throws as Forge's own sink does. */
    public static <O> TestSink<O> leavingAfter(int items) {
        return new TestSink<>(items);
    }

    @Override
    public synchronized void send(O item) {
        if (items.size() >= leavesAfter) {
            throw new ForgeException(ErrorCode.CANCELLED, "The client has gone");
        }
        items.add(item);
    }

    /** What has been sent, in order. */
    public synchronized List<O> items() {
        return List.copyOf(items);
    }
}
