package io.forge.bench.study;

import io.forge.bench.OpenLoad;
import io.forge.bench.Wrk.Question;
import io.forge.bench.study.LoadExperiment.Description;
import java.util.List;

/**
 * Which loads there are, and which servers take part in each.
 *
 * @param all in the order in which they run
 * @param overview what is drawn of them
 */
record Experiments(List<Experiment> all, Overview overview) {

    private static final int TEXT = 64 << 10;

    /** Seconds until the compiler of every server is done, long after its rate is steady. */
    private static final int UNTIL_COMPILED = 33;

    private static final int AROUND_TEXT = "{\"text\":\"\"}".length();

    private static final Description LIGHT = new Description(
            "Light",
            "`POST /reverse` with the study's small JSON: first as many requests as each server answers to %,d connections"
                    + " that each wait for their answer, then 5,000 requests a second, or half of what it can do if that is"
                    + " less.",
            Question.REVERSE,
            OpenLoad.BODY,
            5_000);

    private static final Description COST = new Description(
            "CPU per request",
            "The light load from %,d connections, with several starts of each server, because a JVM compiles a little"
                    + " differently each time.",
            Question.REVERSE,
            OpenLoad.BODY,
            0);

    private static final Description BODY = new Description(
            "Body",
            "`POST /reverse` with 64 KiB of JSON, one text, from %,d connections; then 500 requests a second.",
            Question.text(TEXT - AROUND_TEXT),
            "{\"text\":\"%s\"}".formatted("x".repeat(TEXT - AROUND_TEXT)),
            500);

    /** A look in a few minutes. */
    static Experiments quick(Participants participants) {
        var light = new LoadExperiment(LIGHT, 100, new Effort(1, 3, 2, 2, 2), participants.all());
        var heavy = new HeavyExperiment(
                7,
                participants.named(
                        "Python threaded",
                        "Python asyncio",
                        Participants.FORGE_VIRTUAL,
                        Participants.UNDERTOW_VIRTUAL));
        return new Experiments(List.of(light, heavy), new Overview(light, heavy));
    }

    /** All of it, in half an hour and what warm-ups take longer than is usual. */
    static Experiments whole(Participants participants) {
        var light = new LoadExperiment(LIGHT, 1_000, new Effort(1, 0, 4, 4, 7), participants.all());
        var heavy = new HeavyExperiment(10, participants.those(Participant::sleeps));
        var body = new LoadExperiment(
                BODY,
                100,
                new Effort(1, 12, 3, 4, 5),
                participants.named(
                        Participants.FORGE_EVENT_LOOP,
                        Participants.UNDERTOW_IO,
                        Participants.VERTX,
                        Participants.FORGE_VIRTUAL,
                        Participants.UNDERTOW_VIRTUAL));
        var thorough = new Effort(1, 12, 3, 5, 5);
        var connections = new ConnectionsExperiment(
                new Effort(1, 12, 4, 0, 2),
                participants.named(
                        Participants.FORGE_EVENT_LOOP,
                        Participants.FORGE_VIRTUAL,
                        Participants.UNDERTOW_IO,
                        Participants.VERTX));
        var mixed = new MixedExperiment(
                thorough,
                participants.named(Participants.FORGE_VIRTUAL, Participants.UNDERTOW_VIRTUAL, Participants.VERTX));
        return new Experiments(
                List.of(light, heavy, cost(participants), body, connections, mixed, new MemoryExperiment()),
                new Overview(light, heavy));
    }

    private static CostExperiment cost(Participants participants) {
        return new CostExperiment(new LoadExperiment(
                COST,
                100,
                new Effort(2, UNTIL_COMPILED, 5, 2, 0),
                participants.named(Participants.FORGE_EVENT_LOOP, Participants.UNDERTOW_IO, Participants.VERTX)));
    }
}
