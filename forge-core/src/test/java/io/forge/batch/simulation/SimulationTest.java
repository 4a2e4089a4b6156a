package io.forge.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.batch.BatchParts;
import org.junit.jupiter.api.Test;

/** Plays life after life of a scheduler, each in another world, until something happens that must never happen. */
class SimulationTest {

    @Test
    void nothingHappensThatMustNeverHappen() {
        long schedules = Long.getLong("simulation.schedules", 5_000);
        long played = 0;
        for (long seed = 0; seed < schedules; seed++) {
            try {
                Schedule.play(seed, BatchParts::standard);
            } catch (InvariantBroken e) {
                throw new AssertionError("With seed %d: %s".formatted(seed, e.getMessage()), e);
            }
            played++;
        }
        assertThat(played).isEqualTo(schedules);
    }
}
