package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.forge.testkit.Log;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The answers of a batch wake each thread once. */
class GatheredSendsTest {

    private final Deque<Runnable> first = new ArrayDeque<>();
    private final Deque<Runnable> second = new ArrayDeque<>();
    private final Executor firstThread = first::add;
    private final Executor secondThread = second::add;
    private final List<String> said = new ArrayList<>();
    private final GatheredSends sends = new GatheredSends();

    @Test
    void handsEachThreadOneTask() {
        sends.add(firstThread, () -> said.add("a"));
        sends.add(secondThread, () -> said.add("b"));
        sends.add(firstThread, () -> said.add("c"));
        assertThat(first).isEmpty();
        sends.flush();

        assertThat(first).hasSize(1);
        assertThat(second).hasSize(1);
        first.remove().run();
        assertThat(said).containsExactly("a", "c");
    }

    @Test
    void sendsTheOtherAnswersWhereOneCannotBeSent() {
        try (var log = Log.capture()) {
            sends.add(firstThread, () -> {
                throw new IllegalStateException("broken");
            });
            sends.add(firstThread, () -> said.add("b"));
            sends.flush();
            first.remove().run();

            assertThat(said).containsExactly("b");
            assertThat(log.messages(Level.ERROR)).containsExactly("An answer of a batch cannot be sent");
        }
    }

    @Test
    void sendsTheOtherAnswersWhereAThreadHasEnded() {
        sends.add(
                task -> {
                    throw new RejectedExecutionException("ended");
                },
                () -> said.add("a"));
        sends.add(secondThread, () -> said.add("b"));
        sends.flush();

        second.remove().run();
        assertThat(said).containsExactly("b");
    }
}
