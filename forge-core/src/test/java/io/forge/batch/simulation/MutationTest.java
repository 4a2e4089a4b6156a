package io.forge.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The simulation finds what it is there to find: each bug that a server once had.
 *
 * <p>{@code -Dsimulation.show} prints what it finds.
 */
class MutationTest {

    private static final int MOST_SCHEDULES = 10_000;

    /** The table on that page is what this test sees. */
    private static final Path PAGE = Path.of("../docs/batching.md");

    @ParameterizedTest
    @EnumSource
    void isFound(Mutation mutation) throws IOException {
        Found found = search(mutation);
        String row =
                "| %s | %s | %,d | %s |".formatted(mutation.bug(), mutation.seenIn(), found.seed(), found.broken());
        if (System.getProperty("simulation.show") != null) {
            System.out.println(row);
        }
        assertThat(Files.readString(PAGE)).contains(row);
    }

    private record Found(long seed, String broken) {}

    private static Found search(Mutation mutation) {
        for (long seed = 0; seed < MOST_SCHEDULES; seed++) {
            try {
                Schedule.play(seed, mutation.rules());
            } catch (InvariantBroken e) {
                return new Found(seed, e.getMessage());
            }
        }
        throw new AssertionError("%s was not found in %,d schedules".formatted(mutation, MOST_SCHEDULES));
    }
}
