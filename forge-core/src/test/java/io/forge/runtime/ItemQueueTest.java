package io.forge.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forge.api.ForgeException;
import io.forge.runtime.ItemQueue.Ending;
import io.forge.testkit.Latches;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ItemQueueTest {

    private int wakeUps;
    private final ItemQueue queue = new ItemQueue(4, Duration.ofMinutes(1), () -> wakeUps++);

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    private void assertTaken(String items, Ending ending) {
        var taken = queue.take();
        assertThat(taken.items().map(all -> US_ASCII.decode(all).toString()).orElse(""))
                .isEqualTo(items);
        assertThat(taken.ending()).isEqualTo(ending);
    }

    @Test
    void wakesItsReaderOnceUntilThatHasFoundNothing() throws InterruptedException {
        queue.put(bytes("a"));
        queue.put(bytes("b"));
        assertThat(wakeUps).isEqualTo(1);
        assertTaken("ab", Ending.NOT_YET);
        queue.put(bytes("c"));
        assertThat(wakeUps).isEqualTo(1);
        assertTaken("c", Ending.NOT_YET);
        assertTaken("", Ending.NOT_YET);
        queue.put(bytes("d"));

        assertThat(wakeUps).isEqualTo(2);
    }

    @Test
    void keepsItsWriterWaitingWhileItIsFull() throws InterruptedException {
        queue.put(bytes("more than four bytes"));
        var writer = CompletableFuture.supplyAsync(this::putOne);
        Latches.awaitUntil(() -> !writer.isDone() && waiters() > 0);
        assertTaken("more than four bytes", Ending.NOT_YET);

        assertThat(writer.join()).isTrue();
        assertTaken("x", Ending.NOT_YET);
    }

    private long waiters() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().equals(ItemQueue.class.getName())
                                && frame.getMethodName().equals("put")))
                .count();
    }

    private boolean putOne() {
        try {
            queue.put(bytes("x"));
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void sendsAWriterAwayThatWaitsForAReaderThatGoes() throws InterruptedException {
        queue.put(bytes("more than four bytes"));
        var writer = CompletableFuture.supplyAsync(this::putOne);
        Latches.awaitUntil(() -> waiters() > 0);
        queue.abandon();

        assertThatThrownBy(writer::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ForgeException.class);
        assertTaken("", Ending.GONE);
    }

    @Test
    void endsBehindWhatWaits() throws InterruptedException {
        queue.put(bytes("a"));
        queue.end(Ending.COMPLETE, Optional.of(bytes("end")));
        queue.end(Ending.BROKEN_OFF, Optional.of(bytes("too late")));

        assertTaken("aend", Ending.COMPLETE);
        assertTaken("", Ending.COMPLETE);
        assertThatThrownBy(() -> queue.put(bytes("b"))).isInstanceOf(ForgeException.class);
        assertThat(queue.abandonUnended()).isFalse();
    }

    @Test
    void canBeClosedWhileNothingHasCome() throws InterruptedException {
        assertThat(queue.closeUnbegun()).isTrue();
        assertThatThrownBy(() -> queue.put(bytes("a"))).isInstanceOf(ForgeException.class);

        var begun = new ItemQueue(4, Duration.ofMinutes(1), () -> {});
        begun.put(bytes("a"));
        assertThat(begun.closeUnbegun()).isFalse();
        assertThat(begun.abandonUnended()).isTrue();
    }
}
