package io.forge.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
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
    private final Timer timer;
    private final Launcher<I, O> launcher;
    private final Admission<I, O> admission;
    private final Forming<I, O> forming;
    private final Expiry expiry;
    private final Settlement<I, O> settlement;
    private final CostModels models;

    // Guarded by the lock, from here on.
    private final BatchQueue<I, O> queue = new BatchQueue<>();
    private final List<Instance<I, O>> instances = new ArrayList<>();
    private final BatchCounters counters = new BatchCounters();
    private int taken;
    private int launched;
    private int running;
    private boolean retired;
    private boolean stopped;
    private @Nullable Runnable whenDrained;
    private @Nullable Runnable disarm;
    private long armedFor;
    private long armings;

    /**
     * A scheduler without work.
     *
     * @param clock nanoseconds that never go back, from any origin
     * @param timer on the same clock; called under the lock
     */
    public BatchScheduler(
            LongSupplier clock, Timer timer, Launcher<I, O> launcher, BatchLimits limits, BatchParts<I, O> parts) {
        this.clock = clock;
        this.timer = timer;
        this.launcher = launcher;
        this.admission = parts.admission();
        this.forming = parts.forming();
        this.expiry = parts.expiry();
        this.settlement = parts.settlement();
        this.models = parts.models();
        for (int i = 0; i < limits.instances(); i++) {
            instances.add(new Instance<>(i));
        }
    }

    /** Takes an item in, or tells its outcome at once why not. */
    public void offer(QueuedItem<I, O> item) {
        Instance<I, O> toLaunch = null;
        Optional<Refusal> refusal = Optional.empty();
        boolean expired = false;
        lock.lock();
        try {
            long now = clock.getAsLong();
            if (item.state() != ItemState.QUEUED) {
                return; // Cancelled before it came.
            }
            if (retired) {
                refusal = Optional.of(new Refusal(Refusal.Reason.RETIRED, 0, 0));
            } else if (expiry.isOver(item, Expiry.Moment.OFFER, now)) {
                expired = true;
            } else {
                refusal = admission.admit(item, queue, instances, now);
            }
            if (expired) {
                if (!item.move(ItemState.QUEUED, ItemState.EXPIRED)) {
                    return;
                }
                counters.expired();
            } else if (refusal.isPresent()) {
                if (!item.move(ItemState.QUEUED, ItemState.REFUSED)) {
                    return;
                }
                counters.refused(refusal.get().reason());
            } else {
                counters.admitted();
                arm(item.deadline(), now);
                toLaunch = takeIfUseful(now);
            }
        } finally {
            lock.unlock();
        }
        if (expired) {
            item.outcome().expired();
        }
        refusal.ifPresent(item.outcome()::refused);
        launch(toLaunch);
    }

    /**
     * Gives an item up, as nobody waits for its answer any more: its outcome is told nothing, unless that has begun.
     *
     * @return {@code false} if it had ended before
     */
    public boolean cancel(QueuedItem<I, O> item) {
        if (item.move(ItemState.QUEUED, ItemState.CANCELLED)) {
            Runnable drained;
            lock.lock();
            try {
                queue.remove(item);
                counters.cancelled();
                drained = drained();
            } finally {
                lock.unlock();
            }
            drained.run();
            return true;
        }
        if (!item.move(ItemState.CLAIMED, ItemState.DONE)) {
            return false;
        }
        LiveMembers batch;
        lock.lock();
        try {
            batch = item.batch();
            counters.cancelled();
        } finally {
            lock.unlock();
        }
        if (batch != null) {
            batch.leave();
        }
        return true;
    }

    /**
     * What a launched instance runs next. Its caller runs it, and says so by {@link #succeeded} or {@link #failed}.
     *
     * @return nothing if there is none: the instance has been given back
     */
    public Optional<ClaimedBatch<I, O>> next(Instance<I, O> instance) {
        var over = new ArrayList<QueuedItem<I, O>>();
        var refused = new ArrayList<QueuedItem<I, O>>();
        Instance<I, O> toLaunch = null;
        Runnable drained = () -> {};
        Optional<ClaimedBatch<I, O>> batch;
        lock.lock();
        try {
            long now = clock.getAsLong();
            if (instance.isLaunched()) {
                instance.arrived();
                launched--;
            }
            batch = part(instance, over, refused, now);
            while (batch.isEmpty() && !stopped) {
                Optional<ClaimedBatch<I, O>> formed = forming.form(queue, instances, retired, now);
                if (formed.isEmpty()) {
                    break;
                }
                batch = claim(formed.get(), over, now);
            }
            if (batch.isPresent()) {
                start(instance, batch.get(), now);
                toLaunch = takeIfUseful(now);
            } else {
                instance.release();
                taken--;
                armForStart(now);
                drained = drained();
            }
        } finally {
            lock.unlock();
        }
        tellExpired(over);
        tellRefused(refused);
        launch(toLaunch);
        drained.run();
        return batch;
    }

    /** The next part of a batch that failed, without those that have gone. */
    private Optional<ClaimedBatch<I, O>> part(
            Instance<I, O> instance, List<QueuedItem<I, O>> over, List<QueuedItem<I, O>> refused, long now) {
        ClaimedBatch<I, O> part;
        while ((part = instance.parts().poll()) != null) {
            var left = new ArrayList<QueuedItem<I, O>>();
            for (QueuedItem<I, O> member : part.members()) {
                if (stopped) {
                    if (member.move(ItemState.CLAIMED, ItemState.DONE)) {
                        counters.refused(Refusal.Reason.RETIRED);
                        refused.add(member);
                    }
                } else if (expiry.isOver(member, Expiry.Moment.CLAIM, now)) {
                    if (member.move(ItemState.CLAIMED, ItemState.DONE)) {
                        counters.expired();
                        over.add(member);
                    }
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

    /** Takes the members out of the queue; those that a cancel or a deadline took first are not part of it. */
    private Optional<ClaimedBatch<I, O>> claim(ClaimedBatch<I, O> formed, List<QueuedItem<I, O>> over, long now) {
        var claimed = new ArrayList<QueuedItem<I, O>>(formed.members().size());
        int items = formed.items();
        long cost = formed.cost();
        for (QueuedItem<I, O> member : formed.members()) {
            queue.remove(member);
            if (expiry.isOver(member, Expiry.Moment.CLAIM, now)) {
                if (member.move(ItemState.QUEUED, ItemState.EXPIRED)) {
                    counters.expired();
                    over.add(member);
                }
            } else if (member.move(ItemState.QUEUED, ItemState.CLAIMED)) {
                claimed.add(member);
                counters.waited(now - member.arrival());
                continue;
            }
            items -= member.items();
            cost = Math.max(1, cost - member.cost());
        }
        if (claimed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                claimed.size() == formed.members().size()
                        ? formed
                        : new ClaimedBatch<>(claimed, items, cost, formed.reason()));
    }

    private void start(Instance<I, O> instance, ClaimedBatch<I, O> batch, long now) {
        CostModel model = models.of(batch.key());
        double mean = model.mean(batch.cost());
        instance.start(batch, now, mean, model.margin() * mean);
        running += batch.items();
        counters.started(batch.reason(), batch.items());
        for (QueuedItem<I, O> member : batch.members()) {
            member.joins(batch.live());
        }
    }

    /** The instance's batch has run. */
    public void succeeded(Instance<I, O> instance, BatchResult<O> result) {
        ClaimedBatch<I, O> batch;
        lock.lock();
        try {
            long now = clock.getAsLong();
            batch = end(instance);
            models.learn(batch.key(), batch.cost(), now - instance.started());
        } finally {
            lock.unlock();
        }
        batch.live().end();
        settlement.succeeded(batch, result);
    }

    /** The code of the instance's batch threw. */
    public void failed(Instance<I, O> instance, Throwable failure) {
        ClaimedBatch<I, O> batch;
        lock.lock();
        try {
            batch = end(instance);
            counters.failed();
        } finally {
            lock.unlock();
        }
        batch.live().end();
        List<ClaimedBatch<I, O>> parts = settlement.failed(batch, failure);
        if (parts.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            for (int i = parts.size() - 1; i >= 0; i--) {
                instance.parts().addFirst(parts.get(i));
            }
            long now = clock.getAsLong();
            arm(now, now); // A deadline may have come while the parts belonged to nobody.
        } finally {
            lock.unlock();
        }
    }

    private ClaimedBatch<I, O> end(Instance<I, O> instance) {
        ClaimedBatch<I, O> batch = instance.batch();
        if (batch == null) {
            throw new IllegalStateException("Instance " + instance.number() + " runs nothing");
        }
        instance.end();
        running -= batch.items();
        return batch;
    }

    /**
     * Takes no new items; those that wait are served.
     *
     * @param whenNothingIsLeft run once nothing waits and no instance is taken, at once if so
     */
    public void retire(Runnable whenNothingIsLeft) {
        Instance<I, O> toLaunch;
        Runnable drained;
        lock.lock();
        try {
            retired = true;
            whenDrained = whenNothingIsLeft;
            toLaunch = takeIfUseful(clock.getAsLong());
            drained = drained();
        } finally {
            lock.unlock();
        }
        launch(toLaunch);
        drained.run();
    }

    /** Starts nothing any more: who waits is refused. Batches that run go on. */
    public void refuseStarts() {
        var refused = new ArrayList<QueuedItem<I, O>>();
        Runnable drained;
        lock.lock();
        try {
            retired = true;
            stopped = true;
            for (Bucket<I, O> bucket : List.copyOf(queue.buckets())) {
                while (!bucket.isEmpty()) {
                    QueuedItem<I, O> item = bucket.get(0);
                    queue.remove(item);
                    if (item.move(ItemState.QUEUED, ItemState.REFUSED)) {
                        counters.refused(Refusal.Reason.RETIRED);
                        refused.add(item);
                    }
                }
            }
            drained = drained();
        } finally {
            lock.unlock();
        }
        tellRefused(refused);
        drained.run();
    }

    /** What has happened so far. */
    public BatchCounters.Snapshot counters() {
        lock.lock();
        try {
            return counters.snapshot(queue.items(), running, taken);
        } finally {
            lock.unlock();
        }
    }

    /** Does what is due, unless a later arming has replaced the one that calls: it began before it could be taken back. */
    private void tick(long arming) {
        var over = new ArrayList<QueuedItem<I, O>>();
        var gone = new ArrayList<LiveMembers>();
        Instance<I, O> toLaunch;
        Runnable drained;
        lock.lock();
        try {
            if (arming != armings) {
                return;
            }
            disarm = null;
            long now = clock.getAsLong();
            expireWaiting(over, now);
            expireRunning(over, gone, now);
            armForDeadlines(now);
            toLaunch = takeIfUseful(now);
            drained = drained();
        } finally {
            lock.unlock();
        }
        tellExpired(over);
        gone.forEach(LiveMembers::leave);
        launch(toLaunch);
        drained.run();
    }

    private void expireWaiting(List<QueuedItem<I, O>> over, long now) {
        for (Bucket<I, O> bucket : List.copyOf(queue.buckets())) {
            while (!bucket.isEmpty() && expiry.isOver(bucket.get(0), Expiry.Moment.TIMER, now)) {
                QueuedItem<I, O> item = bucket.get(0);
                queue.remove(item);
                if (item.move(ItemState.QUEUED, ItemState.EXPIRED)) {
                    counters.expired();
                    over.add(item);
                }
            }
        }
    }

    private void expireRunning(List<QueuedItem<I, O>> over, List<LiveMembers> gone, long now) {
        for (Instance<I, O> instance : instances) {
            for (QueuedItem<I, O> member : instance.members()) {
                if (expiry.isOver(member, Expiry.Moment.TIMER, now) && member.move(ItemState.CLAIMED, ItemState.DONE)) {
                    counters.expired();
                    over.add(member);
                    LiveMembers batch = member.batch();
                    if (batch != null) {
                        gone.add(batch);
                    }
                }
            }
        }
    }

    private void armForDeadlines(long now) {
        for (Bucket<I, O> bucket : queue.buckets()) {
            armLater(bucket.get(0).deadline(), now);
        }
        for (Instance<I, O> instance : instances) {
            for (QueuedItem<I, O> member : instance.members()) {
                if (member.state() == ItemState.CLAIMED) {
                    armLater(member.deadline(), now);
                }
            }
        }
    }

    /** Takes an instance that is to be launched, if one is free and something may start; {@code null} if not. */
    private @Nullable Instance<I, O> takeIfUseful(long now) {
        if (stopped || taken == instances.size() || queue.size() <= launched) {
            return null;
        }
        long until = forming.untilStart(queue, retired, now);
        if (until > 0) {
            armForStart(now);
            return null;
        }
        for (Instance<I, O> instance : instances) {
            if (!instance.isTaken()) {
                instance.take();
                taken++;
                launched++;
                return instance;
            }
        }
        return null;
    }

    private void armForStart(long now) {
        if (stopped || queue.isEmpty()) {
            return;
        }
        long until = forming.untilStart(queue, retired, now);
        if (until < Forming.NEVER) {
            arm(now + Math.max(0, until), now);
        }
    }

    private void launch(@Nullable Instance<I, O> instance) {
        if (instance == null) {
            return;
        }
        try {
            launcher.launch(instance);
        } catch (RejectedExecutionException e) {
            lock.lock();
            try {
                instance.arrived();
                instance.release();
                launched--;
                taken--;
                long now = clock.getAsLong();
                arm(now + LAUNCH_AGAIN, now);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Has {@link #tick} called at a time, or before. */
    private void arm(long at, long now) {
        if (disarm != null) {
            if (armedFor - at <= 0) {
                return;
            }
            disarm.run();
        }
        armedFor = at - now < 0 ? now : at;
        long arming = ++armings;
        disarm = timer.at(armedFor, () -> tick(arming));
    }

    private void armLater(long at, long now) {
        if (at - now > 0) {
            arm(at, now);
        }
    }

    /** What is to be run, without the lock, if nothing is left of a scheduler that has retired. */
    private Runnable drained() {
        if (!retired || taken > 0 || !queue.isEmpty()) {
            return () -> {};
        }
        if (disarm != null) {
            disarm.run();
            disarm = null;
        }
        Runnable action = whenDrained;
        whenDrained = null;
        return action == null ? () -> {} : action;
    }

    private void tellExpired(List<QueuedItem<I, O>> items) {
        if (!items.isEmpty()) {
            var told = new Telling();
            items.forEach(item -> told.tell(item.outcome()::expired));
            told.end();
        }
    }

    private void tellRefused(List<QueuedItem<I, O>> items) {
        if (!items.isEmpty()) {
            var refusal = new Refusal(Refusal.Reason.RETIRED, 0, 0);
            var told = new Telling();
            items.forEach(item -> told.tell(() -> item.outcome().refused(refusal)));
            told.end();
        }
    }
}
