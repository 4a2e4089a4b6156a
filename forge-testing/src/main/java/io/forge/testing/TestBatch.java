package io.forge.testing;

import static java.util.Objects.requireNonNull;

import io.forge.api.Batch;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.tensor.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A batch that a test makes, to run a batched handler without a server; safe for use by several threads.
 *
 * <pre>{@code
 * var batch = TestBatch.of("a", "", "c");
 *
 * assertThat(batch.run(handler)).containsExactly("A", null, "C");
 * assertThat(batch.failures()).containsOnlyKeys(1);
 * }</pre>
 *
 * <p>A handler's {@link io.forge.api.BatchPolicy} has no say here: the test decides what runs together. Nothing is
 * interrupted when the batch is cancelled.
 *
 * @param <I> the input type
 */
public final class TestBatch<I> implements Batch<I> {

    private final List<I> inputs;
    private final List<TestCall> calls;

    /** Guards the fields below. */
    private final Object lock = new Object();

    private final SortedMap<Integer, ForgeException> failures = new TreeMap<>();
    private final List<Runnable> cancelActions = new ArrayList<>();
    private boolean started;
    private boolean over;

    private TestBatch(List<I> inputs) {
        this.inputs = inputs;
        this.calls = Stream.generate(TestCall::new).limit(inputs.size()).toList();
    }

    /** A batch of these inputs, each with a call of its own. */
    @SafeVarargs
    public static <I> TestBatch<I> of(I first, I... others) {
        var inputs = new ArrayList<I>();
        inputs.add(first);
        for (I other : others) { // Every method of the JDK that takes them warns of heap pollution.
            inputs.add(other);
        }
        return ofAll(inputs);
    }

    /**
     * A batch of the inputs in a list, each with a call of its own.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static <I> TestBatch<I> ofAll(List<? extends I> inputs) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("A batch has at least one input: pass some");
        }
        // May have null, where the input type is Void.
        var batch = new TestBatch<I>(Collections.unmodifiableList(new ArrayList<>(inputs)));
        batch.calls.forEach(call -> call.onCancel(batch::callCancelled));
        return batch;
    }

    /**
     * Runs a handler on this batch, once, as a server would: prepares each input where the handler does that, then runs its
     * code on this thread.
     *
     * <p>An input whose preparation throws a {@link ForgeException} fails alone, as {@link #failures} says, and does not get
     * to the code.
     *
     * @param handler made by {@code Handler.batched}
     * @return the outputs, by place; {@code null} where the input failed, or the output type is {@link Void}
     * @throws Exception what the code throws, which would fail every call of the batch; and what else a preparation throws
     * @throws AssertionError if the outputs are not what a batched handler must return
     */
    public <O> List<@Nullable O> run(Handler<I, O> handler) throws Exception {
        synchronized (lock) {
            if (started) {
                throw new IllegalStateException("This batch has run: make another for the next run");
            }
            started = true;
        }
        try {
            return run(handler, handler.code());
        } finally {
            synchronized (lock) {
                over = true;
                cancelActions.clear();
            }
        }
    }

    private <O> List<@Nullable O> run(Handler<I, O> handler, Handler.Code<I, O> code) throws Exception {
        if (code instanceof Handler.Batched<I, O> batched) {
            return checked(handler, batched.handle(this), places());
        }
        if (code instanceof Handler.Prepared<I, ?, O> prepared) {
            return runPrepared(handler, prepared);
        }
        throw new IllegalArgumentException("A batch is for handlers made by Handler.batched, not for " + handler);
    }

    private <P, O> List<@Nullable O> runPrepared(Handler<I, O> handler, Handler.Prepared<I, P, O> code)
            throws Exception {
        var places = new ArrayList<Integer>();
        var prepared = new ArrayList<P>();
        for (int place : places()) {
            try {
                prepared.add(code.preparation().prepare(inputs.get(place), calls.get(place)));
                places.add(place);
            } catch (ForgeException e) {
                fail(place, e);
            }
        }
        List<O> outputs = places.isEmpty()
                ? List.of()
                : code.code().handle(new Part<>(this, Collections.unmodifiableList(prepared), places));
        return checked(handler, outputs, places);
    }

    private List<Integer> places() {
        return Stream.iterate(0, place -> place + 1).limit(inputs.size()).toList();
    }

    /** The outputs at the places of their inputs, if they are what the handler has promised. */
    @SuppressWarnings("ConstantValue") // The code is somebody else's.
    private <O> List<@Nullable O> checked(Handler<I, O> handler, List<O> outputs, List<Integer> places) {
        if (outputs == null) {
            throw new AssertionError("The handler returned null for a batch: return one output for each input");
        }
        if (outputs.size() != places.size()) {
            throw new AssertionError(
                    "The batch has %s inputs but the handler returned %s outputs: return one for each, at its place"
                            .formatted(places.size(), outputs.size()));
        }
        var failed = failures();
        var checked = new ArrayList<@Nullable O>(Collections.nCopies(inputs.size(), null));
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            if (!failed.containsKey(place)) {
                check(handler, outputs.get(i), place);
                checked.set(place, outputs.get(i));
            }
        }
        return Collections.unmodifiableList(checked);
    }

    private void check(Handler<?, ?> handler, @Nullable Object output, int place) {
        if (handler.output() == Void.class) {
            return;
        }
        if (output == null) {
            throw new AssertionError(
                    "The handler returned null for input %s: return an output, or fail the input with Batch.fail"
                            .formatted(place));
        }
        handler.signature().ifPresent(signature -> {
            try {
                signature.checkOutputs(
                        (Tensors) output, calls.get(place).requestedOutputs()); // Only handlers of Tensors have one.
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "The output for input %s does not match the signature: %s".formatted(place, e.getMessage()), e);
            }
        });
    }

    @Override
    public List<I> inputs() {
        return inputs;
    }

    @Override
    public TestCall call(int index) {
        return calls.get(index);
    }

    @Override
    public void fail(int index, ForgeException failure) {
        Objects.checkIndex(index, inputs.size());
        requireNonNull(failure, "failure");
        synchronized (lock) {
            if (!over) {
                failures.putIfAbsent(index, failure);
            }
        }
    }

    /** The failures of single inputs, by place. */
    public Map<Integer, ForgeException> failures() {
        synchronized (lock) {
            return Collections.unmodifiableSortedMap(new TreeMap<>(failures));
        }
    }

    /**
     * Cancels the call of every input, and thereby the batch: runs what was given to {@link TestCall#onCancel} and to
     * {@link #onCancel}, on this thread.
     */
    public void cancel() {
        calls.forEach(TestCall::cancel);
    }

    private void callCancelled() {
        List<Runnable> actions;
        synchronized (lock) {
            if (!isCancelled()) {
                return;
            }
            actions = List.copyOf(cancelActions);
            cancelActions.clear();
        }
        actions.forEach(Runnable::run);
    }

    /** Whether every call has been cancelled, by {@link #cancel} or each by its own {@link TestCall#cancel}. */
    @Override
    public boolean isCancelled() {
        return calls.stream().allMatch(TestCall::isCancelled);
    }

    @Override
    public void onCancel(Runnable action) {
        requireNonNull(action, "action");
        synchronized (lock) {
            if (over) {
                return;
            }
            if (!isCancelled()) {
                cancelActions.add(action);
                return;
            }
        }
        action.run();
    }

    @Override
    public String toString() {
        return "batch of %s".formatted(inputs.size());
    }

    /** The inputs whose preparation has not failed, as the code sees them. */
    private record Part<P>(TestBatch<?> whole, List<P> inputs, List<Integer> places) implements Batch<P> {

        @Override
        public TestCall call(int index) {
            return whole.call(places.get(index));
        }

        @Override
        public void fail(int index, ForgeException failure) {
            whole.fail(places.get(index), failure);
        }

        @Override
        public boolean isCancelled() {
            return whole.isCancelled();
        }

        @Override
        public void onCancel(Runnable action) {
            whole.onCancel(action);
        }
    }
}
