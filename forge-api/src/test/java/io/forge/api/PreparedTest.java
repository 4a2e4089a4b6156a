package io.forge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.forge.api.Handler.Prepared;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Signature;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PreparedTest {

    private static final Handler.Preparation<String, Tokens> PREPARATION = PreparedTest::encode;
    private static final Handler.Batched<Tokens, Integer> CODE = PreparedTest::label;
    private static final Prepared<String, Tokens, Integer> PREPARED = Prepared.by(PREPARATION, CODE);

    private record Tokens(List<String> words) {

        int count() {
            return words.size();
        }
    }

    private static Tokens encode(String text, Call call) {
        return encode(text);
    }

    private static Tokens encode(String text) {
        return new Tokens(List.of(text.split(" ")));
    }

    private static List<Integer> label(Batch<Tokens> batch) {
        return label(batch.inputs());
    }

    private static List<Integer> label(List<Tokens> inputs) {
        return inputs.stream().map(Tokens::count).toList();
    }

    @Test
    void isBatchedCodeWithAStepBefore() {
        var handler = Handler.batched(String.class, Integer.class, PREPARED);

        assertThat(handler.shape()).isEqualTo(Handler.Shape.BATCHED);
        assertThat(handler.input()).isEqualTo(String.class);
        assertThat(handler.output()).isEqualTo(Integer.class);
        assertThat(handler.code()).isSameAs(PREPARED);
        assertThat(PREPARED.preparation()).isSameAs(PREPARATION);
        assertThat(PREPARED.code()).isSameAs(CODE);
    }

    @Test
    void keepsGenericTypesGivenAsTypeRef() {
        var handler = Handler.batched(
                new TypeRef<List<String>>() {},
                new TypeRef<List<Integer>>() {},
                Prepared.by(
                        (texts, call) -> texts.size(),
                        batch -> batch.inputs().stream().map(List::of).toList()));

        assertThat(handler.input().getTypeName()).isEqualTo("java.util.List<java.lang.String>");
        assertThat(handler.output().getTypeName()).isEqualTo("java.util.List<java.lang.Integer>");
        assertThat(handler.shape()).isEqualTo(Handler.Shape.BATCHED);
    }

    @Test
    @SuppressWarnings("rawtypes")
    void refusesARawListAndSaysWhatToPassInstead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Handler.batched(
                        List.class, Integer.class, Prepared.by((texts, call) -> texts, batch -> List.of())))
                .withMessageStartingWith("List is generic, so its class alone does not say what is in it: pass both"
                        + " types as TypeRef");
    }

    @Test
    void hasAPolicyOfItsOwnWithoutChangingTheCodeItCameFrom() {
        BatchPolicy<Tokens> policy = BatchPolicy.defaults().maxItems(16).cost(Tokens::count);

        var limited = PREPARED.with(policy);

        assertThat(PREPARED.policy()).isEmpty();
        assertThat(limited.policy()).containsSame(policy);
        assertThat(limited.preparation()).isSameAs(PREPARATION);
        assertThat(limited.code()).isSameAs(CODE);
        assertThat(limited.with(BatchPolicy.defaults()).policy().orElseThrow().maxItems())
                .isEqualTo(32);
        assertThat(Handler.batched(String.class, Integer.class, limited).batchPolicy())
                .isEmpty();
    }

    @Test
    void asksThePreparedInputsForTheirCost() {
        var code = Prepared.by((String text, Call call) -> encode(text), batch -> label(batch.inputs()))
                .with(BatchPolicy.defaults().maxCost(4_096).cost(tokens -> tokens.count()));
        var handler = Handler.batched(String.class, Integer.class, code);

        assertThat(handler.code()).isSameAs(code);
        assertThat(code.policy().orElseThrow().cost().applyAsLong(encode("one two")))
                .isEqualTo(2);
    }

    @Test
    void takesAPolicyForASupertypeOfWhatIsPrepared() {
        BatchPolicy<Record> policy = BatchPolicy.<Record>defaults().cost(any -> 7);

        BatchPolicy<Tokens> kept = PREPARED.with(policy).policy().orElseThrow();

        assertThat(kept.cost().applyAsLong(encode("a b"))).isEqualTo(7);
    }

    @Test
    void refusesAPolicyOnTheHandler() {
        var handler = Handler.batched(String.class, Integer.class, PREPARED);

        assertThatIllegalStateException()
                .isThrownBy(() -> handler.with(BatchPolicy.defaults()))
                .withMessage("The policy of BATCHED java.lang.String -> java.lang.Integer is for what its preparation"
                        + " gives: pass it to Prepared.with instead");
    }

    @Test
    void combinesWithDispatchAndSignature() {
        var specs = List.of(TensorSpec.of("x", DataType.FP32, Shape.of(-1)));
        var code = Prepared.by((Tensors input, Call call) -> input, Batch::inputs)
                .with(BatchPolicy.defaults().maxItems(16));

        var handler = Handler.batched(Tensors.class, Tensors.class, code)
                .on(Dispatch.SERIAL)
                .with(Signature.of(specs, specs));

        assertThat(handler.code()).isSameAs(code);
        assertThat(handler.dispatch()).contains(Dispatch.SERIAL);
        assertThat(handler.signature()).isPresent();
    }

    @Test
    @SuppressWarnings("NullAway") // What code that is not checked for null may do.
    void refusesNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> Prepared.by(null, CODE))
                .withMessage("preparation");
        assertThatNullPointerException()
                .isThrownBy(() -> Prepared.by(PREPARATION, null))
                .withMessage("code");
        assertThatNullPointerException()
                .isThrownBy(() -> PREPARED.with((BatchPolicy<Tokens>) null))
                .withMessage("policy");
        assertThatNullPointerException()
                .isThrownBy(
                        () -> Handler.batched(String.class, Integer.class, (Prepared<String, Tokens, Integer>) null))
                .withMessage("code");
    }

    /** That these compile is the test: the first with {@code with} is that of the Javadoc. */
    @ParameterizedTest
    @MethodSource
    void knowsTheTypesByItself(Handler<String, Integer> handler) {
        assertThat(handler.code()).isInstanceOf(Prepared.class);
    }

    static List<Handler<String, Integer>> knowsTheTypesByItself() {
        return List.of(
                Handler.batched(
                        String.class,
                        Integer.class,
                        Prepared.by((text, call) -> encode(text), batch -> label(batch.inputs()))),
                Handler.batched(
                        String.class,
                        Integer.class,
                        Prepared.by((String text, Call call) -> encode(text), batch -> label(batch.inputs()))
                                .with(BatchPolicy.defaults().cost(Tokens::count))),
                Handler.batched(
                        String.class,
                        Integer.class,
                        Prepared.by((String text, Call call) -> encode(text), batch -> label(batch.inputs()))
                                .with(BatchPolicy.defaults().maxItems(16).key(tokens -> tokens.count()))),
                Handler.batched(
                        String.class,
                        Integer.class,
                        Prepared.by(PREPARATION, CODE)
                                .with(BatchPolicy.defaults()
                                        .paddedCost(Tokens::count)
                                        .maxCost(4_096))));
    }
}
