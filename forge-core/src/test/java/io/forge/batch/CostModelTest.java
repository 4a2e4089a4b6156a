package io.forge.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is learnt of how long batches take. */
class CostModelTest {

    private static final Percentage NEARLY = Percentage.withPercentage(3);

    private final Random random = new Random(1);
    private final CostModel model = new CostModel();

    @Test
    void findsTheLineThroughNoise() {
        for (int i = 0; i < 500; i++) {
            learn(1 + random.nextInt(64), 0.1, 1);
        }
        assertThat(model.mean(1L)).isCloseTo(5_100_000, NEARLY);
        assertThat(model.mean(64L)).isCloseTo(11_400_000, NEARLY);
        assertThat(model.margin()).isBetween(0.2, 0.5);
    }

    @Test
    void keepsTheLineThroughAThousandBatchesOfOneSize() {
        for (int i = 0; i < 100; i++) {
            learn(1 + random.nextInt(64), 0.1, 1);
        }
        for (int i = 0; i < 1_000; i++) {
            learn(64, 0.1, 1);
        }
        assertThat(model.mean(1L)).isCloseTo(5_100_000, Percentage.withPercentage(6));
        assertThat(model.mean(64L)).isCloseTo(11_400_000, NEARLY);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 64, 1_000_000, Long.MAX_VALUE})
    void expectsNoMoreOfALargerBatchAsLongAsOneSizeAloneWasSeen(long cost) {
        for (int i = 0; i < 20; i++) {
            model.learn(cost, 5_000_000);
        }
        assertThat(model.mean(1L)).isCloseTo(5_000_000, within(1_000.0));
        assertThat(model.mean(cost)).isCloseTo(5_000_000, within(1_000.0));
    }

    @Test
    void neverExpectsLessThanNothing() {
        for (int i = 0; i < 50; i++) {
            model.learn(1, 50_000_000);
            model.learn(64, 1_000_000); // Larger ones are faster, which the line cannot say.
        }
        assertThat(model.mean(1L)).isPositive();
        assertThat(model.mean(1_000_000L)).isPositive().isGreaterThanOrEqualTo(model.mean(1L));
    }

    @Test
    void isHardlyMovedByOutliers() {
        for (int i = 0; i < 500; i++) {
            learn(1 + random.nextInt(64), 0.05, random.nextInt(50) == 0 ? 20 : 1);
        }
        assertThat(model.mean(64L)).isCloseTo(11_400_000, Percentage.withPercentage(8));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.5, 2, 4})
    void followsDurationsThatShift(double factor) {
        for (int i = 0; i < 300; i++) {
            learn(1 + random.nextInt(64), 0.05, 1);
        }
        for (int i = 0; i < 12; i++) {
            learn(64, 0.05, factor);
        }
        assertThat(model.mean(64L)).isCloseTo(factor * 11_400_000, Percentage.withPercentage(15));
        assertThat(model.mean(1L)).isCloseTo(factor * 5_100_000, Percentage.withPercentage(30));
    }

    @Test
    void hasAModelForEachKeyThatIsPredictedBetterByItsOwn() {
        var models = new CostModels();
        for (int i = 0; i < 400; i++) {
            long cost = 1 + random.nextInt(16);
            models.learn("short", cost, 1_000_000 + 10_000 * cost);
            models.learn("long", cost, 1_000_000 + 1_000_000 * cost);
        }
        assertThat(models.of("short").mean(16L)).isCloseTo(1_160_000, NEARLY);
        assertThat(models.of("long").mean(16L)).isCloseTo(17_000_000, NEARLY);
        assertThat(models.of("another").mean(16L)).isBetween(1_160_000.0, 17_000_000.0);
    }

    @Test
    void forgetsTheKeysThatWereNotUsedForLongest() {
        var models = new CostModels();
        for (int i = 0; i < 10_000; i++) {
            models.learn(i, 1, 1_000_000);
        }
        assertThat(models.size()).isEqualTo(64);
    }

    private void learn(int cost, double noise, double factor) {
        double nanos = (5_000_000 + 100_000.0 * cost) * factor * (1 + noise * random.nextGaussian());
        model.learn(cost, (long) nanos);
    }
}
