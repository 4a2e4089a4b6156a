package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.api.Handler;
import io.forge.testkit.Answer;
import io.forge.testkit.Batches;
import io.forge.testkit.Client;
import io.forge.testkit.Latches;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a batched handler cannot answer in time is rejected at once, and told when to come again. */
class BatchedOverloadTest {

    /** Nothing is predicted before that many batches have run. */
    private static final int UNTIL_LEARNT = 8;

    private final Batches batches = new Batches();
    private final AtomicReference<String> held = new AtomicReference<>("");

    /** Holds the batch that has the input {@link #held}. */
    private ForgeBuilder serving() {
        var code = Handler.batched(String.class, String.class, batch -> {
            if (batch.inputs().contains(held.get())) {
                batches.runStubbornly(batch);
            }
            return new ArrayList<>(batch.inputs());
        });
        return Forge.builder()
                .port(0)
                .set("handlers.code.batch.instances", 1)
                .set("handlers.code.batch.max-items", 2)
                .set("handlers.code.batch.max-queue", 2)
                .handler("code", code);
    }

    private static void learn(Forge forge) {
        for (int i = 0; i < UNTIL_LEARNT; i++) {
            assertThat(Client.ask(forge, "/code", "quick").status()).isEqualTo(200);
        }
    }

    /** The longer a batch is late, the longer it is expected to go on: in the end longer than the client waits. */
    private static Answer askUntilRejected(Forge forge) {
        var rejected = new AtomicReference<Answer>();
        Latches.awaitUntil(() -> {
            var answer = Client.ask(forge, "/code", "late", "X-Request-Timeout: 20ms");
            rejected.set(answer);
            return answer.status() != 504;
        });
        return rejected.get();
    }

    @Test
    void rejectsWhatItExpectsToAnswerTooLate() {
        try (Forge forge = serving().start();
                var calls = batches.callsTo(forge, "code")) {
            learn(forge);
            held.set("slow");
            calls.run("slow");
            var rejected = askUntilRejected(forge);
            batches.open();

            assertThat(rejected.status()).isEqualTo(429);
            assertThat(rejected.json().get("type").asString()).isEqualTo("urn:forge:problem:overloaded");
            assertThat(rejected.detail())
                    .matches(
                            "An answer of handler code is expected in \\S+, and this call has \\S+ left: try again in \\S+");
            assertThat(rejected.json().get("retryAfterMillis").asLong()).isPositive();
            assertThat(Long.parseLong(rejected.header("retry-after"))).isPositive();
            assertThat(Double.parseDouble(rejected.header("forge-expected-wait")))
                    .isPositive();
            assertThat(calls.answer(0).body()).isEqualTo("slow");
        }
    }

    @Test
    void letsACallInThatHasTheTime() {
        try (Forge forge = serving().start();
                var calls = batches.callsTo(forge, "code")) {
            learn(forge);
            held.set("slow");
            calls.run("slow");
            askUntilRejected(forge);
            calls.queueWith("patient", "X-Request-Timeout: 10m");
            batches.open();

            assertThat(calls.answer(1).body()).isEqualTo("patient");
            assertThat(Client.ask(forge, "/code", "late", "X-Request-Timeout: 10s")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void saysWhenAFullQueueHasRoom() {
        try (Forge forge = serving().start();
                var calls = batches.callsTo(forge, "code")) {
            held.set("slow");
            calls.run("slow").queue("a", "b");
            var rejected = Client.ask(forge, "/code", "c");
            batches.open();

            assertThat(rejected.status()).isEqualTo(429);
            assertThat(rejected.detail()).isEqualTo("The queue of handler code is full: 2 may wait: try again in 1s");
            assertThat(rejected.header("retry-after")).isEqualTo("1");
            assertThat(rejected.json().get("retryAfterMillis").asLong()).isEqualTo(1_000);
            assertThat(rejected.header("forge-expected-wait")).isEmpty();
        }
    }

    @Test
    void answersAtTheDeadlineWhoWaitsAndWhoRuns() {
        try (Forge forge = serving().set("handlers.code.timeout", "300ms").start();
                var calls = batches.callsTo(forge, "code")) {
            learn(forge);
            held.set("slow");
            calls.run("slow").queueWith("waiting");

            List<Answer> late = calls.answers();
            assertThat(late).extracting(Answer::status).containsExactly(504, 504);
            assertThat(late).extracting(Answer::detail).containsOnly("No answer within 300ms");
            batches.open();
            Latches.awaitUntil(() -> calls.state().running() == 0);
            assertThat(Client.ask(forge, "/code", "next").body()).isEqualTo("next");
        }
    }

    @Test
    void tellsEachClientThatAsksInWhatBatchItWas() {
        held.set("slow");
        try (Forge forge = serving().start();
                var calls = batches.callsTo(forge, "code")) {
            calls.run("slow").queueWith("a", "Forge-Batch: ?1").queueWith("b", "Forge-Batch: ?0");
            batches.open();
            List<Answer> answers = calls.answers();

            assertThat(answers.get(0).header("forge-batch")).isEmpty();
            assertThat(answers.get(1).header("forge-batch"))
                    .matches("size=2, wait=\\d+\\.\\d, run=\\d+\\.\\d, reason=full");
            assertThat(answers.get(2).header("forge-batch")).isEmpty();
        }
    }

    @Test
    void tellsEveryClientWhereTheOperatorWantsIt() {
        try (Forge forge = serving().set("handlers.code.batch.explain", true).start()) {
            assertThat(Client.ask(forge, "/code", "a").header("forge-batch"))
                    .matches("size=1, wait=\\d+\\.\\d, run=\\d+\\.\\d, reason=idle");
        }
    }
}
