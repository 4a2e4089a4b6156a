package io.forge.http;

import java.util.AbstractQueue;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order in which they came, for threads of which the one that has waited for the shortest time is woken: its
 * processor still has in its caches what the thread works with. The queues of the JDK wake the one that has waited longest, and
 * so each thread in turn.
 *
 * <p>A task that comes wakes one thread, which wakes the next while there is more: a wake-up costs more than most tasks. No
 * bound: who lets calls in has one. Safe for use by several threads.
 */
final class NewestFirstQueue extends AbstractQueue<Runnable> implements BlockingQueue<Runnable> {

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock, as is what follows. */
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    /** The threads that wait, the newest first. */
    private final Deque<Waiter> idle = new ArrayDeque<>();

    /** One thread that waits. */
    private static final class Waiter {

        private final Condition woken;
        private boolean isWoken;

        private Waiter(Condition woken) {
            this.woken = woken;
        }
    }

    @Override
    public boolean offer(Runnable task) {
        lock.lock();
        try {
            tasks.add(task);
            if (tasks.size() == 1) { // Else whoever was woken for the others wakes the next.
                wakeNewest();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void wakeNewest() {
        var newest = idle.poll();
        if (newest != null) {
            newest.isWoken = true;
            newest.woken.signal();
        }
    }

    @Override
    public Runnable take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (tasks.isEmpty()) {
                await(Long.MAX_VALUE);
            }
            return next();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
        long left = unit.toNanos(timeout);
        lock.lockInterruptibly();
        try {
            while (tasks.isEmpty()) {
                if (left <= 0) {
                    return null;
                }
                left = await(left);
            }
            return next();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is woken, under the lock; returns how much of the time is left. */
    private long await(long nanos) throws InterruptedException {
        var waiter = new Waiter(lock.newCondition());
        idle.push(waiter);
        long left = nanos;
        try {
            while (!waiter.isWoken && left > 0) {
                left = waiter.woken.awaitNanos(left);
            }
            return left;
        } catch (InterruptedException e) {
            if (waiter.isWoken && !tasks.isEmpty()) {
                wakeNewest(); // In its place.
            }
            throw e;
        } finally {
            if (!waiter.isWoken) {
                idle.remove(waiter);
            }
        }
    }

    /** The next task, of which there is one. */
    private Runnable next() {
        var task = tasks.remove();
        if (!tasks.isEmpty()) {
            wakeNewest();
        }
        return task;
    }

    @Override
    public @Nullable Runnable poll() {
        lock.lock();
        try {
            return tasks.isEmpty() ? null : next();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable Runnable peek() {
        lock.lock();
        try {
            return tasks.peek();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void put(Runnable task) {
        offer(task);
    }

    @Override
    public boolean offer(Runnable task, long timeout, TimeUnit unit) {
        return offer(task);
    }

    @Override
    public boolean remove(@Nullable Object task) {
        lock.lock();
        try {
            return tasks.remove(task);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int remainingCapacity() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int drainTo(Collection<? super Runnable> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super Runnable> target, int most) {
        lock.lock();
        try {
            int drained = 0;
            for (; drained < most && !tasks.isEmpty(); drained++) {
                target.add(tasks.remove());
            }
            return drained;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int size() {
        lock.lock();
        try {
            return tasks.size();
        } finally {
            lock.unlock();
        }
    }

    /** Of the tasks as they are now. */
    @Override
    public Iterator<Runnable> iterator() {
        lock.lock();
        try {
            return List.copyOf(tasks).iterator();
        } finally {
            lock.unlock();
        }
    }
}
