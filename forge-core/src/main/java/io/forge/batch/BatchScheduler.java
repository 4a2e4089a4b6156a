package io.forge.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes batches of the calls of one handler, keeps their deadlines, and says no at once where one cannot be kept.
 *
 * <p>An instance is a permit: it is launched when work arrives, asks for {@linkplain #next batch after batch}, and is given
 * back when there is none. Items are claimed when an instance is really about to run them.
 *
 * <p>Safe for use by many threads. Outcomes are told and instances launched without the lock.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
public final class BatchScheduler<I, O> {

    /** How soon an instance that could not be launched is launched again, in nanoseconds. */
    private static final long LAUNCH_AGAIN = 5_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final LongSupplier clock;
    private final Launcher<I, O> launcher;
    private final Consumer<Throwable> problems;
    private final Telling telling;
    private final Admission<I, O> admission;
    private final Forming<I, O> forming;
    private final Expiry expiry;
    private final Settlement<I, O> settlement;
    private final CostModels models;

    // Guarded by the lock, from here on.
    private final BatchQueue<I, O> queue = new BatchQueue<>();
    private final InstancePool<I, O> instances;
    private final BatchCounters counters = new BatchCounters();
    private final Alarm alarm;
    private boolean hurried;
    private boolean retired;
    private boolean stopped;
    private @Nullable Runnable whenDrained;

    /**
     * A scheduler without work.
     *
     * @param clock nanoseconds that never go back, from any origin
     * @param timer on the same clock; called under the lock
     * @param problems hears what outcomes and the launcher throw, and throws nothing
     */
    public BatchScheduler(
            LongSupplier clock,
            Timer timer,
            Launcher<I, O> launcher,
            Consumer<Throwable> problems,
            BatchLimits limits,
            BatchParts<I, O> parts) {
        this.clock = clock;
        this.launcher = launcher;
        this.problems = problems;
        this.telling = new Telling(problems);
        this.admission = parts.admission();
        this.forming = parts.forming();
        this.expiry = parts.expiry();
        this.settlement = parts.settlement();
        this.models = parts.models();
        this.instances = new InstancePool<>(limits.instances());
        this.alarm = new Alarm(timer, this::goOff);
    }

    /** Takes an item in, or tells its outcome at once why not. */
    public void offer(QueuedItem<I, O> item) {
        var aftermath = new Aftermath<I, O>();
        lock.lock();
        try {
            long now = clock.getAsLong();
            if (item.state() == ItemState.QUEUED) {
                take(item, aftermath, now);
            }
        } finally {
            lock.unlock();
        }
        follow(aftermath);
    }

    private void take(QueuedItem<I, O> item, Aftermath<I, O> aftermath, long now) {
        if (retired) {
            if (item.move(ItemState.QUEUED, ItemState.REFUSED)) {
                counters.refused(Refusal.Reason.RETIRED);
                aftermath.retired(item);
            }
            return;
        }
        if (expiry.isOver(item, Expiry.Moment.OFFER, now)) {
            expire(item, ItemState.QUEUED, ItemState.EXPIRED, aftermath);
            return;
        }
        Optional<Refusal> refusal = admission.admit(item, queue, instances.all(), now);
        if (refusal.isEmpty()) {
            counters.admitted();
            alarm.setFor(item.deadline(), now);
            launchIfUseful(aftermath, now);
        } else if (item.move(ItemState.QUEUED, ItemState.REFUSED)) {
            counters.refused(refusal.get().reason());
            aftermath.refused(item, refusal.get());
        }
    }

    /**
     * Gives an item up, as nobody waits for its answer any more: its outcome is told nothing, unless that has begun.
     *
     * @return {@code false} if it had ended before
     */
    public boolean cancel(QueuedItem<I, O> item) {
        boolean waited = item.move(ItemState.QUEUED, ItemState.CANCELLED);
        if (!waited && !item.move(ItemState.CLAIMED, ItemState.DONE)) {
            return false;
        }
        var aftermath = new Aftermath<I, O>();
        lock.lock();
        try {
            counters.cancelled();
            if (waited) {
                queue.remove(item);
                drainedIfSo(aftermath);
            } else {
                aftermath.left(item.batch());
            }
        } finally {
            lock.unlock();
        }
        follow(aftermath);
        return true;
    }

    /**
     * What a launched instance runs next. Its caller runs it, and says so by {@link #succeeded} or {@link #failed}.
     *
     * @return nothing if there is none: the instance has been given back
     */
    public Optional<ClaimedBatch<I, O>> next(Instance<I, O> instance) {
        var aftermath = new Aftermath<I, O>();
        Optional<ClaimedBatch<I, O>> batch;
        lock.lock();
        try {
            long now = clock.getAsLong();
            instances.arrived(instance);
            batch = part(instance, aftermath, now);
            if (batch.isEmpty()) {
                batch = claim(aftermath, now);
            }
            if (batch.isPresent()) {
                start(instance, batch.get(), now);
                launchIfUseful(aftermath, now);
            } else {
                instances.release(instance);
                launchIfUseful(aftermath, now);
                drainedIfSo(aftermath);
            }
        } finally {
            lock.unlock();
        }
        follow(aftermath);
        return batch;
    }

    /** The next part of a batch that failed, without those that have gone. */
    private Optional<ClaimedBatch<I, O>> part(Instance<I, O> instance, Aftermath<I, O> aftermath, long now) {
        ClaimedBatch<I, O> part;
        while ((part = instance.parts().poll()) != null) {
            var left = new ArrayList<QueuedItem<I, O>>();
            for (QueuedItem<I, O> member : part.members()) {
                if (stopped) {
                    retire(member, ItemState.CLAIMED, ItemState.DONE, aftermath);
                } else if (expiry.isOver(member, Expiry.Moment.CLAIM, now)) {
                    expire(member, ItemState.CLAIMED, ItemState.DONE, aftermath);
                } else if (member.state() == ItemState.CLAIMED) {
                    left.add(member);
                }
            }
            if (!left.isEmpty()) {
                return Optional.of(new ClaimedBatch<>(left, part.items(), part.cost(), BatchReason.RETRY));
            }
        }
        return Optional.empty();
    }

    private Optional<ClaimedBatch<I, O>> claim(Aftermath<I, O> aftermath, long now) {
        Optional<ClaimedBatch<I, O>> claimed = Optional.empty();
        while (claimed.isEmpty() && !stopped) {
            Optional<ClaimedBatch<I, O>> formed = forming.form(queue, instances.all(), hurried, now);
            if (formed.isEmpty()) {
                return formed;
            }
            claimed = claim(formed.get(), aftermath, now);
        }
        return claimed;
    }

    /** Takes the members out of the queue; those that a cancel or a deadline took first are not part of it. */
    private Optional<ClaimedBatch<I, O>> claim(ClaimedBatch<I, O> formed, Aftermath<I, O> aftermath, long now) {
        List<QueuedItem<I, O>> members = formed.members();
        int gone = 0;
        for (int i = 0; i < members.size(); i++) {
            QueuedItem<I, O> member = members.get(i);
            queue.remove(member);
            if (expiry.isOver(member, Expiry.Moment.CLAIM, now)) {
                expire(member, ItemState.QUEUED, ItemState.EXPIRED, aftermath);
                gone++;
            } else if (member.move(ItemState.QUEUED, ItemState.CLAIMED)) {
                counters.waited(now - member.arrival());
            } else {
                gone++;
            }
        }
        return gone == 0 ? Optional.of(formed) : withoutGone(formed);
    }

    private Optional<ClaimedBatch<I, O>> withoutGone(ClaimedBatch<I, O> formed) {
        var claimed = new ArrayList<QueuedItem<I, O>>();
        int items = formed.items();
        long cost = formed.cost();
        for (QueuedItem<I, O> member : formed.members()) {
            if (member.state() == ItemState.CLAIMED) {
                claimed.add(member);
            } else {
                items -= member.items();
                cost = Math.max(1, cost - member.cost());
            }
        }
        return claimed.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClaimedBatch<>(claimed, items, cost, formed.reason()));
    }

    private void start(Instance<I, O> instance, ClaimedBatch<I, O> batch, long now) {
        CostModel model = models.of(batch.key());
        double mean = model.mean(batch.cost());
        instances.start(instance, batch, now, mean, model.margin() * mean);
        counters.started(batch.reason(), batch.items());
        List<QueuedItem<I, O>> members = batch.members();
        for (int i = 0; i < members.size(); i++) {
            members.get(i).joins(batch.live());
        }
    }

    /** The instance's batch has run. What it takes to give its answers out is part of what the batch takes. */
    public void succeeded(Instance<I, O> instance, BatchResult<O> result) {
        ClaimedBatch<I, O> batch = running(instance);
        batch.live().end();
        settlement.succeeded(batch, result, telling);
        lock.lock();
        try {
            long now = clock.getAsLong();
            instances.end(instance);
            models.learn(batch.key(), batch.cost(), now - instance.started());
        } finally {
            lock.unlock();
        }
    }

    private ClaimedBatch<I, O> running(Instance<I, O> instance) {
        lock.lock();
        try {
            return instances.running(instance);
        } finally {
            lock.unlock();
        }
    }

    /** The code of the instance's batch threw. */
    public void failed(Instance<I, O> instance, Throwable failure) {
        ClaimedBatch<I, O> batch;
        lock.lock();
        try {
            batch = instances.end(instance);
            counters.failed();
        } finally {
            lock.unlock();
        }
        batch.live().end();
        List<ClaimedBatch<I, O>> parts = settlement.failed(batch, failure, telling);
        if (!parts.isEmpty()) {
            runAgain(instance, parts);
        }
    }

    private void runAgain(Instance<I, O> instance, List<ClaimedBatch<I, O>> parts) {
        lock.lock();
        try {
            for (int i = parts.size() - 1; i >= 0; i--) {
                instance.parts().addFirst(parts.get(i));
            }
            long now = clock.getAsLong();
            alarm.setFor(now, now); // A deadline may have come while the parts belonged to nobody.
        } finally {
            lock.unlock();
        }
    }

    /** Holds no item back any more in the hope of others; new ones are still taken. */
    public void hurry() {
        var aftermath = new Aftermath<I, O>();
        lock.lock();
        try {
            hurried = true;
            launchAllUseful(aftermath, clock.getAsLong());
        } finally {
            lock.unlock();
        }
        follow(aftermath);
    }

    /**
     * Takes no new items; those that wait are served.
     *
     * @param whenNothingIsLeft run once nothing waits and no instance is taken, at once if so
     */
    public void retire(Runnable whenNothingIsLeft) {
        var aftermath = new Aftermath<I, O>();
        lock.lock();
        try {
            hurried = true;
            retired = true;
            whenDrained = whenNothingIsLeft;
            launchIfUseful(aftermath, clock.getAsLong());
            drainedIfSo(aftermath);
        } finally {
            lock.unlock();
        }
        follow(aftermath);
    }

    /** Starts nothing any more: who waits is refused. Batches that run go on. */
    public void refuseStarts() {
        var aftermath = new Aftermath<I, O>();
        lock.lock();
        try {
            retired = true;
            stopped = true;
            for (Bucket<I, O> bucket : List.copyOf(queue.buckets())) {
                while (!bucket.isEmpty()) {
                    QueuedItem<I, O> item = bucket.get(0);
                    queue.remove(item);
                    retire(item, ItemState.QUEUED, ItemState.REFUSED, aftermath);
                }
            }
            drainedIfSo(aftermath);
        } finally {
            lock.unlock();
        }
        follow(aftermath);
    }

    /** What has happened so far. */
    public BatchCounters.Snapshot counters() {
        lock.lock();
        try {
            return counters.snapshot(queue.items(), instances.running(), instances.taken());
        } finally {
            lock.unlock();
        }
    }

    /** Does what is due. */
    private void goOff(long setting) {
        var aftermath = new Aftermath<I, O>();
        lock.lock();
        try {
            if (!alarm.goesOff(setting)) {
                return;
            }
            long now = clock.getAsLong();
            expireWaiting(aftermath, now);
            expireRunning(aftermath, now);
            launchAllUseful(aftermath, now);
            drainedIfSo(aftermath);
        } finally {
            lock.unlock();
        }
        follow(aftermath);
    }

    private void expireWaiting(Aftermath<I, O> aftermath, long now) {
        for (Bucket<I, O> bucket : List.copyOf(queue.buckets())) {
            while (!bucket.isEmpty() && expiry.isOver(bucket.get(0), Expiry.Moment.TIMER, now)) {
                QueuedItem<I, O> item = bucket.get(0);
                queue.remove(item);
                expire(item, ItemState.QUEUED, ItemState.EXPIRED, aftermath);
            }
            if (!bucket.isEmpty()) {
                setAlarmFor(bucket.get(0), now);
            }
        }
    }

    private void expireRunning(Aftermath<I, O> aftermath, long now) {
        for (Instance<I, O> instance : instances.all()) {
            for (QueuedItem<I, O> member : instance.members()) {
                if (!expiry.isOver(member, Expiry.Moment.TIMER, now)) {
                    if (member.state() == ItemState.CLAIMED) {
                        setAlarmFor(member, now);
                    }
                } else if (expire(member, ItemState.CLAIMED, ItemState.DONE, aftermath)) {
                    aftermath.left(member.batch());
                }
            }
        }
    }

    private void setAlarmFor(QueuedItem<I, O> item, long now) {
        if (item.deadline() - now > 0) {
            alarm.setFor(item.deadline(), now);
        }
    }

    private boolean expire(QueuedItem<I, O> item, ItemState from, ItemState to, Aftermath<I, O> aftermath) {
        if (!item.move(from, to)) {
            return false;
        }
        counters.expired();
        aftermath.expired(item);
        return true;
    }

    private void retire(QueuedItem<I, O> item, ItemState from, ItemState to, Aftermath<I, O> aftermath) {
        if (item.move(from, to)) {
            counters.refused(Refusal.Reason.RETIRED);
            aftermath.retired(item);
        }
    }

    /** Has an instance launched if one is free and something may start, or looks again when something may. */
    private boolean launchIfUseful(Aftermath<I, O> aftermath, long now) {
        if (stopped || !instances.hasFree() || queue.size() <= instances.onTheWay()) {
            return false;
        }
        long until = forming.untilStart(queue, hurried, now);
        if (until <= 0) {
            aftermath.launch(instances.take());
            return true;
        }
        if (until < Forming.NEVER) {
            alarm.setFor(now + until, now);
        }
        return false;
    }

    /** As many as are of use: after launches that were rejected, none is on its way. */
    private void launchAllUseful(Aftermath<I, O> aftermath, long now) {
        boolean launched;
        do {
            launched = launchIfUseful(aftermath, now);
        } while (launched);
    }

    private void drainedIfSo(Aftermath<I, O> aftermath) {
        if (retired && instances.taken() == 0 && queue.isEmpty()) {
            alarm.turnOff();
            aftermath.drained(whenDrained);
            whenDrained = null;
        }
    }

    private void follow(Aftermath<I, O> aftermath) {
        aftermath.tell(telling);
        aftermath.launched().forEach(this::launch);
    }

    private void launch(Instance<I, O> instance) {
        try {
            launcher.launch(instance);
        } catch (RejectedExecutionException e) {
            launchAgain(instance);
        } catch (RuntimeException | Error e) {
            launchAgain(instance);
            problems.accept(e);
        }
    }

    private void launchAgain(Instance<I, O> instance) {
        lock.lock();
        try {
            instances.release(instance);
            long now = clock.getAsLong();
            alarm.setFor(now + LAUNCH_AGAIN, now);
        } finally {
            lock.unlock();
        }
    }
}
