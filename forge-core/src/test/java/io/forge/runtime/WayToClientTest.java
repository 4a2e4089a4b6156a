package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A queue plans with less time than a client has. */
class WayToClientTest {

    private static final long MICRO = 1_000;

    @ParameterizedTest
    @CsvSource({"0, 0", "50, 0.5", "10000, 100", "99000, 990", "100000, 1000", "300000, 1000", "60000000, 1000", "-5, 0"
    })
    void leavesAHundredthAndAMillisecondAtMost(long leftMicros, double reservedMicros) {
        long now = Long.MAX_VALUE - 1_000; // A clock may wrap.
        long deadline = now + leftMicros * MICRO;

        assertThat(deadline - WayToClient.deadlineOfCode(deadline, now)).isEqualTo((long) (reservedMicros * MICRO));
    }
}
