package io.forge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Signature;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BatchPolicyTest {

    private static final BatchPolicy<Object> DEFAULTS = BatchPolicy.defaults();
    private static final Handler<String, String> BATCHED =
            Handler.batched(String.class, String.class, batch -> batch.inputs());
    private static final ToLongFunction<String> LENGTH = String::length;
    private static final Function<String, Character> INITIAL = text -> text.charAt(0);

    @Test
    void hasDefaults() {
        assertThat(DEFAULTS.maxItems()).isEqualTo(32);
        assertThat(DEFAULTS.maxCost()).isEmpty();
        assertThat(DEFAULTS.maxWait()).isZero();
        assertThat(DEFAULTS.instances()).isEmpty();
        assertThat(DEFAULTS.cost().applyAsLong("any")).isEqualTo(1);
        assertThat(DEFAULTS.isCostPadded()).isFalse();
        assertThat((Object) DEFAULTS.key().apply("one"))
                .isEqualTo(DEFAULTS.key().apply("other"));
        assertThat(DEFAULTS.isIdempotent()).isFalse();
    }

    @Test
    void keepsWhatIsSaid() {
        var policy = BatchPolicy.defaults()
                .maxItems(16)
                .maxCost(4096)
                .maxWait(Duration.ofMillis(5))
                .instances(2)
                .paddedCost(String::length)
                .key((String text) -> text.charAt(0))
                .idempotent();

        assertThat(policy.maxItems()).isEqualTo(16);
        assertThat(policy.maxCost()).hasValue(4096);
        assertThat(policy.maxWait()).isEqualTo(Duration.ofMillis(5));
        assertThat(policy.instances()).hasValue(2);
        assertThat(policy.cost().applyAsLong("four")).isEqualTo(4);
        assertThat(policy.isCostPadded()).isTrue();
        assertThat((Object) policy.key().apply("four")).isEqualTo('f');
        assertThat(policy.isIdempotent()).isTrue();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void changesNothingButWhatIsSaid(BatchPolicy<String> policy, String expected) {
        assertThat(policy).hasToString(expected);
        assertThat(policy.cost()).isSameAs(LENGTH);
        assertThat((Object) policy.key()).isSameAs(INITIAL);
    }

    static Stream<Arguments> changesNothingButWhatIsSaid() {
        var policy = BatchPolicy.defaults()
                .maxItems(16)
                .maxCost(4096)
                .maxWait(Duration.ofMillis(5))
                .instances(2)
                .paddedCost(LENGTH)
                .key(INITIAL)
                .idempotent();
        return Stream.of(
                arguments(
                        policy.maxItems(1),
                        "maxItems=1, maxCost=4096 (padded), maxWait=PT0.005S, instances=2, idempotent"),
                arguments(
                        policy.maxCost(1),
                        "maxItems=16, maxCost=1 (padded), maxWait=PT0.005S, instances=2, idempotent"),
                arguments(
                        policy.maxWait(Duration.ofDays(1)),
                        "maxItems=16, maxCost=4096 (padded), maxWait=PT24H, instances=2, idempotent"),
                arguments(
                        policy.instances(1),
                        "maxItems=16, maxCost=4096 (padded), maxWait=PT0.005S, instances=1, idempotent"),
                arguments(policy.cost(LENGTH), "maxItems=16, maxCost=4096, maxWait=PT0.005S, instances=2, idempotent"),
                arguments(
                        policy.cost(String::hashCode).paddedCost(LENGTH),
                        "maxItems=16, maxCost=4096 (padded), maxWait=PT0.005S, instances=2, idempotent"),
                arguments(
                        policy.key(String::hashCode).key(INITIAL),
                        "maxItems=16, maxCost=4096 (padded), maxWait=PT0.005S, instances=2, idempotent"),
                arguments(
                        BatchPolicy.defaults().cost(LENGTH).key(INITIAL).idempotent(),
                        "maxItems=32, maxCost=none, maxWait=PT0S, instances=auto, idempotent"));
    }

    @Test
    void isWrittenAlikeEverywhere() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

            assertThat(DEFAULTS.maxCost(4096)).hasToString("maxItems=32, maxCost=4096, maxWait=PT0S, instances=auto");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void doesNotChangeWithWhatIsMadeOfIt() {
        var policy = BatchPolicy.defaults().maxItems(16);

        policy.maxItems(1).maxCost(1).maxWait(Duration.ofMillis(1)).instances(1).idempotent();
        policy.paddedCost(String::length).key(String::length);

        assertThat(policy).hasToString("maxItems=16, maxCost=none, maxWait=PT0S, instances=auto");
        assertThat(policy.cost().applyAsLong("four")).isEqualTo(1);
        assertThat((Object) policy.key().apply("one")).isEqualTo(policy.key().apply("four"));
    }

    @Test
    void takesTheLastOfSeveralCosts() {
        var added = BatchPolicy.defaults().paddedCost(String::length).cost((String text) -> 7);

        assertThat(added.isCostPadded()).isFalse();
        assertThat(added.cost().applyAsLong("four")).isEqualTo(7);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void refuses(ThrowingCallable code, String message) {
        assertThatIllegalArgumentException().isThrownBy(code).withMessage(message);
    }

    static Stream<Arguments> refuses() {
        return Stream.of(
                refused(
                        () -> DEFAULTS.maxItems(0),
                        "maxItems must be at least 1 but is 0: pass 1 to run each input alone"),
                refused(
                        () -> DEFAULTS.maxItems(Integer.MIN_VALUE),
                        "maxItems must be at least 1 but is -2147483648: pass 1 to run each input alone"),
                refused(() -> DEFAULTS.maxCost(0), "maxCost must be at least 1 but is 0: leave it out for no limit"),
                refused(() -> DEFAULTS.maxCost(-5), "maxCost must be at least 1 but is -5: leave it out for no limit"),
                refused(
                        () -> DEFAULTS.maxWait(Duration.ofNanos(-1)),
                        "maxWait must not be negative but is PT-0.000000001S: pass Duration.ZERO to never wait"),
                refused(
                        () -> DEFAULTS.maxWait(Duration.ofDays(1).plusNanos(1)),
                        "maxWait must be at most PT24H but is PT24H0.000000001S: pass what a call can spare, such as"
                                + " Duration.ofMillis(5)"),
                refused(
                        () -> DEFAULTS.maxWait(Duration.ofSeconds(Long.MAX_VALUE)),
                        "maxWait must be at most PT24H but is PT2562047788015215H30M7S: pass what a call can spare,"
                                + " such as Duration.ofMillis(5)"),
                refused(
                        () -> DEFAULTS.instances(0),
                        "instances must be at least 1 but is 0: leave it out for Forge's choice"),
                refused(
                        () -> DEFAULTS.instances(-1),
                        "instances must be at least 1 but is -1: leave it out for Forge's choice"));
    }

    private static Arguments refused(ThrowingCallable code, String message) {
        return arguments(code, message);
    }

    @Test
    @SuppressWarnings("NullAway") // What code that is not checked for null may do.
    void refusesNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> DEFAULTS.maxWait(null))
                .withMessage("maxWait");
        assertThatNullPointerException().isThrownBy(() -> DEFAULTS.cost(null)).withMessage("cost");
        assertThatNullPointerException()
                .isThrownBy(() -> DEFAULTS.paddedCost(null))
                .withMessage("cost");
        assertThatNullPointerException().isThrownBy(() -> DEFAULTS.key(null)).withMessage("key");
        assertThatNullPointerException()
                .isThrownBy(() -> BATCHED.with((BatchPolicy<String>) null))
                .withMessage("policy");
    }

    /** That these compile is the test: a handler's author names the type of the inputs once. */
    @ParameterizedTest
    @MethodSource
    void knowsTheTypeOfTheInputsByItself(Handler<?, ?> handler) {
        assertThat(handler.batchPolicy()).isPresent();
    }

    static Stream<Handler<?, ?>> knowsTheTypeOfTheInputsByItself() {
        var generic = new TypeRef<List<String>>() {};
        return Stream.of(
                BATCHED.with(BatchPolicy.defaults()),
                BATCHED.with(BatchPolicy.defaults().maxItems(16)),
                BATCHED.with(BatchPolicy.defaults().cost(String::length)),
                BATCHED.with(BatchPolicy.defaults().cost(text -> text.length())),
                BATCHED.with(BatchPolicy.defaults().maxItems(16).key(text -> text.charAt(0))),
                BATCHED.with(BatchPolicy.defaults().cost(String::length).maxItems(16)),
                BATCHED.with(BatchPolicy.defaults()
                        .cost((String text) -> text.length())
                        .maxItems(16)),
                BATCHED.with(BatchPolicy.<String>defaults()
                        .cost(text -> text.length())
                        .maxItems(16)),
                BATCHED.with(BatchPolicy.defaults().paddedCost(String::length).key(text -> text.charAt(0))),
                BATCHED.with(BatchPolicy.defaults().key(String::isBlank).cost(CharSequence::length)),
                BATCHED.with(BatchPolicy.defaults().cost(CharSequence::length).maxItems(16)),
                Handler.batched(String.class, String.class, batch -> batch.inputs())
                        .with(BatchPolicy.defaults().maxCost(4_096).paddedCost(String::length)),
                Handler.batched(generic, generic, batch -> batch.inputs())
                        .with(BatchPolicy.defaults().cost(texts -> texts.get(0).length())),
                Handler.batched(generic, generic, batch -> batch.inputs())
                        .with(BatchPolicy.defaults().cost(List<String>::size).maxItems(16)),
                Handler.batched(Tensors.class, Tensors.class, batch -> batch.inputs())
                        .with(BatchPolicy.defaults().key(Tensors::names)));
    }

    @Test
    void isThatOfABatchedHandlerWithoutChangingTheOneItCameFrom() {
        var policy = BatchPolicy.defaults().maxItems(16).cost(String::length);

        var handler = BATCHED.with(policy);

        assertThat(BATCHED.batchPolicy()).isEmpty();
        assertThat(handler.batchPolicy()).containsSame(policy);
        assertThat(handler.code()).isSameAs(BATCHED.code());
        assertThat(handler.with(BatchPolicy.defaults())
                        .batchPolicy()
                        .orElseThrow()
                        .maxItems())
                .isEqualTo(32);
    }

    @Test
    void takesTheInputsOfAHandlerWhoseInputsAreOfASubtype() {
        BatchPolicy<CharSequence> policy = BatchPolicy.<CharSequence>defaults().cost(text -> text.length());

        BatchPolicy<String> kept = BATCHED.with(policy).batchPolicy().orElseThrow();

        assertThat(kept.cost().applyAsLong("four")).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource
    void combinesWithDispatchAndSignatureInAnyOrder(Handler<Tensors, Tensors> handler) {
        assertThat(handler.dispatch()).contains(Dispatch.SERIAL);
        assertThat(handler.signature()).isPresent();
        assertThat(handler.batchPolicy().orElseThrow().maxItems()).isEqualTo(16);
    }

    static Stream<Handler<Tensors, Tensors>> combinesWithDispatchAndSignatureInAnyOrder() {
        var handler = Handler.batched(Tensors.class, Tensors.class, batch -> batch.inputs());
        var policy = BatchPolicy.defaults().maxItems(16);
        var specs = List.of(TensorSpec.of("x", DataType.FP32, Shape.of(-1)));
        var signature = Signature.of(specs, specs);
        return Stream.of(
                handler.on(Dispatch.SERIAL).with(signature).with(policy),
                handler.on(Dispatch.SERIAL).with(policy).with(signature),
                handler.with(policy).on(Dispatch.SERIAL).with(signature),
                handler.with(policy).with(signature).on(Dispatch.SERIAL),
                handler.with(signature).on(Dispatch.SERIAL).with(policy),
                handler.with(signature).with(policy).on(Dispatch.SERIAL));
    }

    @ParameterizedTest
    @MethodSource
    void isRefusedByHandlersOfOtherShapes(Handler<String, String> handler, String description) {
        assertThatIllegalStateException()
                .isThrownBy(() -> handler.with(BatchPolicy.defaults()))
                .withMessage("A batch policy is for handlers made by Handler.batched, not for " + description);
    }

    static Stream<Arguments> isRefusedByHandlersOfOtherShapes() {
        return Stream.of(
                arguments(
                        Handler.unary(String.class, String.class, (text, call) -> text),
                        "UNARY java.lang.String -> java.lang.String"),
                arguments(
                        Handler.<String, String>async(String.class, String.class, (text, call) -> {
                            throw new AssertionError("not called");
                        }),
                        "ASYNC java.lang.String -> java.lang.String"),
                arguments(
                        Handler.streaming(String.class, String.class, (text, sink, call) -> sink.send(text)),
                        "STREAMING java.lang.String -> java.lang.String"));
    }
}
