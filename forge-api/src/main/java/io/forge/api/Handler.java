package io.forge.api;

import static java.util.Objects.requireNonNull;

import io.forge.tensor.Signature;
import io.forge.tensor.Tensors;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A typed function to be served: its input and output type, its shape, its code, and where it asks to run.
 *
 * <p>An immutable value; its code may be called by many threads at once, unless it asks for {@link Dispatch#SERIAL}.
 *
 * <p>The types pick the representation on the wire: {@link Content} is raw bytes, {@link String} is text, {@link Void}
 * is nothing (as input: no body; as output: an answer without content), and everything else is JSON.
 *
 * @param <I> the input type
 * @param <O> the output type; of each item, where the code streams
 * @since 0.1
 */
public final class Handler<I, O> {

    /**
     * The code of a handler, in one of the four shapes; that of batches with or without a step before the queue.
     *
     * @param <I> the input type
     * @param <O> the output type
     */
    public sealed interface Code<I, O> permits Unary, Async, Streaming, Batched, Prepared {}

    /**
     * One input, one output, on the calling thread.
     *
     * @param <I> the input type
     * @param <O> the output type
     */
    @FunctionalInterface
    public non-sealed interface Unary<I, O> extends Code<I, O> {

        /**
         * Answers one call.
         *
         * @param input the decoded input; {@code null} where the input type is {@link Void}
         * @param call the call
         * @return the output; {@code null} only where the output type is {@link Void}
         * @throws Exception to fail the call: a {@link ForgeException} as it says, anything else as an internal error
         */
        O handle(I input, Call call) throws Exception;
    }

    /**
     * One input, one output that comes later.
     *
     * @param <I> the input type
     * @param <O> the output type
     */
    @FunctionalInterface
    public non-sealed interface Async<I, O> extends Code<I, O> {

        /**
         * Starts to answer one call.
         *
         * @param input the decoded input; {@code null} where the input type is {@link Void}
         * @param call the call
         * @return a stage that completes, on any thread, with the output or the failure
         * @throws Exception to fail the call at once
         */
        CompletionStage<O> handle(I input, Call call) throws Exception;
    }

    /**
     * One input, any number of outputs, one after another.
     *
     * @param <I> the input type
     * @param <O> the type of each item
     */
    @FunctionalInterface
    public non-sealed interface Streaming<I, O> extends Code<I, O> {

        /**
         * Answers one call; its return ends the stream.
         *
         * @param input the decoded input; {@code null} where the input type is {@link Void}
         * @param sink where the items go, from this thread only
         * @param call the call
         * @throws Exception to fail the call; after the first item the stream is broken off so that the client can tell
         */
        void handle(I input, Sink<O> sink, Call call) throws Exception;
    }

    /**
     * Many inputs at once, an output for each.
     *
     * @param <I> the input type
     * @param <O> the output type
     */
    @FunctionalInterface
    public non-sealed interface Batched<I, O> extends Code<I, O> {

        /**
         * Answers several calls.
         *
         * @param batch the inputs and their calls
         * @return as many outputs as there are inputs, at their places; {@code null} only where the output type is
         *     {@link Void} or {@link Batch#fail} failed the input
         * @throws Exception to fail every call of the batch
         */
        List<O> handle(Batch<I> batch) throws Exception;
    }

    /**
     * A step of a batched handler that each call takes by itself before it is queued, such as a tokenizer.
     *
     * @param <I> the input type of the handler
     * @param <P> the type of a prepared input
     */
    @FunctionalInterface
    public interface Preparation<I, P> {

        /**
         * Prepares one input, on a worker thread; several threads may run it at once.
         *
         * @param input the decoded input; {@code null} where the input type is {@link Void}
         * @param call the call
         * @return the prepared input: what the batch has in the input's place, and what cost and key are asked of; not
         *     {@code null}
         * @throws Exception to fail this call alone: a {@link ForgeException} as it says, anything else as an internal error
         */
        P prepare(I input, Call call) throws Exception;
    }

    /**
     * Batched code whose inputs are prepared first, each by itself.
     *
     * <p>While one batch runs, the next calls are prepared on worker threads, and what they really cost is known before
     * they are queued:
     *
     * <pre>{@code
     * Handler.batched(String.class, Label.class, Prepared.by(
     *                 (String text, Call call) -> tokenizer.encode(text),
     *                 batch -> model.label(batch.inputs()))
     *         .with(BatchPolicy.defaults().cost(Tokens::count)));
     * }</pre>
     *
     * <p>Where {@link #with} follows, as here, say the types of the preparation's parameters, or pass a method reference
     * such as {@code this::encode}; without it, {@code (text, call) -> tokenizer.encode(text)} will do.
     *
     * <p>A call whose preparation throws is never in a batch. A preparation's time counts towards the deadline of its call,
     * but not towards the time that Forge expects a batch to take.
     *
     * @param <I> the input type of the handler
     * @param <P> the type of a prepared input, which is what is queued and what the batches have
     * @param <O> the output type
     */
    public static final class Prepared<I, P, O> implements Code<I, O> {

        private final Preparation<I, P> preparation;
        private final Batched<P, O> code;
        private final Optional<BatchPolicy<P>> policy;

        private Prepared(Preparation<I, P> preparation, Batched<P, O> code, Optional<BatchPolicy<P>> policy) {
            this.preparation = requireNonNull(preparation, "preparation");
            this.code = requireNonNull(code, "code");
            this.policy = policy;
        }

        /**
         * Code that answers batches of prepared inputs.
         *
         * @param preparation prepares each input
         * @param code answers the batches, an output for each prepared input
         * @param <I> the input type of the handler
         * @param <P> the type of a prepared input
         * @param <O> the output type
         * @return the code
         */
        public static <I, P, O> Prepared<I, P, O> by(Preparation<I, P> preparation, Batched<P, O> code) {
            return new Prepared<>(preparation, code, Optional.empty());
        }

        /**
         * The same code, of which it is known how its calls are to be put together.
         *
         * <p>The operator's configuration comes before what the code asks for.
         *
         * @param policy how to put them together, its cost and key asked of prepared inputs; may be for a supertype of these
         * @return new code
         */
        public Prepared<I, P, O> with(BatchPolicy<? super P> policy) {
            return new Prepared<>(
                    preparation, code, Optional.of(BatchPolicy.narrowed(requireNonNull(policy, "policy"))));
        }

        /**
         * What each input goes through before it is queued.
         *
         * @return what {@link #by} was given
         */
        public Preparation<I, P> preparation() {
            return preparation;
        }

        /**
         * What answers the batches.
         *
         * @return what {@link #by} was given
         */
        public Batched<P, O> code() {
            return code;
        }

        /**
         * How the calls are to be put together.
         *
         * @return what {@link #with} was given, or empty for {@link BatchPolicy#defaults}
         */
        public Optional<BatchPolicy<P>> policy() {
            return policy;
        }
    }

    /** The four shapes of a handler's code. */
    public enum Shape {
        /** {@link Unary}. */
        UNARY,
        /** {@link Async}. */
        ASYNC,
        /** {@link Streaming}. */
        STREAMING,
        /** {@link Batched} or {@link Prepared}. */
        BATCHED
    }

    private final Type input;
    private final Type output;
    private final Shape shape;
    private final Code<I, O> code;
    private final Optional<Dispatch> dispatch;
    private final Optional<Signature> signature;
    private final Optional<BatchPolicy<I>> batchPolicy;

    private Handler(
            Type input,
            Type output,
            Shape shape,
            Code<I, O> code,
            Optional<Dispatch> dispatch,
            Optional<Signature> signature,
            Optional<BatchPolicy<I>> batchPolicy) {
        this.input = input;
        this.output = output;
        this.shape = shape;
        this.code = requireNonNull(code, "code");
        this.dispatch = dispatch;
        this.signature = signature;
        this.batchPolicy = batchPolicy;
    }

    /**
     * A handler that answers on the calling thread.
     *
     * @param input the input type
     * @param output the output type
     * @param code the code
     * @param <I> the input type
     * @param <O> the output type
     * @return the handler
     * @throws IllegalArgumentException if a class is generic and so hides its type arguments
     */
    public static <I, O> Handler<I, O> unary(Class<I> input, Class<O> output, Unary<I, O> code) {
        return of(plain(input), plain(output), Shape.UNARY, code);
    }

    /**
     * A handler that answers on the calling thread, with generic types.
     *
     * @param input the input type
     * @param output the output type
     * @param code the code
     * @param <I> the input type
     * @param <O> the output type
     * @return the handler
     */
    public static <I, O> Handler<I, O> unary(TypeRef<I> input, TypeRef<O> output, Unary<I, O> code) {
        return of(input.type(), output.type(), Shape.UNARY, code);
    }

    /**
     * A handler whose answer comes later.
     *
     * @param input the input type
     * @param output the output type
     * @param code the code
     * @param <I> the input type
     * @param <O> the output type
     * @return the handler
     * @throws IllegalArgumentException if a class is generic and so hides its type arguments
     */
    public static <I, O> Handler<I, O> async(Class<I> input, Class<O> output, Async<I, O> code) {
        return of(plain(input), plain(output), Shape.ASYNC, code);
    }

    /**
     * A handler whose answer comes later, with generic types.
     *
     * @param input the input type
     * @param output the output type
     * @param code the code
     * @param <I> the input type
     * @param <O> the output type
     * @return the handler
     */
    public static <I, O> Handler<I, O> async(TypeRef<I> input, TypeRef<O> output, Async<I, O> code) {
        return of(input.type(), output.type(), Shape.ASYNC, code);
    }

    /**
     * A handler that answers with a stream of items.
     *
     * @param input the input type
     * @param output the type of each item
     * @param code the code
     * @param <I> the input type
     * @param <O> the type of each item
     * @return the handler
     * @throws IllegalArgumentException if a class is generic and so hides its type arguments
     */
    public static <I, O> Handler<I, O> streaming(Class<I> input, Class<O> output, Streaming<I, O> code) {
        return of(plain(input), plain(output), Shape.STREAMING, code);
    }

    /**
     * A handler that answers with a stream of items, with generic types.
     *
     * @param input the input type
     * @param output the type of each item
     * @param code the code
     * @param <I> the input type
     * @param <O> the type of each item
     * @return the handler
     */
    public static <I, O> Handler<I, O> streaming(TypeRef<I> input, TypeRef<O> output, Streaming<I, O> code) {
        return of(input.type(), output.type(), Shape.STREAMING, code);
    }

    /**
     * A handler that answers several calls at once.
     *
     * @param input the input type
     * @param output the output type
     * @param code the code
     * @param <I> the input type
     * @param <O> the output type
     * @return the handler
     * @throws IllegalArgumentException if a class is generic and so hides its type arguments
     */
    public static <I, O> Handler<I, O> batched(Class<I> input, Class<O> output, Batched<I, O> code) {
        return of(plain(input), plain(output), Shape.BATCHED, code);
    }

    /**
     * A handler that answers several calls at once, with generic types.
     *
     * @param input the input type
     * @param output the output type
     * @param code the code
     * @param <I> the input type
     * @param <O> the output type
     * @return the handler
     */
    public static <I, O> Handler<I, O> batched(TypeRef<I> input, TypeRef<O> output, Batched<I, O> code) {
        return of(input.type(), output.type(), Shape.BATCHED, code);
    }

    /**
     * A handler that answers several calls at once, whose inputs are prepared first, each by itself.
     *
     * @param input the input type
     * @param output the output type
     * @param code the code, with its policy where it has one
     * @param <I> the input type
     * @param <P> the type of a prepared input
     * @param <O> the output type
     * @return the handler
     * @throws IllegalArgumentException if a class is generic and so hides its type arguments
     */
    public static <I, P, O> Handler<I, O> batched(Class<I> input, Class<O> output, Prepared<I, P, O> code) {
        return of(plain(input), plain(output), Shape.BATCHED, code);
    }

    /**
     * A handler that answers several calls at once, whose inputs are prepared first, with generic types.
     *
     * @param input the input type
     * @param output the output type
     * @param code the code, with its policy where it has one
     * @param <I> the input type
     * @param <P> the type of a prepared input
     * @param <O> the output type
     * @return the handler
     */
    public static <I, P, O> Handler<I, O> batched(TypeRef<I> input, TypeRef<O> output, Prepared<I, P, O> code) {
        return of(input.type(), output.type(), Shape.BATCHED, code);
    }

    private static <I, O> Handler<I, O> of(Type input, Type output, Shape shape, Code<I, O> code) {
        return new Handler<>(input, output, shape, code, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Type plain(Class<?> type) {
        if (type.getTypeParameters().length > 0) {
            throw new IllegalArgumentException("%s is generic, so its class alone does not say what is in it: pass "
                            .formatted(type.getSimpleName())
                    + "both types as TypeRef, for example new TypeRef<Map<String, Object>>() {}");
        }
        return type;
    }

    /**
     * The same handler, asking to run elsewhere.
     *
     * <p>The operator's configuration comes before what a handler asks for.
     *
     * @param dispatch where the code asks to run
     * @return a new handler
     */
    public Handler<I, O> on(Dispatch dispatch) {
        return new Handler<>(input, output, shape, code, Optional.of(dispatch), signature, batchPolicy);
    }

    /**
     * The same handler, of which it is known what tensors it takes and gives.
     *
     * <p>Forge shows it to clients and holds both sides to it: the code never sees an input that does not match, for which
     * the client is told what is wrong, and an output that does not match fails the call as an internal error. Of the
     * outputs only those have to be there that the call asks for, see {@link Call#requestedOutputs}.
     *
     * @param signature what it takes and gives
     * @return a new handler
     * @throws IllegalStateException if input and output type are not {@link Tensors}
     */
    public Handler<I, O> with(Signature signature) {
        requireNonNull(signature, "signature");
        if (input != Tensors.class || output != Tensors.class) {
            throw new IllegalStateException(
                    "A signature is for handlers whose input and output are Tensors, not for %s -> %s"
                            .formatted(input.getTypeName(), output.getTypeName()));
        }
        return new Handler<>(input, output, shape, code, dispatch, Optional.of(signature), batchPolicy);
    }

    /**
     * The same handler, of which it is known how its calls are to be put together.
     *
     * <p>The operator's configuration comes before what a handler asks for.
     *
     * @param policy how to put them together; may be for a supertype of the inputs
     * @return a new handler
     * @throws IllegalStateException if its code is not {@link Batched}; {@link Prepared} code has a policy of its own, see
     *     {@link Prepared#with}
     */
    public Handler<I, O> with(BatchPolicy<? super I> policy) {
        requireNonNull(policy, "policy");
        if (shape != Shape.BATCHED) {
            throw new IllegalStateException(
                    "A batch policy is for handlers made by Handler.batched, not for %s".formatted(this));
        }
        if (code instanceof Prepared) {
            throw new IllegalStateException(
                    "The policy of %s is for what its preparation gives: pass it to Prepared.with instead"
                            .formatted(this));
        }
        return new Handler<>(
                input, output, shape, code, dispatch, signature, Optional.of(BatchPolicy.narrowed(policy)));
    }

    /**
     * The input type.
     *
     * @return a class, or a generic type with its arguments
     */
    public Type input() {
        return input;
    }

    /**
     * The output type, of each item where the code streams.
     *
     * @return a class, or a generic type with its arguments
     */
    public Type output() {
        return output;
    }

    /**
     * The shape of the code.
     *
     * @return how {@link #code} answers: an output, one that comes later, many, or one for each input of a batch
     */
    public Shape shape() {
        return shape;
    }

    /**
     * The code.
     *
     * @return a {@link Unary}, {@link Async}, {@link Streaming}, {@link Batched} or {@link Prepared}, as {@link #shape} says
     */
    public Code<I, O> code() {
        return code;
    }

    /**
     * Where the code asks to run.
     *
     * @return what {@link #on} was given, or empty for the shape's default
     */
    public Optional<Dispatch> dispatch() {
        return dispatch;
    }

    /**
     * What tensors it takes and gives.
     *
     * @return what {@link #with(Signature)} was given, or empty
     */
    public Optional<Signature> signature() {
        return signature;
    }

    /**
     * How its calls are to be put together.
     *
     * @return what {@link #with(BatchPolicy)} was given; empty for {@link BatchPolicy#defaults}, where calls are not put
     *     together, and for {@link Prepared} code, whose policy is {@link Prepared#policy}
     */
    public Optional<BatchPolicy<I>> batchPolicy() {
        return batchPolicy;
    }

    @Override
    public String toString() {
        return "%s %s -> %s".formatted(shape, input.getTypeName(), output.getTypeName());
    }
}
