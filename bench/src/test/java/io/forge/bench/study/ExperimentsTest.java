package io.forge.bench.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the study would do here. */
final class ExperimentsTest {

    private static Participants participants;

    @BeforeAll
    static void findParticipants() throws Exception {
        participants = Participants.find();
    }

    @Test
    void putThoseNextToEachOtherThatAreComparedMost() {
        assertThat(participants.all())
                .extracting(Participant::name)
                .doesNotHaveDuplicates()
                .containsSubsequence("Forge event-loop", "Undertow io", "Vert.x")
                .contains("Forge worker", "Forge thread", "Forge serial", "Undertow worker", "Javalin");
    }

    @Test
    void haveEachServerOrSayWhyNot() {
        assertThat(participants.all().size() + participants.absent().size()).isGreaterThanOrEqualTo(11);
        assertThat(participants.absent()).allMatch(reason -> reason.endsWith("."));
    }

    @Test
    void takeAboutThreeMinutesForALook() {
        assertThat(length(Experiments.quick(participants))).isLessThan(Duration.ofMinutes(4));
    }

    @Test
    void takeHalfAnHourAtMost() {
        assertThat(length(Experiments.whole(participants))).isLessThan(Duration.ofMinutes(30));
    }

    @Test
    void loadEachServerInEachRoundAndBackwardsInEverySecond() {
        var whole = Experiments.whole(participants).all().get(0);

        var names = participants.all().stream().map(Participant::name).toList();
        assertThat(inRound(whole, 1)).containsExactlyElementsOf(names);
        assertThat(inRound(whole, 2)).containsExactlyInAnyOrderElementsOf(names).endsWith(names.get(0));
    }

    private static Stream<String> inRound(Experiment experiment, int round) {
        return experiment.steps().stream()
                .map(Step::what)
                .filter(what -> what.contains("round %d of".formatted(round)))
                .map(what -> what.replaceAll("Light, 1,000 connections: (.*), round.*", "$1"));
    }

    private static Duration length(Experiments experiments) {
        return experiments.all().stream()
                .flatMap(experiment -> experiment.steps().stream())
                .map(Step::length)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
