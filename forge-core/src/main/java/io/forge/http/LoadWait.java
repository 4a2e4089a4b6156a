package io.forge.http;

import io.forge.runtime.Loadable;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/** One request that waits, without a thread and before its body is read, for a version to be loaded; on the IO thread. */
final class LoadWait {

    private final HttpServerExchange exchange;
    private final AtomicInteger waiting;
    private final Outcome outcome;
    private XnioExecutor.@Nullable Key limit;
    private boolean over;

    /** What becomes of it; exactly one of these, on the IO thread. */
    interface Outcome {

        /** It is loaded, or cannot be. */
        void ended(@Nullable Throwable failure);

        /** It has waited as long as it may. */
        void expired();
    }

    /**
     * A request that begins to wait.
     *
     * @param waiting counts those that do
     */
    LoadWait(HttpServerExchange exchange, AtomicInteger waiting, Outcome outcome) {
        this.exchange = exchange;
        this.waiting = waiting;
        this.outcome = outcome;
    }

    void begin(Loadable loadable, Duration patience) {
        waiting.incrementAndGet();
        // Tells Undertow not to end the exchange when the root handler returns.
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {});
        limit = exchange.getIoThread()
                .executeAfter(() -> end(Outcome::expired), Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
        loadable.loadForCall()
                .whenComplete(
                        (nothing, failure) -> exchange.getIoThread().execute(() -> end(told -> told.ended(failure))));
    }

    private void end(Consumer<Outcome> how) {
        if (over) {
            return;
        }
        over = true;
        var timer = limit;
        if (timer != null) {
            timer.remove();
        }
        try {
            how.accept(outcome);
        } finally {
            waiting.decrementAndGet();
        }
    }
}
