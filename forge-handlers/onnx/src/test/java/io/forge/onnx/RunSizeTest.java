package io.forge.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunSizeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the first is as usual as any       | 1000000",
                "four times the usual is not large  | 100 100 400",
                "more is                            | 100 100 401!",
                "small ones are usual then          | 100 1 1 1",
                "after a first small one, few are   | 1 100! 100 100 100 100",
                "one that is large is so each time  | 10 10 10 10 10 10 10 10 1000! 10 10 1000!"
            })
    void tellsWhatIsFarLargerThanWhatWasBefore(String what, String runs) {
        var size = new RunSize();

        var told = Arrays.stream(runs.split(" "))
                .map(run -> run.replace("!", ""))
                .map(run -> size.isLarge(Long.parseLong(run)) ? run + "!" : run)
                .toList();

        assertThat(told).as(what).containsExactly(runs.split(" "));
    }
}
