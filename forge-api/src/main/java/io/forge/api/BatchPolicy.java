package io.forge.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * How the calls of a batched handler are put together.
 *
 * <p>An immutable value: each method that changes something gives a new one. What is not said has a default, so that a
 * policy says only what matters to its handler:
 *
 * <pre>{@code
 * Handler.batched(String.class, String.class, code)
 *         .with(BatchPolicy.defaults().maxItems(16).maxCost(4_096).paddedCost(String::length));
 * }</pre>
 *
 * <p>A policy is made for any input; cost and key narrow it to the inputs that they take, so that their type need not be
 * named. Where such a function is a lambda that is followed by further methods, say the type of its parameter, as in
 * {@code cost((String text) -> text.length()).maxItems(16)}.
 *
 * <p>The operator's configuration comes before what a handler says: under {@code handlers.NAME.batch}, {@code max-items},
 * {@code max-cost}, {@code max-wait}, {@code instances} and {@code idempotent}. How many calls may wait,
 * {@code max-queue}, is said there only; cost and key are said by the handler only.
 *
 * <p>Cost and key run once for each call, when its input has been decoded, on a worker thread and outside every lock;
 * several threads may run them at once. What they throw fails that call alone, a {@link ForgeException} as it says.
 *
 * @param <I> the input type of the handlers that it is for, or a supertype
 * @since 0.1
 */
public final class BatchPolicy<I> {

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final BatchPolicy<Object> DEFAULTS = new BatchPolicy<>(
            32, OptionalLong.empty(), Duration.ZERO, OptionalInt.empty(), input -> 1, false, input -> "", false);

    private final int maxItems;
    private final OptionalLong maxCost;
    private final Duration maxWait;
    private final OptionalInt instances;
    private final ToLongFunction<? super I> cost;
    private final boolean costPadded;
    private final Function<? super I, ?> key;
    private final boolean idempotent;

    private BatchPolicy(
            int maxItems,
            OptionalLong maxCost,
            Duration maxWait,
            OptionalInt instances,
            ToLongFunction<? super I> cost,
            boolean costPadded,
            Function<? super I, ?> key,
            boolean idempotent) {
        this.maxItems = maxItems;
        this.maxCost = maxCost;
        this.maxWait = maxWait;
        this.instances = instances;
        this.cost = cost;
        this.costPadded = costPadded;
        this.key = key;
        this.idempotent = idempotent;
    }

    /**
     * The policy of a batched handler that says nothing: at most 32 inputs, each of cost 1, of any cost together; never
     * waiting for more while an instance is free; as many instances as Forge chooses; all inputs together; not idempotent.
     *
     * @param <I> the input type
     * @return the policy
     */
    public static <I> BatchPolicy<I> defaults() {
        return narrowed(DEFAULTS);
    }

    /** The same policy: it only takes inputs, so one for a type is one for each subtype. */
    @SuppressWarnings("unchecked") // No method gives an I.
    static <I> BatchPolicy<I> narrowed(BatchPolicy<? super I> policy) {
        return (BatchPolicy<I>) policy;
    }

    /**
     * The same policy, with another limit of inputs.
     *
     * @param maxItems the most inputs of a batch, at least 1
     * @return a new policy
     * @throws IllegalArgumentException if it is less than 1
     */
    public BatchPolicy<I> maxItems(int maxItems) {
        if (maxItems < 1) {
            throw new IllegalArgumentException(
                    "maxItems must be at least 1 but is %s: pass 1 to run each input alone".formatted(maxItems));
        }
        return new BatchPolicy<>(maxItems, maxCost, maxWait, instances, cost, costPadded, key, idempotent);
    }

    /**
     * The same policy, with a limit of cost.
     *
     * <p>A call that alone costs more is refused as too large.
     *
     * @param maxCost the most cost of a batch, in the unit of {@link #cost(ToLongFunction)}, at least 1
     * @return a new policy
     * @throws IllegalArgumentException if it is less than 1
     */
    public BatchPolicy<I> maxCost(long maxCost) {
        if (maxCost < 1) {
            throw new IllegalArgumentException(
                    "maxCost must be at least 1 but is %s: leave it out for no limit".formatted(maxCost));
        }
        return new BatchPolicy<>(
                maxItems, OptionalLong.of(maxCost), maxWait, instances, cost, costPadded, key, idempotent);
    }

    /**
     * The same policy, with another wait for more inputs.
     *
     * <p>A batch that is not full is held back while an instance is free, as long as one more input is likely to come in
     * time and no deadline is put at risk. While no instance is free, inputs wait anyway, and batches grow without it.
     *
     * @param maxWait the longest that an input is held back, from when it was queued: zero for never, at most a day
     * @return a new policy
     * @throws IllegalArgumentException if it is negative or longer than a day
     */
    public BatchPolicy<I> maxWait(Duration maxWait) {
        requireNonNull(maxWait, "maxWait");
        if (maxWait.isNegative()) {
            throw new IllegalArgumentException(
                    "maxWait must not be negative but is %s: pass Duration.ZERO to never wait".formatted(maxWait));
        }
        if (maxWait.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException(
                    "maxWait must be at most %s but is %s: pass what a call can spare, such as Duration.ofMillis(5)"
                            .formatted(LONGEST_WAIT, maxWait));
        }
        return new BatchPolicy<>(maxItems, maxCost, maxWait, instances, cost, costPadded, key, idempotent);
    }

    /**
     * The same policy, with a number of instances.
     *
     * <p>The code is called by as many threads at once. On {@link Dispatch#SERIAL} it still runs one batch at a time.
     *
     * @param instances the most batches that run at once, at least 1
     * @return a new policy
     * @throws IllegalArgumentException if it is less than 1
     */
    public BatchPolicy<I> instances(int instances) {
        if (instances < 1) {
            throw new IllegalArgumentException(
                    "instances must be at least 1 but is %s: leave it out for Forge's choice".formatted(instances));
        }
        return new BatchPolicy<>(
                maxItems, maxCost, maxWait, OptionalInt.of(instances), cost, costPadded, key, idempotent);
    }

    /**
     * The same policy, with costs that add up: a batch costs as much as its inputs together.
     *
     * <p>The unit is the handler's own, such as tokens, pixels or rows: that in which the time of a batch grows, as Forge
     * also predicts by it how long a batch takes.
     *
     * @param cost what an input costs; 0 counts as 1, less than 0 fails the call
     * @param <J> the input type that it takes
     * @return a new policy, for the inputs that the function takes
     */
    public <J extends I> BatchPolicy<J> cost(ToLongFunction<? super J> cost) {
        return costing(cost, false);
    }

    /**
     * The same policy, with costs that pad: a batch costs its number of inputs times the cost of the dearest, as for a
     * model that fills up all inputs to the length of the longest.
     *
     * @param cost what an input costs, as in {@link #cost(ToLongFunction)}
     * @param <J> the input type that it takes
     * @return a new policy, for the inputs that the function takes
     */
    public <J extends I> BatchPolicy<J> paddedCost(ToLongFunction<? super J> cost) {
        return costing(cost, true);
    }

    private <J extends I> BatchPolicy<J> costing(ToLongFunction<? super J> newCost, boolean padded) {
        return new BatchPolicy<>(
                maxItems, maxCost, maxWait, instances, requireNonNull(newCost, "cost"), padded, key, idempotent);
    }

    /**
     * The same policy, with a key: inputs run together only if their keys are equal.
     *
     * <p>Such as the language of a text or the size of an image. Keys are compared by {@code equals} and kept while calls
     * wait, so they are to be small immutable values with a {@code hashCode}; a null key fails the call. Few keys make
     * large batches.
     *
     * @param key the key of an input
     * @param <J> the input type that it takes
     * @return a new policy, for the inputs that the function takes
     */
    public <J extends I> BatchPolicy<J> key(Function<? super J, ?> key) {
        return new BatchPolicy<>(
                maxItems, maxCost, maxWait, instances, cost, costPadded, requireNonNull(key, "key"), idempotent);
    }

    /**
     * The same policy, for code that may run more than once for an input.
     *
     * <p>A batch whose code throws is then run again in halves, within the deadlines, so that only the input that makes it
     * fail is failed. This is not done for a {@link ForgeException} or an {@link Error}, nor where the code says which
     * input it is, see {@link Batch#fail}. Without it, the whole batch fails, and no input is given to the code twice.
     *
     * @return a new policy
     */
    public BatchPolicy<I> idempotent() {
        return new BatchPolicy<>(maxItems, maxCost, maxWait, instances, cost, costPadded, key, true);
    }

    /**
     * The most inputs of a batch.
     *
     * @return at least 1; 32 by default
     */
    public int maxItems() {
        return maxItems;
    }

    /**
     * The most cost of a batch.
     *
     * @return at least 1; by default empty, for no limit
     */
    public OptionalLong maxCost() {
        return maxCost;
    }

    /**
     * The longest that an input is held back for others while an instance is free.
     *
     * @return from zero, the default, to a day
     */
    public Duration maxWait() {
        return maxWait;
    }

    /**
     * The most batches that run at once.
     *
     * @return at least 1; by default empty, for Forge's choice: 1 on {@link Dispatch#SERIAL}, else the number of processors
     */
    public OptionalInt instances() {
        return instances;
    }

    /**
     * What an input costs.
     *
     * @return what {@link #cost(ToLongFunction)} or {@link #paddedCost} was given; 1 for every input by default
     */
    public ToLongFunction<? super I> cost() {
        return cost;
    }

    /**
     * Whether a batch costs its number of inputs times the cost of the dearest.
     *
     * @return false, the default, if the costs of its inputs add up
     */
    public boolean isCostPadded() {
        return costPadded;
    }

    /**
     * The key of an input.
     *
     * @return what {@link #key(Function)} was given; one key for all inputs by default
     */
    public Function<? super I, ?> key() {
        return key;
    }

    /**
     * Whether the code may run more than once for an input.
     *
     * @return false, unless {@link #idempotent()} was said
     */
    public boolean isIdempotent() {
        return idempotent;
    }

    /**
     * The limits, as in {@code maxItems=16, maxCost=4096 (padded), maxWait=PT0.005S, instances=2, idempotent}.
     *
     * @return for log lines and messages; without cost and key, which are code
     */
    @Override
    public String toString() {
        return "maxItems=%s, maxCost=%s%s, maxWait=%s, instances=%s%s"
                .formatted(
                        maxItems,
                        maxCost.isPresent() ? Long.toString(maxCost.getAsLong()) : "none",
                        costPadded ? " (padded)" : "",
                        maxWait,
                        instances.isPresent() ? Integer.toString(instances.getAsInt()) : "auto",
                        idempotent ? ", idempotent" : "");
    }
}
