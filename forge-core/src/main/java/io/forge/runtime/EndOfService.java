package io.forge.runtime;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.config.Durations;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends handlers that let nobody in any more: one of them, all of a plugin, all of a server, always in the same order.
 *
 * <p>Calls in flight go on for the time of the drain. Then no code starts any more, what still runs is interrupted and its
 * callers are answered, and after a short grace the handlers' own threads end. Whoever asked closes what the handlers have
 * opened when {@link #end} has returned: only code that does not care about its interrupt still runs then.
 */
public final class EndOfService {

    private static final Logger LOG = LoggerFactory.getLogger(EndOfService.class);

    private final CallSupervisor supervisor;
    private final Duration drain;

    /**
     * An end for the handlers of one server.
     *
     * @param drain how long calls may go on
     */
    public EndOfService(CallSupervisor supervisor, Duration drain) {
        this.supervisor = supervisor;
        this.drain = drain;
    }

    /** Ends handlers that were taken out of service. */
    public void end(Collection<Servable<?, ?>> handlers) {
        String names =
                handlers.stream().map(Servable::name).distinct().sorted().collect(Collectors.joining(", ", "[", "]"));
        end(
                new Those(" of " + names, "", () -> handlers, () -> true, "The handler was taken out of service"),
                () -> {});
    }

    /**
     * Ends every handler of a server that takes no connections any more.
     *
     * @param handlers all that have calls in flight, or could have some
     * @param answered whether every answer has left, and no other request is to be waited for
     * @param drained told when the drain is over: no call must be let in from then on
     */
    public void endAll(
            Supplier<? extends Collection<Servable<?, ?>>> handlers, BooleanSupplier answered, Runnable drained) {
        end(new Those("", "; their threads are left", handlers, answered, "The server is shutting down"), drained);
    }

    /**
     * Handlers that end together.
     *
     * @param whose how a message goes on after "calls"
     * @param left how a message goes on after calls that do not end
     * @param reason what those are told whose calls are given up
     */
    private record Those(
            String whose,
            String left,
            Supplier<? extends Collection<Servable<?, ?>>> handlers,
            BooleanSupplier answered,
            String reason) {

        int underWay() {
            return handlers.get().stream()
                    .mapToInt(handler -> handler.lane().permitsInUse())
                    .sum();
        }

        boolean areIdle() {
            return underWay() == 0 && answered.getAsBoolean();
        }

        boolean have(Servable<?, ?> handler) {
            return handlers.get().contains(handler);
        }
    }

    private void end(Those those, Runnable drained) {
        boolean idle = Await.until(those::areIdle, drain);
        drained.run();
        those.handlers().get().forEach(Servable::refuseStarts);
        if (!idle) {
            interrupt(those);
        }
        those.handlers().get().forEach(handler -> handler.lane().end());
    }

    private void interrupt(Those those) {
        int left = those.underWay();
        if (left > 0) {
            LOG.warn(
                    "Calls{} still in flight after calls.drain ({}) are interrupted: {}",
                    those.whose(),
                    Durations.format(drain),
                    left);
        }
        supervisor.abandonAll(those::have, new ForgeException(ErrorCode.UNAVAILABLE, those.reason()));
        Await.until(those::areIdle, Await.LAST_WORDS);
        List<SupervisedCall> running = supervisor.calls(those::have);
        if (!running.isEmpty()) {
            LOG.warn("These calls{} did not end when interrupted{}: {}", those.whose(), those.left(), running);
        }
    }
}
