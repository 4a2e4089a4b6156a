package io.forge.batch.simulation;

import io.forge.batch.Outcome;
import io.forge.batch.QueuedItem;
import io.forge.batch.Refusal;
import org.jspecify.annotations.Nullable;

/** One call of a schedule: what it asks for, and what the ledger has seen of it. */
final class SimulatedCall implements Outcome<Integer> {

    final int number;
    final int key;
    final int items;
    final long cost;
    final long arrival;
    final long deadline;
    final boolean poisoned;

    private final Ledger ledger;
    private final QueuedItem<Integer, Integer> item;

    boolean waiting;
    boolean cancelled;
    int starts;

    @Nullable String end;

    SimulatedCall(
            Ledger ledger, int number, int key, int items, long cost, long arrival, long deadline, boolean poisoned) {
        this.ledger = ledger;
        this.number = number;
        this.key = key;
        this.items = items;
        this.cost = cost;
        this.arrival = arrival;
        this.deadline = deadline;
        this.poisoned = poisoned;
        this.item = new QueuedItem<>(number, key, items, cost, deadline, this);
    }

    QueuedItem<Integer, Integer> item() {
        return item;
    }

    @Override
    public void succeeded(Integer output) {
        ledger.succeeded(this, output);
    }

    @Override
    public void failed(Throwable failure) {
        ledger.failed(this, failure);
    }

    @Override
    public void expired() {
        ledger.expired(this);
    }

    @Override
    public void refused(Refusal refusal) {
        ledger.refused(this, refusal);
    }

    @Override
    public String toString() {
        return "call %d (key %s, %d items, cost %d)".formatted(number, key, items, cost);
    }
}
