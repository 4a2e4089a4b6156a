package io.forge.deploy;

import io.forge.runtime.Servable;
import java.util.List;

/** What one change has taken out of service, and may still have calls in flight. */
public final class Retired {

    private final Deployments deployments;
    private final List<Deployment> outgoing;
    private final List<Servable<?, ?>> servables;

    Retired(Deployments deployments, List<Deployment> outgoing, List<Servable<?, ?>> servables) {
        this.deployments = deployments;
        this.outgoing = List.copyOf(outgoing);
        this.servables = List.copyOf(servables);
    }

    /** What was called. */
    public List<Servable<?, ?>> servables() {
        return servables;
    }

    /** Ends the calls, and closes what the handlers have opened; waits for both. */
    public void end() {
        deployments.end(outgoing, servables);
    }
}
