package io.forge.batch.simulation;

import io.forge.batch.BatchLimits;
import io.forge.batch.BatchParts;
import io.forge.batch.BatchResult;
import io.forge.batch.BatchScheduler;
import io.forge.batch.ClaimedBatch;
import io.forge.batch.QueuedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * One life of a scheduler, from its first call until nothing is left, in a world that follows from a seed.
 *
 * <p>The same seed plays the same life, to the last nanosecond.
 */
final class Schedule implements SimulatedInstances.World {

    /** More than any life needs: whoever needs more goes round in circles. */
    private static final int MOST_STEPS = 200_000;

    private final Random random;
    private final Scenario scenario;
    private final VirtualTime time;
    private final Ledger ledger;
    private final BatchScheduler<Integer, Integer> scheduler;
    private final double stuckFor;

    private Schedule(long seed, Function<BatchLimits, BatchParts<Integer, Integer>> rules) {
        random = new Random(seed);
        scenario = Scenario.of(random);
        time = new VirtualTime(scenario.start());
        ledger = new Ledger(scenario, time);
        stuckFor = scenario.gap() * scenario.calls() + 2 * scenario.deadline();
        scheduler = SimulatedInstances.scheduler(time, this, scenario.limits(), rules.apply(scenario.limits()));
    }

    /**
     * Plays one.
     *
     * @return what the clock shows at the end
     * @throws InvariantBroken if something happened that must never happen
     */
    static long play(long seed, Function<BatchLimits, BatchParts<Integer, Integer>> rules) {
        return new Schedule(seed, rules).play();
    }

    private long play() {
        arrive();
        int steps = 0;
        while (time.step()) {
            ledger.check();
            if (++steps > MOST_STEPS) {
                throw ledger.broken("it never ends");
            }
        }
        ledger.checkEnd(scheduler.counters());
        return time.now();
    }

    private void arrive() {
        int together = scenario.arrivals() == Scenario.Arrivals.BURSTS ? 1 + random.nextInt(20) : 1;
        for (int i = 0; i < together && ledger.size() < scenario.calls(); i++) {
            offer();
        }
        if (ledger.size() >= scenario.calls()) {
            end();
            return;
        }
        boolean quiet = scenario.arrivals() == Scenario.Arrivals.ON_AND_OFF && random.nextInt(40) == 0;
        double gap = scenario.gap() * together * (quiet ? 50 : 1);
        time.after(-Math.log(1 - random.nextDouble()) * gap, this::arrive);
    }

    private void offer() {
        if (ledger.size() == scenario.retireAt()) {
            retire();
        }
        SimulatedCall call = call();
        try {
            scheduler.offer(call.item());
        } catch (InvariantBroken e) {
            throw e;
        } catch (RuntimeException e) {
            throw ledger.broken("an offer threw " + e);
        }
        ledger.offered(call);
        if (random.nextDouble() < scenario.cancelled()) {
            time.after(
                    random.nextDouble() * scenario.deadline() / 2,
                    () -> ledger.cancelled(call, scheduler.cancel(call.item())));
        }
    }

    private SimulatedCall call() {
        int most = scenario.limits().maxItems();
        int items = random.nextDouble() < scenario.largeCalls() ? 1 + random.nextInt(most) : 1;
        long cost = scenario.largeCalls() > 0 ? items * (1L + random.nextInt(20)) : 1;
        if (random.nextDouble() < scenario.oversized()) {
            items = most + 1 + random.nextInt(3);
        } else if (cost > scenario.limits().maxCost() && random.nextInt(10) > 0) {
            cost = items;
        }
        double patience = scenario.deadline();
        if (random.nextDouble() < scenario.urgent()) {
            patience *= 0.05 + 0.5 * random.nextDouble();
        }
        if (random.nextDouble() < scenario.hopeless()) {
            patience = -random.nextInt(5) * Scenario.MILLISECOND;
        }
        boolean poisoned = random.nextDouble() < scenario.poisoned();
        return ledger.call(key(), items, cost, time.now(), time.now() + (long) patience, poisoned);
    }

    private int key() {
        return scenario.loneKey() && random.nextInt(20) > 0 ? 0 : random.nextInt(scenario.keys());
    }

    private void end() {
        if (scenario.retireAt() >= scenario.calls()) {
            time.after(scenario.gap() * random.nextInt(50), this::retire);
        }
    }

    private void retire() {
        ledger.retired();
        time.after(scenario.drain() + stuckFor * (scenario.stuck() > 0 ? 1 : random.nextInt(2)), () -> {
            ledger.stopped();
            scheduler.refuseStarts();
        });
        scheduler.retire(ledger::drained);
    }

    @Override
    public double hop() {
        ledger.launched();
        if (random.nextDouble() < scenario.rejected()) {
            ledger.launchRejected();
            throw new RejectedExecutionException();
        }
        return random.nextDouble() * scenario.hop();
    }

    @Override
    public void arrived() {
        ledger.arrived();
    }

    @Override
    public double duration(ClaimedBatch<Integer, Integer> batch) {
        ledger.started(batch);
        if (random.nextDouble() < scenario.stuck()) {
            ledger.takes(stuckFor);
            return stuckFor;
        }
        int key = ledger.call(batch.members().get(0).input()).key;
        double nanos = scenario.duration(key, batch.cost(), (double) ledger.size() / scenario.calls(), random);
        ledger.takes(nanos);
        return nanos;
    }

    @Override
    public BatchResult<Integer> run(ClaimedBatch<Integer, Integer> batch) {
        for (QueuedItem<Integer, Integer> member : batch.members()) {
            if (ledger.call(member.input()).poisoned) {
                throw new SimulatedInstances.Poison();
            }
        }
        if (random.nextDouble() < scenario.failing()) {
            throw new IllegalStateException("failing");
        }
        List<Integer> outputs = SimulatedInstances.inputs(batch);
        if (random.nextDouble() < scenario.wrong()) {
            return wrong(outputs);
        }
        return BatchResult.of(outputs);
    }

    private BatchResult<Integer> wrong(List<Integer> outputs) {
        var changed = new ArrayList<>(outputs);
        int place = random.nextInt(outputs.size());
        return switch (random.nextInt(4)) {
            case 0 -> BatchResult.of(changed.subList(0, place));
            case 1 -> {
                changed.add(place, changed.get(place));
                yield BatchResult.of(changed);
            }
            default -> {
                changed.set(place, null); // What a missing output means is for the server to say.
                yield new BatchResult<>(changed, Map.of(place, new IllegalArgumentException("bad input")));
            }
        };
    }

    @Override
    public void finished(boolean success) {
        ledger.finished(success);
    }
}
