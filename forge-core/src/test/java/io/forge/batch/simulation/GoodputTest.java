package io.forge.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.batch.simulation.Load.Model;
import io.forge.batch.simulation.Load.Result;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is answered in time when more is asked for than can be done.
 *
 * <p>{@code -Dsimulation.show} prints what overload comes to, {@code -Dsimulation.seeds=10} plays it with ten seeds.
 */
@Tag("slow")
class GoodputTest {

    private static final int ITEMS = 40_000;
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 1);

    static Stream<Load> overloads() {
        return models().flatMap(model -> Stream.of(100, 300)
                .flatMap(deadline -> Stream.of(2, 10).map(times -> new Load(model, deadline, times, 0.1))));
    }

    static Stream<Model> models() {
        return Stream.of(
                new Model(5, 0.1, 64, 1), new Model(5, 0.1, 64, 4), new Model(20, 2, 16, 1), new Model(20, 2, 16, 4));
    }

    @ParameterizedTest
    @MethodSource("overloads")
    void answersNearlyAsMuchInTimeAsCanBeDoneAndAdmitsHardlyAnyThatIsLate(Load load) {
        List<Result> results = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> load.play(ITEMS, seed))
                .toList();
        double goodput = results.stream().mapToDouble(Result::goodput).average().orElseThrow();
        long admitted = results.stream().mapToLong(Result::admitted).sum();
        long late = results.stream().mapToLong(Result::late).sum();
        if (System.getProperty("simulation.show") != null) {
            System.out.printf(Locale.ROOT, "%s: goodput %.3f, late %.5f%n", load, goodput, (double) late / admitted);
        }
        assertThat(goodput).isGreaterThan(load.times() > 2 ? 0.88 : 0.90);
        assertThat(late).isLessThanOrEqualTo(admitted / 1_000);
    }

    @ParameterizedTest
    @MethodSource("models")
    void admitsNoneThatIsLateWhereBatchesTakeWhatTheyAlwaysTake(Model model) {
        Result result = new Load(model, 100, 2, 0).play(ITEMS, 3);
        assertThat(result.late()).isZero();
        assertThat(result.goodput()).isGreaterThan(0.97);
    }

    /** What has become late is passed over: else all that wait behind it would be late as well. */
    @ParameterizedTest
    @MethodSource("models")
    void losesLittleMoreByAStallThanItsTime(Model model) {
        Result result = new Load(model, 100, 10, 0.02, 0.02).play(ITEMS, 6);
        if (System.getProperty("simulation.show") != null) {
            System.out.printf(Locale.ROOT, "stalls, %s: goodput %.3f%n", model, result.goodput());
        }
        assertThat(result.goodput()).isGreaterThan(0.94);
    }

    @ParameterizedTest
    @MethodSource("models")
    void refusesNobodyBelowHalfTheCapacity(Model model) {
        Result result = new Load(model, 300, 0.4, 0.1).play(ITEMS, 4);
        assertThat(result.refused()).isZero();
        assertThat(result.late()).isZero();
    }

    @ParameterizedTest
    @MethodSource("models")
    void addsNoWaitBelowHalfTheCapacityAgainstFirstInFirstOut(Model model) {
        for (double times : new double[] {0.1, 0.3, 0.5}) {
            Load load = new Load(model, 300, times, 0.1);
            assertThat(latency(load::play)).isLessThan(latency(load::playFirstInFirstOut) * 1.015);
        }
    }

    private static double latency(BiFunction<Integer, Long, Result> play) {
        return LongStream.rangeClosed(1, 6)
                .mapToDouble(seed -> play.apply(ITEMS, seed).latency())
                .average()
                .orElseThrow();
    }

    /** The decision record about admission tells of this. */
    @Test
    void earliestDeadlineFirstAloneAnswersNobodyInTime() {
        Load twice = new Load(new Model(5, 0.1, 64, 1), 100, 2, 0);
        assertThat(twice.playEarliestFirst(ITEMS, 5).goodput()).isLessThan(0.1);
        assertThat(twice.play(ITEMS, 5).goodput()).isGreaterThan(0.97);
    }
}
