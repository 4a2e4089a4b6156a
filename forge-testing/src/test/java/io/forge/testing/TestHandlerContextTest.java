package io.forge.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestHandlerContextTest {

    record Config(Duration pause, int times) {}

    @Test
    void bindsItsSectionAsAServerDoes() {
        try (var context = TestHandlerContext.named("x", Map.of("pause", "3s", "times", 2))) {
            assertThat(context.name()).isEqualTo("x");
            assertThat(context.config(Config.class)).isEqualTo(new Config(Duration.ofSeconds(3), 2));
        }
    }

    @Test
    void refusesAnUnknownKeyAsAServerDoes() {
        try (var context = TestHandlerContext.named("x", Map.of("paus", "3s", "times", 2))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> context.config(Config.class))
                    .withMessage("Unknown key 'paus': did you mean 'pause'?");
        }
    }

    @Test
    void closesWhatWasRegisteredTheLastFirst() {
        List<String> closed = new ArrayList<>();
        var context = TestHandlerContext.named("x");
        context.onClose(() -> closed.add("first"));
        context.onClose(() -> closed.add("second"));

        context.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void failsATestWhoseHandlerLeavesSomethingThatCannotBeClosed() {
        var context = TestHandlerContext.named("x");
        context.onClose(() -> {
            throw new IllegalStateException("stuck");
        });

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(context::close)
                .withMessage("The handler x left something that cannot be closed")
                .withRootCauseInstanceOf(IllegalStateException.class);
    }
}
