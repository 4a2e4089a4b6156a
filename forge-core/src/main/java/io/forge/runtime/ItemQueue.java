package io.forge.runtime;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The items of one stream on their way from the handler's thread, which waits while too much is on the way, to a reader,
 * which never waits: it is woken up when there is something to take.
 *
 * <p>Safe for use by several threads, and for one reader.
 */
public final class ItemQueue {

    private final long limit;
    private final long patience;
    private final Runnable reader;

    /** Guards the fields below. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition room = lock.newCondition();
    private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean begun;
    private boolean readerIsAwake;
    private Ending ending = Ending.NOT_YET;

    /** How far a stream is from its end. */
    public enum Ending {
        /** More items may come. */
        NOT_YET,
        /** It ends as it should with what was taken. */
        COMPLETE,
        /** It ends with what was taken, so that whoever reads it can tell that it is not whole. */
        BROKEN_OFF,
        /** Nobody reads it any more. */
        GONE
    }

    /**
     * What the reader has got.
     *
     * @param items all that has waited, joined; empty where nothing has
     * @param ending whether more may follow
     */
    public record Taken(Optional<ByteBuffer> items, Ending ending) {}

    /**
     * A queue for one stream.
     *
     * @param limit bytes that may wait; one item may go beyond
     * @param patience how long the reader may take nothing before it gives up; a writer looks again then
     * @param reader wakes the reader up, which then {@linkplain #take takes} until there is nothing; never called again
     *     before it has found nothing
     */
    public ItemQueue(long limit, Duration patience, Runnable reader) {
        this.limit = limit;
        this.patience = patience.toNanos();
        this.reader = reader;
    }

    /**
     * Puts an item on its way, and waits for room before.
     *
     * @throws io.forge.api.ForgeException if nobody reads it any more
     */
    public void put(ByteBuffer item) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (ending == Ending.NOT_YET && waitingBytes >= limit) {
                room.awaitNanos(patience);
            }
            if (ending != Ending.NOT_YET) {
                throw Refusals.readerGone();
            }
            begun = true;
            add(item);
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private void add(ByteBuffer item) {
        waiting.add(item);
        waitingBytes += item.remaining();
        wakeReader();
    }

    /** Under the lock. */
    private void wakeReader() {
        if (!readerIsAwake) {
            readerIsAwake = true;
            reader.run();
        }
    }

    /** Takes no item any more if none has come yet; whether that is so. */
    public boolean closeUnbegun() {
        lock.lock();
        try {
            if (!begun) {
                ending = Ending.GONE;
            }
            return !begun;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes no item any more.
     *
     * @param last goes out behind all others, if this is the first end of the stream
     */
    public void end(Ending how, Optional<ByteBuffer> last) {
        lock.lock();
        try {
            if (ending == Ending.NOT_YET) {
                ending = how;
                last.ifPresent(this::add);
            }
            wakeReader();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody reads it any more, whatever its end would have been. */
    public void abandon() {
        lock.lock();
        try {
            ending = Ending.GONE;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #abandon}, if more items could have come; whether that is so. */
    public boolean abandonUnended() {
        lock.lock();
        try {
            if (ending != Ending.NOT_YET) {
                return false;
            }
            abandon();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes what waits, for the reader. */
    public Taken take() {
        lock.lock();
        try {
            if (ending == Ending.GONE || waiting.isEmpty()) {
                // From here on a new item has to wake the reader up again.
                readerIsAwake = ending != Ending.NOT_YET;
                return new Taken(Optional.empty(), ending);
            }
            var items = waiting.size() == 1 ? waiting.getFirst() : joined();
            waiting.clear();
            waitingBytes = 0;
            room.signalAll();
            return new Taken(Optional.of(items), ending);
        } finally {
            lock.unlock();
        }
    }

    private ByteBuffer joined() {
        var all = ByteBuffer.allocate((int) waitingBytes);
        waiting.forEach(all::put);
        return all.flip();
    }
}
