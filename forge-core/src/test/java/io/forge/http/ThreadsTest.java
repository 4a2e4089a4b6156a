package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forge.runtime.DispatchConfig;
import io.forge.testkit.ForgeThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** One worker, XNIO's, whose task threads are Forge's. */
class ThreadsTest {

    private static Threads started() {
        var threads = new Threads(HttpConfig.defaults(), DispatchConfig.defaults());
        threads.start();
        return threads;
    }

    private static Thread threadOf(Executor executor) {
        return CompletableFuture.supplyAsync(Thread::currentThread, executor).join();
    }

    @Test
    void tasksOfTheWorkerAndOfDispatchRunOnTheSamePool() {
        try (var threads = started()) {
            assertThat(threadOf(threads.tasks()).getName()).startsWith("forge task-");
            assertThat(threadOf(threads.worker()).getName()).startsWith("forge task-");
            assertThat(threadOf(threads.eventLoop()).getName()).startsWith("forge I/O-");
        }
    }

    @Test
    void exchangesTheThreadsThatRunTasks() throws InterruptedException {
        try (var threads = started()) {
            var old = threadOf(threads.worker());
            threads.retireWorkers();

            assertThat(threadOf(threads.worker())).isNotEqualTo(old);
            old.join();
        }
    }

    @Test
    void endsAllThreadsAndTakesNoTaskAnyMore() throws InterruptedException {
        var threads = started();
        threadOf(threads.worker());
        threads.close();

        assertThat(ForgeThreads.left()).isEmpty();
        assertThatThrownBy(() -> threads.tasks().execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }
}
