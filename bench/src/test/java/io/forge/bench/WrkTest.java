package io.forge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WrkTest {

    @Test
    void readsTheSummaryThatTheScriptsPrint() {
        var result = Wrk.Result.parse("Requests/sec: 1\nsummary 2000 4000000 0 0 0 150 2000 31000\n");

        assertThat(result).isEqualTo(new Wrk.Result(2_000, 500, 0, 0, 0, new Wrk.Times(0.15, 2, 31)));
        assertThat(result.isClean()).isTrue();
    }

    @Test
    void isNotCleanWithAnythingThatWentWrong() {
        assertThat(Wrk.Result.parse("summary 2000 4000000 1 0 0 1 2 3\n").isClean())
                .isFalse();
        assertThat(Wrk.Result.parse("summary 2000 4000000 0 1 0 1 2 3\n").isClean())
                .isFalse();
        assertThat(Wrk.Result.parse("summary 2000 4000000 0 0 1 1 2 3\n").isClean())
                .isFalse();
    }
}
