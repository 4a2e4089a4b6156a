package io.forge.bench.study;

import io.forge.bench.OpenLoad;
import io.forge.bench.Wrk.Question;
import io.forge.bench.study.LoadExperiment.Description;
import java.util.List;

/** Which experiments there are. */
final class Experiments {

    private static final double PER_SECOND = 5_000;

    private static final Description LIGHT = new Description(
            "Light",
            "`POST /reverse` with the study's small JSON. As many requests as each server answers, from connections that each"
                    + " wait for their answer; then requests that come at a rate whether or not earlier ones were"
                    + " answered, timed from when they were due: 5,000 a second, or half of what the server can do.",
            Question.REVERSE,
            OpenLoad.BODY,
            PER_SECOND);

    private Experiments() {}

    static List<Experiment> quick(Participants participants) {
        return List.of(new LoadExperiment(
                LIGHT.titled("Light, 100 connections"), 100, new Effort(1, 3, 2, 2, 2), participants.all()));
    }

    static List<Experiment> whole(Participants participants) {
        return List.of(new LoadExperiment(
                LIGHT.titled("Light, 1,000 connections"), 1_000, new Effort(1, 0, 4, 4, 8), participants.all()));
    }
}
