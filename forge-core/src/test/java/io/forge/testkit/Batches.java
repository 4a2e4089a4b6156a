package io.forge.testkit;

import io.forge.Forge;
import io.forge.ServedBatches;
import io.forge.api.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** What batches a handler gets: each waits until the test opens the gate, so that calls can be gathered behind it. */
public final class Batches {

    private final List<List<?>> inputs = new CopyOnWriteArrayList<>();
    private final CountDownLatch opened = new CountDownLatch(1);

    /** Said by the handler's code at its beginning. */
    public void run(Batch<?> batch) throws InterruptedException {
        inputs.add(new ArrayList<>(batch.inputs()));
        Latches.await(opened);
    }

    /** As {@link #run}, by code that does not care about interrupts. */
    public void runStubbornly(Batch<?> batch) {
        inputs.add(new ArrayList<>(batch.inputs()));
        while (opened.getCount() > 0) {
            try {
                Latches.await(opened);
            } catch (InterruptedException e) {
                // As if nothing had happened.
            }
        }
    }

    /** Lets the batch go on that waits, and those that follow. */
    public void open() {
        opened.countDown();
    }

    /** What each batch had, in the order in which they were begun. */
    public List<List<?>> inputs() {
        return List.copyOf(inputs);
    }

    /** Calls of a handler, each on a connection of its own. */
    public Calls callsTo(Forge forge, String handler) {
        return callsTo(forge, handler, "/" + handler);
    }

    /** The same, at a path of another protocol. */
    public Calls callsTo(Forge forge, String handler, String path) {
        return new Calls(forge, handler, path);
    }

    /** Several calls on their way. */
    public static final class Calls implements AutoCloseable {

        private final Forge forge;
        private final String handler;
        private final String path;
        private final List<Client> clients = new ArrayList<>();

        private Calls(Forge forge, String handler, String path) {
            this.forge = forge;
            this.handler = handler;
            this.path = path;
        }

        /** Has a call run, once no other does: the last answers leave before their batch is over. */
        public Calls run(String body, String... headers) {
            Latches.awaitUntil(() -> state().running() == 0);
            clients.add(Client.to(forge).post(path, body, headers));
            Latches.awaitUntil(() -> state().running() > 0);
            return this;
        }

        /** Sends calls that are queued in this order, as no instance is free. */
        public Calls queue(String... bodies) {
            for (String body : bodies) {
                queueWith(body);
            }
            return this;
        }

        /** As {@link #queue}, of one with headers. */
        public Calls queueWith(String body, String... headers) {
            return queueItems(1, body, headers);
        }

        /** As {@link #queueWith}, of one that is several items. */
        public Calls queueItems(int items, String body, String... headers) {
            int before = state().queued();
            clients.add(Client.to(forge).post(path, body, headers));
            return untilQueued(before + items);
        }

        public Calls untilQueued(int items) {
            Latches.awaitUntil(() -> state().queued() == items);
            return this;
        }

        /** The client of a call leaves. */
        public Calls leave(int call) {
            clients.get(call).close();
            return this;
        }

        public ServedBatches state() {
            return forge.handlers().stream()
                    .filter(served -> served.name().equals(handler))
                    .findFirst()
                    .orElseThrow()
                    .batches()
                    .orElseThrow();
        }

        /** The answer of one call. */
        public Answer answer(int call) {
            return clients.get(call).answer();
        }

        /** The answers, in the order of the calls. */
        public List<Answer> answers() {
            return clients.stream().map(Client::answer).toList();
        }

        @Override
        public void close() {
            clients.forEach(Client::close);
        }
    }
}
