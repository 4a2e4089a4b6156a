package io.forge.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestCallTest {

    private final TestCall call = new TestCall();
    private final List<String> ran = new ArrayList<>();

    @Test
    void findsAHeaderInAnyCase() {
        call.header("Model-Name", "tiny");

        assertThat(call.header("model-name")).hasValue("tiny");
        assertThat(call.header("MODEL-NAME")).hasValue("tiny");
        assertThat(call.header("other")).isEmpty();
    }

    @Test
    void runsItsActionsOnceWhenItIsCancelled() {
        call.onCancel(() -> ran.add("first"));
        call.onCancel(() -> ran.add("second"));
        assertThat(call.isCancelled()).isFalse();
        assertThat(ran).isEmpty();

        call.cancel();
        call.cancel();

        assertThat(call.isCancelled()).isTrue();
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void runsAnActionAtOnceWhenItHasBeenCancelled() {
        call.cancel();

        call.onCancel(() -> ran.add("at once"));

        assertThat(ran).containsExactly("at once");
    }

    @Test
    void hasAnIdAndNoDeadline() {
        assertThat(call.id()).isEqualTo("test");
        assertThat(call.remaining()).isEmpty();
    }
}
