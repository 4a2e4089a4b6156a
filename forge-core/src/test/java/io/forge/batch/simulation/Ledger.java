package io.forge.batch.simulation;

import io.forge.batch.BatchCounters;
import io.forge.batch.BatchLimits;
import io.forge.batch.BatchLimits.Retries;
import io.forge.batch.BatchReason;
import io.forge.batch.ClaimedBatch;
import io.forge.batch.Costs;
import io.forge.batch.QueuedItem;
import io.forge.batch.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps its own books about a schedule, and says when what the scheduler does is not what it may do.
 *
 * <p>It knows nothing of how the scheduler works: only what was offered, what was started, and what each call heard.
 */
final class Ledger {

    /** How long after its deadline a call may be answered. */
    private static final long PROMPT = 5_000_000;

    /** How much later than it could something may start: rejected launches are tried again after five milliseconds. */
    private static final long TOLERANCE = 6_000_000;

    private final Scenario scenario;
    private final BatchLimits limits;
    private final VirtualTime time;
    private final List<SimulatedCall> calls = new ArrayList<>();
    private final Set<SimulatedCall> waiting = new LinkedHashSet<>();
    private final Map<Refusal.Reason, Long> refusals = new EnumMap<>(Refusal.Reason.class);
    private int waitingItems;
    private int underway;
    private int running;
    private long admitted;
    private long expired;
    private long cancelled;
    private long batches;
    private long learnt;
    private long freeSince;
    private boolean retired;
    private boolean stopped;
    private int drained;

    /** The longest that a batch has taken, stuck ones among them: what the scheduler may expect of the next. */
    private double longestSeen;

    Ledger(Scenario scenario, VirtualTime time) {
        this.scenario = scenario;
        this.limits = scenario.limits();
        this.time = time;
        this.freeSince = time.now();
        this.longestSeen = scenario.longest();
    }

    /** A batch will take so many nanoseconds. */
    void takes(double nanos) {
        longestSeen = Math.max(longestSeen, nanos);
    }

    SimulatedCall call(int key, int items, long cost, long arrival, long deadline, boolean poisoned) {
        var call = new SimulatedCall(this, calls.size(), key, items, cost, arrival, deadline, poisoned);
        calls.add(call);
        return call;
    }

    SimulatedCall call(int number) {
        return calls.get(number);
    }

    int size() {
        return calls.size();
    }

    /** The scheduler has returned from an offer. */
    void offered(SimulatedCall call) {
        if (call.end == null) {
            admit(call);
        }
        if (waitingItems > limits.maxQueue()) {
            throw broken("%,d items wait, %,d may".formatted(waitingItems, limits.maxQueue()));
        }
    }

    private void admit(SimulatedCall call) {
        if (call.items > limits.maxItems() || call.cost > limits.maxCost()) {
            throw broken(call + " was admitted, which no batch can hold");
        }
        admitted++;
        call.waiting = true;
        waiting.add(call);
        waitingItems += call.items;
    }

    private void noLongerWaiting(SimulatedCall call) {
        if (call.waiting) {
            call.waiting = false;
            waiting.remove(call);
            waitingItems -= call.items;
        }
    }

    void launched() {
        underway++;
    }

    void launchRejected() {
        underway--;
        freeSince = time.now();
    }

    void arrived() {
        underway--;
    }

    /** A batch begins to run. */
    void started(ClaimedBatch<Integer, Integer> batch) {
        batches++;
        running++;
        if (running > limits.instances()) {
            throw broken("%,d batches run, %,d may".formatted(running, limits.instances()));
        }
        if (stopped) {
            throw broken("a batch started after starts were refused");
        }
        int items = 0;
        long cost = 0;
        int key = call(batch.members().get(0).input()).key;
        for (QueuedItem<Integer, Integer> member : batch.members()) {
            SimulatedCall call = call(member.input());
            startOf(call, batch.reason());
            if (call.key != key) {
                throw broken("a batch has the keys %s and %s".formatted(key, call.key));
            }
            cost = limits.costs() == Costs.ADDED ? cost + call.cost : Math.max(cost, dearest(call));
            items += call.items;
        }
        if (limits.costs() == Costs.PADDED) {
            cost *= items;
        }
        if (items > limits.maxItems()) {
            throw broken("a batch has %,d items, %,d may be in it".formatted(items, limits.maxItems()));
        }
        if (cost > limits.maxCost()) {
            throw broken("a batch costs %,d, it may cost %,d".formatted(cost, limits.maxCost()));
        }
        if (batch.reason() != BatchReason.RETRY) {
            leftBehind(batch, call(batch.members().get(0).input()));
        }
    }

    private static long dearest(SimulatedCall call) {
        return call.cost / call.items;
    }

    private void startOf(SimulatedCall call, BatchReason reason) {
        if (call.end != null || call.cancelled) {
            throw broken("%s started after it was %s".formatted(call, call.cancelled ? "cancelled" : call.end));
        }
        if (call.deadline - time.now() <= 0) {
            throw broken(call + " started after its deadline");
        }
        call.starts++;
        if (call.starts > 1 && (limits.retries() == Retries.NONE || reason != BatchReason.RETRY)) {
            throw broken(call + " started twice");
        }
        noLongerWaiting(call);
    }

    private void leftBehind(ClaimedBatch<Integer, Integer> batch, SimulatedCall first) {
        boolean together = limits.maxWait() > 0 || limits.instances() == 1;
        boolean all = together && batch.reason() != BatchReason.FULL && batch.reason() != BatchReason.DEADLINE;
        for (SimulatedCall left : waiting) {
            boolean inTime = left.deadline - time.now() > 2 * longestSeen; // Else it may be taken for late already.
            if (all && inTime && left.key == first.key && left.arrival != time.now()) {
                throw broken("%s was left behind by a batch that it could have joined".formatted(left));
            }
            boolean heldBack = time.now() - left.arrival <= limits.maxWait();
            boolean dearer = first.cost > left.cost; // So it may have to start earlier.
            if (inTime && !heldBack && !dearer && first.deadline - left.deadline > 3 * scenario.longest()) {
                throw broken("%s had to wait for %s, whose deadline is much later".formatted(left, first));
            }
        }
    }

    /** A batch has run. */
    void finished(boolean success) {
        running--;
        learnt += success ? 1 : 0;
    }

    void cancelled(SimulatedCall call, boolean wasInTime) {
        if (!wasInTime) {
            return;
        }
        if (call.end != null) {
            throw broken("%s was cancelled after it was %s".formatted(call, call.end));
        }
        call.cancelled = true;
        cancelled++;
        noLongerWaiting(call);
    }

    void succeeded(SimulatedCall call, Integer output) {
        end(call, "answered");
        if (output == null || output != call.number) {
            throw broken("%s got the answer of call %s".formatted(call, output));
        }
    }

    void failed(SimulatedCall call, Throwable failure) {
        end(call, "failed");
        if (limits.retries() == Retries.HALVES && failure instanceof SimulatedInstances.Poison && !call.poisoned) {
            throw broken(call + " failed because of another");
        }
    }

    void expired(SimulatedCall call) {
        end(call, "expired");
        expired++;
        if (call.deadline - time.now() > 0) {
            throw broken(call + " expired before its deadline");
        }
    }

    void refused(SimulatedCall call, Refusal refusal) {
        boolean waited = call.waiting;
        end(call, "refused");
        refusals.merge(refusal.reason(), 1L, Long::sum);
        boolean idle = waiting.isEmpty() && underway + running < limits.instances();
        switch (refusal.reason()) {
            case TOO_LARGE -> {
                if (call.items <= limits.maxItems() && call.cost <= limits.maxCost()) {
                    throw broken(call + " was refused as too large");
                }
            }
            case QUEUE_FULL -> {
                if (waitingItems + call.items <= limits.maxQueue()) {
                    throw broken("%s was refused by a queue with %,d items".formatted(call, waitingItems));
                }
            }
            case LATE -> {
                if (idle || learnt < 8) {
                    throw broken("%s was refused as late by a scheduler that %s"
                            .formatted(call, idle ? "has nothing to do" : "has learnt nothing yet"));
                }
            }
            case RETIRED -> {
                if (waited ? !stopped : !retired) {
                    throw broken(call + " was refused although service goes on");
                }
            }
        }
        if (refusal.reason() == Refusal.Reason.LATE || refusal.reason() == Refusal.Reason.QUEUE_FULL) {
            if (refusal.retryAfter() <= 0) {
                throw broken(call + " was refused and not told when to come again");
            }
        }
    }

    private void end(SimulatedCall call, String how) {
        if (call.end != null || call.cancelled) {
            throw broken("%s was %s after it was %s".formatted(call, how, call.cancelled ? "cancelled" : call.end));
        }
        call.end = how;
        noLongerWaiting(call);
        long late = time.now() - call.deadline;
        if (late > PROMPT && call.deadline - call.arrival > 0) {
            throw broken("%s was %s %,d ns after its deadline".formatted(call, how, late));
        }
    }

    void retired() {
        retired = true;
    }

    void stopped() {
        retired = true;
        stopped = true;
    }

    void drained() {
        drained++;
        if (drained > 1) {
            throw broken("the end of service was told twice");
        }
    }

    /** After each thing that happens: nobody waits without need. */
    void check() {
        if (drained > 0 && (!waiting.isEmpty() || running > 0)) {
            throw broken("the end of service was told while %,d wait and %,d run".formatted(waiting.size(), running));
        }
        boolean free = underway + running < limits.instances();
        boolean uncovered = limits.maxWait() == 0 ? waiting.size() > underway : waiting.size() > 0 && underway == 0;
        if (!free || !uncovered || stopped) {
            freeSince = time.now();
            return;
        }
        if (limits.maxWait() == 0 && scenario.rejected() == 0) {
            throw broken("%,d wait while an instance is idle".formatted(waiting.size()));
        }
        SimulatedCall oldest = waiting.iterator().next();
        long allowed = limits.maxWait() + TOLERANCE;
        if (time.now() - oldest.arrival > allowed && time.now() - freeSince > TOLERANCE) {
            throw broken(
                    "%s waits for %,d ns while an instance is idle".formatted(oldest, time.now() - oldest.arrival));
        }
    }

    /** At the end: nothing is lost, nothing is kept, and the scheduler's own counters say what happened. */
    void checkEnd(BatchCounters.Snapshot counters) {
        for (SimulatedCall call : calls) {
            if (call.end == null && !call.cancelled) {
                throw broken(call + " was lost");
            }
        }
        equal("drained", 1, drained);
        equal("timers", 0, time.pending());
        equal("queued", 0, counters.queued());
        equal("running", 0, counters.running());
        equal("taken", 0, counters.taken());
        equal("admitted", admitted, counters.admitted());
        equal("expired", expired, counters.expired());
        equal("cancelled", cancelled, counters.cancelled());
        equal(
                "batches",
                batches,
                counters.batches().values().stream().mapToLong(Long::longValue).sum());
        for (Refusal.Reason reason : Refusal.Reason.values()) {
            equal(
                    "refused as " + reason,
                    refusals.getOrDefault(reason, 0L),
                    counters.refused().get(reason));
        }
    }

    private void equal(String what, long expected, long actual) {
        if (expected != actual) {
            throw broken("%s: the scheduler has %,d, it should be %,d".formatted(what, actual, expected));
        }
    }

    InvariantBroken broken(String what) {
        return new InvariantBroken(what);
    }
}
