package io.forge.metrics;

import io.forge.api.Dispatch;
import io.forge.api.ForgeException;
import io.forge.runtime.BatchReport;
import io.forge.runtime.CallObserver;
import io.forge.runtime.CallStatistics;
import io.forge.runtime.ObservedCall;
import io.forge.runtime.Servable;
import java.util.Optional;

/** Measures calls, and has them counted in the statistics of what they call. */
final class CallMeters implements CallObserver {

    private final CallStatistics statistics;
    private final VersionsMeters versions;
    private final UnhandledRequests unhandled;
    private final boolean everyPart;

    /**
     * Measures the calls of one server.
     *
     * @param everyPart whether the parts of calls on the event loop are measured too
     */
    CallMeters(CallStatistics statistics, VersionsMeters versions, UnhandledRequests unhandled, boolean everyPart) {
        this.statistics = statistics;
        this.versions = versions;
        this.unhandled = unhandled;
        this.everyPart = everyPart;
    }

    @Override
    public void refused(Servable<?, ?> servable, ForgeException reason) {
        versions.of(servable).refused(reason);
    }

    @Override
    public void reached(ObservedCall call, Part part, long from, long to) {
        statistics.reached(call, part, from, to);
        var servable = call.servable();
        if (measuresPartsOf(servable)) {
            versions.of(servable).part(part, to - from);
        }
    }

    private boolean measuresPartsOf(Servable<?, ?> servable) {
        return everyPart || servable.lane().dispatch() != Dispatch.EVENT_LOOP;
    }

    @Override
    public boolean timesSending(ObservedCall call) {
        return measuresPartsOf(call.servable());
    }

    @Override
    public void sent(ObservedCall call, long from, long to) {
        versions.of(call.servable()).written(to - from);
    }

    @Override
    public void ended(ObservedCall call, Optional<ForgeException> failure, long from, long to) {
        statistics.ended(call, failure, from, to);
        var version = versions.of(call.servable());
        if (failure.isEmpty()) {
            version.succeeded(call.protocol(), to - from);
        } else {
            version.failed(call.protocol(), failure.get(), to - from);
        }
    }

    @Override
    public void over(ObservedCall call) {
        if (call.servable().streams() && call.hasStreamed()) {
            versions.of(call.servable()).streamOver();
        }
    }

    @Override
    public void bodyReceived(ObservedCall call, long bytes) {
        versions.of(call.servable()).bodyReceived(bytes);
    }

    @Override
    public void bodySent(ObservedCall call, long bytes) {
        versions.of(call.servable()).bodySent(bytes);
    }

    @Override
    public void streamBegun(ObservedCall call) {
        versions.of(call.servable()).streamBegun();
    }

    @Override
    public void itemSent(ObservedCall call) {
        versions.of(call.servable()).itemSent();
    }

    @Override
    public void batchRan(Servable<?, ?> servable, BatchReport report) {
        versions.of(servable).batchRan(report);
    }

    @Override
    public void heldIoThread(ObservedCall call, long nanos) {
        versions.of(call.servable()).heldIoThread(nanos);
    }

    @Override
    public void unhandled(int status) {
        unhandled.answered(status);
    }
}
