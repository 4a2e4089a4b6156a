package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** A task that follows from another runs on the same thread once the other is over; all else goes to the executor. */
class HandOverTest {

    private final Deque<Runnable> executed = new ArrayDeque<>();
    private final List<String> said = new ArrayList<>();
    private final HandOver handOver = new HandOver(executed::add);

    private void runNext() {
        executed.remove().run();
    }

    @Test
    void runsTheFirstThatFollowsAfterTheTaskAndTheOthersElsewhere() {
        handOver.leading().execute(() -> {
            handOver.execute(() -> said.add("first"));
            handOver.execute(() -> said.add("second"));
            said.add("task");
        });
        runNext();

        assertThat(said).containsExactly("task", "first");
        assertThat(executed).hasSize(1);
        runNext();
        assertThat(said).containsExactly("task", "first", "second");
    }

    @Test
    void givesTheExecutorWhatFollowsFromATaskThatFollows() {
        handOver.leading().execute(() -> handOver.execute(() -> handOver.execute(() -> said.add("third"))));
        runNext();

        assertThat(said).isEmpty();
        assertThat(executed).hasSize(1);
    }

    @Test
    void putsWhatFollowsBehindTheTasksThatAreOnTheirWay() {
        handOver.leading().execute(() -> handOver.execute(() -> said.add("follows")));
        handOver.leading().execute(() -> said.add("on its way"));
        runNext();
        assertThat(said).isEmpty();
        runNext();
        runNext();

        assertThat(said).containsExactly("on its way", "follows");
    }

    @Test
    void forgetsATaskThatWasRejected() {
        var rejecting = new HandOver(task -> {
            if (executed.isEmpty()) {
                executed.add(task);
            } else {
                throw new RejectedExecutionException("full");
            }
        });
        executed.add(() -> {});
        assertThatThrownBy(() -> rejecting.leading().execute(() -> {})).hasMessage("full");
        executed.clear();
        rejecting.leading().execute(() -> rejecting.execute(() -> said.add("here")));
        runNext();

        assertThat(said).containsExactly("here");
    }

    @Test
    void givesTheExecutorWhatFollowsFromNoTask() {
        handOver.execute(() -> said.add("alone"));

        assertThat(said).isEmpty();
        runNext();
        assertThat(said).containsExactly("alone");
    }

    @Test
    void runsWhatFollowsFromATaskThatThrows() {
        handOver.leading().execute(() -> {
            handOver.execute(() -> said.add("first"));
            throw new IllegalStateException("task");
        });

        assertThatThrownBy(this::runNext).hasMessage("task");
        assertThat(said).containsExactly("first");
    }
}
