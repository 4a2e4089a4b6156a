package io.forge.batch.simulation;

import io.forge.batch.BatchLimits;
import io.forge.batch.BatchParts;
import java.util.function.Function;

/** Schedulers with a bug that a server once had: all but one of their rules are those by which Forge serves. */
enum Mutation {
    SPLIT_BATCH(
            "idle workers each take one request",
            "DJL Serving",
            (limits, right) -> right.with(new FaultyForming.Split(limits, right.forming()))),
    WAIT_FROM_PICK(
            "the delay begins when a worker looks, not when the request came",
            "DJL Serving, TorchServe",
            (limits, right) -> right.with(new FaultyForming.WaitFromPick(limits, right.forming()))),
    EXPIRES_WHEN_FREE(
            "timeouts are looked at when an instance is free",
            "Triton server#7512",
            (limits, right) -> right.with(FaultyExpiry.whenAnInstanceIsFree())),
    CANCEL_STRANDS_MATES(
            "a cancelled request leaves its batch mates without an answer",
            "MLServer",
            (limits, right) -> right.with(new FaultySettlement.StrandsMates(right.settlement()))),
    ONE_TOO_MANY(
            "one more than the most",
            "Triton server#8141",
            (limits, right) -> right.with(new FaultyForming.OneTooMany(limits, right.forming()))),
    COUNTS_CALLS(
            "a request's own batch dimension is not counted",
            "BentoML#3710, BentoML#3859",
            (limits, right) -> right.with(new FaultyForming.CountsCalls(limits, right.forming()))),
    ANY_SIZE(
            "a request that no batch can hold is let in",
            "TEI#723",
            (limits, right) -> right.with(new FaultyAdmission.AnySize(limits, right.admission()))),
    MIXED_KEYS(
            "requests of different shapes in one batch",
            "MLServer#903, MLServer#1306",
            (limits, right) -> right.with(new FaultyForming.MixedKeys(limits, right.forming()))),
    CUT_AT_ANOTHER_KEY(
            "a batch ends where the shape changes",
            "Triton",
            (limits, right) -> right.with(new FaultyForming.CutAtAnotherKey(limits, right.forming()))),
    FAILS_ALL(
            "one bad request fails its whole batch",
            "TorchServe#1230, LitServe#340",
            (limits, right) -> right.with(new FaultySettlement.FailsAll(right.settlement()))),
    DOES_NOT_COUNT(
            "outputs are handed out, however many there are",
            "DJL#775",
            (limits, right) -> right.with(new FaultySettlement.DoesNotCount(right.settlement()))),
    LAST_WINS(
            "the parameters of the last request hold for all",
            "MLServer#514",
            (limits, right) -> right.with(new FaultySettlement.LastWins(right.settlement()))),
    COUNTS_THE_REFUSED(
            "refused requests stay in the count of the queue",
            "Triton",
            (limits, right) -> right.with(new FaultyAdmission.CountsTheRefused(limits, right.admission()))),
    THROWS_WHEN_FULL(
            "a full queue is a panic",
            "TEI#811, TEI#744",
            (limits, right) -> right.with(new FaultyAdmission.ThrowsWhenFull(limits, right.admission()))),
    EXPIRED_IS_URGENT(
            "an expired request is the most urgent one",
            "llm-d-batch-gateway#296",
            (limits, right) -> right.with(FaultyExpiry.expiredIsUrgent())),
    FULLEST_FIRST(
            "a lone request of a rare shape starves",
            "Triton, by priority levels",
            (limits, right) -> right.with(new FaultyForming.FullestFirst(limits, right.forming()))),
    ONLY_FULL(
            "a batch that is not full waits for ever",
            "none that we know",
            (limits, right) -> right.with(new FaultyForming.OnlyFull(limits, right.forming()))),
    LOCKS_ITSELF_OUT(
            "a wrong prediction is never corrected",
            "BentoML#3646",
            (limits, right) -> right.with(new FaultyAdmission.LocksItselfOut(limits, right.admission())));

    private final String bug;
    private final String seenIn;
    private final Rules rules;

    private interface Rules {
        BatchParts<Integer, Integer> of(BatchLimits limits, BatchParts<Integer, Integer> right);
    }

    Mutation(String bug, String seenIn, Rules rules) {
        this.bug = bug;
        this.seenIn = seenIn;
        this.rules = rules;
    }

    String bug() {
        return bug;
    }

    String seenIn() {
        return seenIn;
    }

    Function<BatchLimits, BatchParts<Integer, Integer>> rules() {
        return limits -> rules.of(limits, BatchParts.standard(limits));
    }
}
