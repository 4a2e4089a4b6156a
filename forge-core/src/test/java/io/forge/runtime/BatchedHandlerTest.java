package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.ForgeStartException;
import io.forge.api.Batch;
import io.forge.api.BatchPolicy;
import io.forge.api.Dispatch;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.api.Handler.Prepared;
import io.forge.testkit.Answer;
import io.forge.testkit.Batches;
import io.forge.testkit.Client;
import io.forge.testkit.Log;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls of different clients are answered together, each with its own output. */
class BatchedHandlerTest {

    private static final String BAD = "bad";

    private final Batches batches = new Batches();

    private Handler<String, String> handler(Function<Batch<String>, List<String>> code) {
        return Handler.batched(String.class, String.class, batch -> {
            batches.run(batch);
            return code.apply(batch);
        });
    }

    private Handler<String, String> shout() {
        return handler(BatchedHandlerTest::shouted);
    }

    private static List<String> shouted(Batch<String> batch) {
        return batch.inputs().stream().map(text -> text + "!").toList();
    }

    private static ForgeBuilder serving(Handler<?, ?> handler) {
        return Forge.builder().port(0).set("handlers.code.batch.instances", 1).handler("code", handler);
    }

    /** The first call runs alone; the others are one batch behind it. */
    private List<Answer> answersOf(Handler<String, String> handler, String... others) {
        try (Forge forge = serving(handler).start();
                var calls = batches.callsTo(forge, "code")) {
            calls.run("first").queue(others);
            batches.open();
            return calls.answers();
        }
    }

    private static void assertFaults(List<Answer> answers, int... which) {
        for (int fault : which) {
            assertThat(answers.get(fault).status()).isEqualTo(500);
            assertThat(answers.get(fault).detail())
                    .isEqualTo("The handler failed. The server's log has the cause under this call's id.");
        }
    }

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#blocking")
    void answersTogetherWhatHasComeWhileABatchRan(Dispatch mode) {
        assertThat(answersOf(shout().on(mode), "b", "c", "d"))
                .extracting(Answer::body)
                .containsExactly("first!", "b!", "c!", "d!");
        assertThat(batches.inputs()).containsExactly(List.of("first"), List.of("b", "c", "d"));
    }

    @Test
    void answersACallInProcess() {
        batches.open();
        try (Forge forge = serving(shout()).start()) {
            assertThat(forge.call("code", "a", String.class)
                            .toCompletableFuture()
                            .join())
                    .isEqualTo("a!");
        }
    }

    @Test
    void servesHandlersWithoutInputOrOutput() {
        batches.open();
        var nothing = Handler.batched(Void.class, Void.class, batch -> {
            batches.run(batch);
            return Collections.nCopies(batch.inputs().size(), null);
        });
        try (Forge forge = serving(nothing).start()) {
            assertThat(Client.ask(forge, "/code", "").status()).isEqualTo(204);
            assertThat(batches.inputs()).containsExactly(Collections.singletonList(null));
        }
    }

    @Test
    void givesTheCodeTheCallOfEachInput() {
        var ids = handler(batch -> List.of(batch.call(0).header("X-Name").orElse("none")));
        batches.open();
        try (Forge forge = serving(ids).start()) {
            assertThat(Client.ask(forge, "/code", "a", "X-Name: ann").body()).isEqualTo("ann");
        }
    }

    @Test
    void failsOnlyTheInputThatTheCodeNames() {
        var code = handler(batch -> {
            int bad = batch.inputs().indexOf(BAD);
            if (bad >= 0) {
                batch.fail(bad, new ForgeException(ErrorCode.INVALID_INPUT, "not this"));
                batch.fail(bad, new ForgeException(ErrorCode.CONFLICT, "too late"));
            }
            return batch.inputs().stream()
                    .map(text -> text.equals(BAD) ? null : text + "!")
                    .toList();
        });
        var answers = answersOf(code, "b", BAD, "d");

        assertThat(answers).extracting(Answer::status).containsExactly(200, 200, 400, 200);
        assertThat(answers.get(2).detail()).isEqualTo("not this");
        assertThat(answers.get(3).body()).isEqualTo("d!");
    }

    @Test
    void failsOnlyTheCallThatHasNoOutput() {
        try (var log = Log.capture()) {
            var answers = answersOf(
                    handler(batch -> batch.inputs().stream()
                            .map(text -> text.equals(BAD) ? null : text)
                            .toList()),
                    "b",
                    BAD);

            assertThat(answers).extracting(Answer::status).containsExactly(200, 200, 500);
            assertFaults(answers, 2);
            assertThat(log.events().get(0).getThrowableProxy().getMessage())
                    .isEqualTo("The handler returned null for an input of a batch");
        }
    }

    @Test
    void failsTheWholeBatchWhereItsOutputsCannotBeTold() {
        try (var log = Log.capture()) {
            var answers = answersOf(
                    handler(batch -> batch.inputs().contains(BAD) ? List.of("one") : shouted(batch)), "b", BAD);

            assertThat(answers).extracting(Answer::status).containsExactly(200, 500, 500);
            assertThat(log.events().get(0).getThrowableProxy().getMessage())
                    .isEqualTo("The batch has 2 inputs but the handler returned 1 outputs");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // What must not be.
    void failsTheWholeBatchWhereThereAreNoOutputs() {
        try (var log = Log.capture()) {
            assertFaults(answersOf(handler(batch -> null), "b"), 0, 1);
            assertThat(log.messages(Level.ERROR)).isNotEmpty();
        }
    }

    @Test
    void failsTheWholeBatchOfCodeThatThrows() {
        try (var log = Log.capture()) {
            var answers = answersOf(handler(BatchedHandlerTest::throwing), "b", BAD, "d");

            assertThat(answers).extracting(Answer::status).containsExactly(200, 500, 500, 500);
            assertThat(batches.inputs()).hasSize(2);
            assertThat(log.messages(Level.ERROR)).hasSize(3);
            assertThat(log.events().stream().filter(event -> event.getThrowableProxy() != null))
                    .hasSize(1);
            assertThat(log.messages(Level.ERROR).get(2))
                    .matches("Handler code failed in call \\w+, in one batch with call \\w+");
        }
    }

    private static List<String> throwing(Batch<String> batch) {
        if (batch.inputs().contains(BAD)) {
            throw new IllegalStateException("bad input");
        }
        return shouted(batch);
    }

    @Test
    void tellsEachCallWhatAForgeExceptionSays() {
        var answers = answersOf(
                handler(batch -> {
                    throw new ForgeException(ErrorCode.UNAVAILABLE, "no model");
                }),
                "b");

        assertThat(answers).extracting(Answer::status).containsExactly(503, 503);
        assertThat(answers).extracting(Answer::detail).containsOnly("no model");
    }

    @Test
    void survivesAnError() {
        try (var log = Log.capture()) {
            var answers = answersOf(
                    handler(batch -> {
                        if (batch.inputs().contains(BAD)) {
                            throw new AssertionError("not this time");
                        }
                        return shouted(batch);
                    }),
                    BAD,
                    "c");

            assertThat(answers).extracting(Answer::status).containsExactly(200, 500, 500);
            assertThat(log.messages(Level.ERROR)).hasSize(2);
        }
    }

    @Test
    void findsTheBadInputByHalvesWhereTheCodeIsIdempotent() {
        try (var log = Log.capture()) {
            var idempotent = handler(BatchedHandlerTest::throwing)
                    .with(BatchPolicy.defaults().idempotent());
            var answers = answersOf(idempotent, "b", BAD, "d", "e");

            assertThat(answers).extracting(Answer::status).containsExactly(200, 200, 500, 200, 200);
            assertThat(log.messages(Level.ERROR)).hasSize(1);
        }
    }

    @Test
    void keepsInputsOfDifferentKeysApart() {
        answersOf(shout().with(BatchPolicy.defaults().key((String text) -> text.charAt(0))), "a1", "b1", "a2", "b2");

        assertThat(batches.inputs()).containsExactly(List.of("first"), List.of("a1", "a2"), List.of("b1", "b2"));
    }

    @Test
    void holdsABatchToItsItemsAndItsCost() {
        answersOf(
                shout().with(BatchPolicy.defaults()
                        .cost(String::length)
                        .maxCost(5)
                        .maxItems(3)),
                "123",
                "12",
                "1",
                "1",
                "1",
                "1");

        assertThat(batches.inputs())
                .containsExactly(List.of("first"), List.of("123", "12"), List.of("1", "1", "1"), List.of("1"));
    }

    @Test
    void refusesAnInputThatCostsMoreThanABatchMay() {
        batches.open();
        try (Forge forge = serving(
                        shout().with(BatchPolicy.defaults().cost(String::length).maxCost(5)))
                .start()) {
            var refused = Client.ask(forge, "/code", "too long");

            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.detail()).isEqualTo("The input costs 8 but a batch of handler code may cost at most 5");
            assertThat(Client.ask(forge, "/code", "short").body()).isEqualTo("short!");
        }
    }

    @Test
    void failsTheCallAloneWhoseCostOrKeyCannotBeHad() {
        batches.open();
        var policy = BatchPolicy.defaults()
                .cost((String text) -> text.equals(BAD) ? -1 : 1)
                .key((String text) -> {
                    if (text.isEmpty()) {
                        throw new ForgeException(ErrorCode.INVALID_INPUT, "say something");
                    }
                    return text.equals("null") ? null : "all";
                });
        try (Forge forge = serving(shout().with(policy)).start();
                var log = Log.capture()) {
            assertThat(Client.ask(forge, "/code", BAD).status()).isEqualTo(500);
            assertThat(Client.ask(forge, "/code", "null").status()).isEqualTo(500);
            assertThat(Client.ask(forge, "/code", "").detail()).isEqualTo("say something");
            assertThat(Client.ask(forge, "/code", "good").body()).isEqualTo("good!");
            assertThat(log.events())
                    .extracting(event -> event.getThrowableProxy().getMessage())
                    .containsExactly(
                            "The cost of an input is -1: it must not be negative", "The key of an input is null");
        }
    }

    @Test
    void queuesWhatThePreparationGivesAndAsksThatForItsCost() {
        var words = new ArrayList<List<String>>();
        var code = Prepared.by(
                        (String text, io.forge.api.Call call) -> {
                            if (text.equals(BAD)) {
                                throw new ForgeException(ErrorCode.INVALID_INPUT, "no words");
                            }
                            return Arrays.asList(text.split(" "));
                        },
                        (Batch<List<String>> batch) -> {
                            batches.run(batch);
                            words.addAll(batch.inputs());
                            return batch.inputs().stream().map(List::size).toList();
                        })
                .with(BatchPolicy.defaults()
                        .cost((List<String> list) -> list.size())
                        .maxCost(3));
        batches.open();
        try (Forge forge =
                serving(Handler.batched(String.class, Integer.class, code)).start()) {
            assertThat(Client.ask(forge, "/code", "one two three").body()).isEqualTo("3");
            assertThat(Client.ask(forge, "/code", BAD).detail()).isEqualTo("no words");
            assertThat(Client.ask(forge, "/code", "a b c d").status()).isEqualTo(413);
            assertThat(words).containsExactly(List.of("one", "two", "three"));
        }
    }

    @Test
    void rejectsAtOnceWhatTheQueueCannotHold() {
        try (Forge forge = serving(shout())
                        .set("handlers.code.batch.max-items", 2)
                        .set("handlers.code.batch.max-queue", 2)
                        .start();
                var calls = batches.callsTo(forge, "code")) {
            calls.run("a").queue("b", "c");
            var rejected = Client.ask(forge, "/code", "d");
            batches.open();

            assertThat(rejected.status()).isEqualTo(429);
            assertThat(rejected.detail()).startsWith("The queue of handler code is full: 2 may wait");
            assertThat(calls.answers()).extracting(Answer::body).containsExactly("a!", "b!", "c!");
        }
    }

    @Test
    void reportsAFailureInProcessToo() {
        batches.open();
        try (Forge forge = serving(handler(batch -> {
                    throw new ForgeException(ErrorCode.CONFLICT, "no");
                }))
                .start()) {
            assertThatThrownBy(() -> forge.call("code", "a", String.class)
                            .toCompletableFuture()
                            .join())
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseInstanceOf(ForgeException.class)
                    .hasRootCauseMessage("no");
        }
    }

    @Test
    void isNotServedOnTheEventLoop() {
        assertThatThrownBy(() -> serving(shout().on(Dispatch.EVENT_LOOP)).start())
                .isInstanceOf(ForgeStartException.class)
                .hasMessage(
                        "Handler 'code' cannot be served. Its code runs in batches, which would hold the event loop:"
                                + " use dispatch worker, virtual, thread or serial");
    }

    @Test
    void refusesASectionOfBatchesForCodeThatHasNone() {
        var unary = Handler.unary(String.class, String.class, (text, call) -> text);
        assertThatThrownBy(() -> serving(unary).start())
                .isInstanceOf(ForgeStartException.class)
                .hasMessageContaining("Its code is not batched, but its section has batch");
    }

    @Test
    void refusesABatchThatIsLargerThanTheQueue() {
        assertThatThrownBy(() -> serving(shout().with(BatchPolicy.defaults().maxItems(200)))
                        .set("handlers.code.batch.max-queue", 100)
                        .start())
                .isInstanceOf(ForgeStartException.class)
                .hasMessageContaining("A batch may have 200 items (batch.max-items) but only 100 may be queued"
                        + " (batch.max-queue): raise batch.max-queue or lower batch.max-items");
    }

    @Test
    void servesHandlersThatAskForMoreThanCanBeCounted() {
        batches.open();
        var policy = BatchPolicy.defaults().maxItems(Integer.MAX_VALUE).instances(50);
        try (Forge forge =
                Forge.builder().port(0).handler("code", shout().with(policy)).start()) {
            assertThat(Client.ask(forge, "/code", "a").body()).isEqualTo("a!");
        }
    }

    @Test
    void takesTheOperatorsSettingsBeforeTheHandlers() {
        try (Forge forge = Forge.builder()
                .port(0)
                .set("handlers.code.batch.max-items", 3)
                .handler("code", shout().with(BatchPolicy.defaults().maxItems(7).instances(2)))
                .start()) {
            var served = forge.handlers().get(0).batches().orElseThrow();

            assertThat(served.maxItems()).isEqualTo(3);
            assertThat(served.instances()).isEqualTo(2);
            assertThat(served.maxQueue()).isEqualTo(1_024);
        }
    }
}
