package io.forge.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.forge.api.Batch;
import io.forge.api.Call;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.api.Handler.Prepared;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Signature;
import io.forge.tensor.Tensor;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TestBatchTest {

    private static final ForgeException BLANK = new ForgeException(ErrorCode.INVALID_INPUT, "say something");
    private static final ForgeException LATER = new ForgeException(ErrorCode.CONFLICT, "too late");

    private final TestBatch<String> batch = TestBatch.of("a", " ", "c");
    private final List<String> ran = new ArrayList<>();

    private static Handler<String, String> handler(Function<Batch<String>, List<String>> code) {
        return Handler.batched(String.class, String.class, code::apply);
    }

    private static void assertBreaksPromise(ThrowingCallable code, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(code).withMessage(message);
    }

    @Test
    void hasACallForEachInput() {
        batch.call(1).header("Language", "cs");

        assertThat(batch.inputs()).containsExactly("a", " ", "c");
        assertThat(batch.call(1).header("language")).hasValue("cs");
        assertThat(batch.call(2).header("language")).isEmpty();
        assertThat(batch).hasToString("batch of 3");
    }

    @Test
    void isMadeFromAListThatMayChangeLater() {
        var inputs = new ArrayList<>(List.of("a", "b"));
        TestBatch<CharSequence> ofList = TestBatch.ofAll(inputs);
        inputs.clear();

        assertThat(ofList.inputs()).containsExactly("a", "b");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> ofList.inputs().clear());
    }

    @Test
    void hasAtLeastOneInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestBatch.ofAll(List.of()))
                .withMessage("A batch has at least one input: pass some");
    }

    @Test
    void keepsTheFirstFailureOfAnInput() {
        batch.fail(1, BLANK);
        batch.fail(1, LATER);
        batch.fail(0, LATER);

        assertThat(batch.failures()).hasToString("{0=%s, 1=%s}".formatted(LATER, BLANK));
    }

    @Test
    @SuppressWarnings("NullAway") // What must not be.
    void refusesWhatARealBatchRefuses() {
        for (int place : new int[] {-1, 3}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> batch.call(place));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> batch.fail(place, BLANK));
        }
        assertThatNullPointerException().isThrownBy(() -> batch.fail(0, null)).withMessage("failure");
        assertThatNullPointerException().isThrownBy(() -> batch.onCancel(null)).withMessage("action");
        assertThat(batch.failures()).isEmpty();
    }

    @Test
    void runsItsActionsOnceWhenItIsCancelled() {
        batch.onCancel(() -> ran.add("batch"));
        batch.call(1).onCancel(() -> ran.add("call"));
        assertThat(batch.isCancelled()).isFalse();

        batch.cancel();
        batch.cancel();

        assertThat(batch.isCancelled()).isTrue();
        assertThat(batch.call(2).isCancelled()).isTrue();
        assertThat(ran).containsExactly("call", "batch");
    }

    @Test
    void isCancelledWhenItsLastCallIs() {
        batch.onCancel(() -> ran.add("batch"));

        batch.call(0).cancel();
        batch.call(2).cancel();
        assertThat(batch.isCancelled()).isFalse();
        assertThat(ran).isEmpty();

        batch.call(1).cancel();
        assertThat(batch.isCancelled()).isTrue();
        assertThat(ran).containsExactly("batch");
    }

    @Test
    void runsAnActionAtOnceWhenItHasBeenCancelled() {
        batch.cancel();

        batch.onCancel(() -> ran.add("at once"));

        assertThat(ran).containsExactly("at once");
    }

    @Test
    void runsNoActionAfterTheCodeHasReturned() throws Exception {
        batch.run(handler(running -> {
            running.onCancel(() -> ran.add("batch"));
            return running.inputs();
        }));

        batch.cancel();
        batch.onCancel(() -> ran.add("at once"));

        assertThat(ran).isEmpty();
    }

    @Test
    void runsAHandler() throws Exception {
        var handler = Handler.batched(String.class, Integer.class, running -> {
            int blank = running.inputs().indexOf(" ");
            running.fail(blank, new ForgeException(ErrorCode.INVALID_INPUT, "say something"));
            return running.inputs().stream().map(String::length).toList();
        });
        var batch = TestBatch.of("one", " ", "three");

        assertThat(batch.run(handler)).containsExactly(3, null, 5);
        assertThat(batch.failures().get(1)).hasMessage("say something");
    }

    @Test
    void ignoresAFailureAfterTheCodeHasReturned() throws Exception {
        batch.run(handler(Batch::inputs));

        batch.fail(0, LATER);

        assertThat(batch.failures()).isEmpty();
    }

    @Test
    void runsOnce() throws Exception {
        batch.run(handler(Batch::inputs));

        assertThatIllegalStateException()
                .isThrownBy(() -> batch.run(handler(Batch::inputs)))
                .withMessage("This batch has run: make another for the next run");
    }

    @Test
    void throwsWhatTheCodeThrows() {
        assertThatExceptionOfType(ForgeException.class)
                .isThrownBy(() -> batch.run(handler(running -> {
                    throw BLANK;
                })))
                .isSameAs(BLANK);
    }

    @Test
    @SuppressWarnings("NullAway") // What must not be.
    void holdsTheHandlerToAnOutputForEachInput() {
        assertBreaksPromise(
                () -> TestBatch.of("a").run(handler(running -> null)),
                "The handler returned null for a batch: return one output for each input");
        assertBreaksPromise(
                () -> TestBatch.of("a", "b").run(handler(running -> List.of("A"))),
                "The batch has 2 inputs but the handler returned 1 outputs: return one for each, at its place");
        assertBreaksPromise(
                () -> TestBatch.of("a").run(handler(running -> List.of("A", "B"))),
                "The batch has 1 inputs but the handler returned 2 outputs: return one for each, at its place");
        assertBreaksPromise(
                () -> TestBatch.of("a", "b").run(handler(running -> Arrays.asList("A", null))),
                "The handler returned null for input 1: return an output, or fail the input with Batch.fail");
    }

    @Test
    void holdsTheHandlerToItsSignature() {
        var x = List.of(TensorSpec.of("x", DataType.FP32, Shape.of(1)));
        var y = List.of(TensorSpec.of("y", DataType.FP32, Shape.of(1)));
        var handler =
                Handler.batched(Tensors.class, Tensors.class, Batch::inputs).with(Signature.of(x, y));
        var input = Tensors.of("x", Tensor.of(DataType.FP32, Shape.of(1), new float[] {1}));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> TestBatch.of(input).run(handler))
                .withMessageStartingWith("The output for input 0 does not match the signature: ");
    }

    @Test
    void runsAHandlerWithoutInputOrOutput() throws Exception {
        var handler = Handler.batched(
                Void.class,
                Void.class,
                running -> Collections.nCopies(running.inputs().size(), null));
        var nothing = TestBatch.<Void>ofAll(Collections.nCopies(2, null));

        assertThat(nothing.run(handler)).containsExactly(null, null);
    }

    @Test
    void preparesEachInputWithItsCallAndLeavesOutWhatCannotBePrepared() throws Exception {
        var seen = new ArrayList<List<Integer>>();
        var handler = Handler.batched(
                String.class,
                String.class,
                Prepared.by(
                        (String text, Call call) -> {
                            if (text.isBlank()) {
                                throw BLANK;
                            }
                            return text.length()
                                    + Integer.parseInt(call.header("Add").orElse("0"));
                        },
                        (Batch<Integer> running) -> {
                            seen.add(running.inputs());
                            running.fail(1, LATER);
                            return Arrays.asList(
                                    "first", null, running.call(2).header("Add").orElse("none"));
                        }));
        var four = TestBatch.of("one", " ", "three", "seven");
        four.call(3).header("Add", "10");

        assertThat(four.run(handler)).containsExactly("first", null, null, "10");
        assertThat(seen).containsExactly(List.of(3, 5, 15));
        assertThat(four.failures()).hasToString("{1=%s, 2=%s}".formatted(BLANK, LATER));
    }

    @Test
    void doesNotRunTheCodeWhereNothingCouldBePrepared() throws Exception {
        var handler = Handler.batched(
                String.class,
                String.class,
                Prepared.<String, String, String>by(
                        (text, call) -> {
                            throw BLANK;
                        },
                        running -> {
                            throw new AssertionError("not called");
                        }));

        assertThat(TestBatch.of("a", "b").run(handler)).containsExactly(null, null);
    }

    @Test
    void tellsPreparedCodeThatItIsCancelled() throws Exception {
        var handler = Handler.batched(
                String.class, String.class, Prepared.by((String text, Call call) -> text, (Batch<String> running) -> {
                    running.onCancel(() -> ran.add("batch"));
                    batch.cancel();
                    ran.add(String.valueOf(running.isCancelled()));
                    return running.inputs();
                }));

        batch.run(handler);

        assertThat(ran).containsExactly("batch", "true");
    }

    @Test
    void isNotForHandlersOfOtherShapes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> batch.run(Handler.unary(String.class, String.class, (text, call) -> text)))
                .withMessage("A batch is for handlers made by Handler.batched, not for"
                        + " UNARY java.lang.String -> java.lang.String");
    }
}
