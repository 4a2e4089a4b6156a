package io.forge.deploy;

import io.forge.plugin.HandlerLoadException;
import io.forge.plugin.TakenName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says who will own which name once a plan is committed: who does now, without those who go, and with those who come.
 *
 * <p>Once it is committed or discarded, the owners are those in service. Its state is guarded by
 * {@link Deployments#changing}.
 */
final class PlannedNames {

    private final Deployments deployments;
    private final List<Deployment> outgoing;
    private final List<Deployment> incoming = new ArrayList<>();

    PlannedNames(Deployments deployments, List<Deployment> outgoing) {
        this.deployments = deployments;
        this.outgoing = new ArrayList<>(outgoing);
    }

    /** What will serve a handler of that name. */
    Optional<Deployment> ownerOf(String handler) {
        return deployments.changing(
                () -> planned().filter(one -> one.hasHandler(handler)).findFirst());
    }

    /** All that will be in service. */
    private Stream<Deployment> planned() {
        var staying = deployments.all().stream().filter(one -> !Deployments.isAmong(outgoing, one));
        return Stream.concat(staying, incoming.stream());
    }

    /** Whether something that is in service has that name, or has a handler of it, and goes. */
    boolean frees(String name) {
        return outgoing().stream().anyMatch(gone -> gone.name().equals(name) || gone.hasHandler(name));
    }

    /**
     * Adds what comes.
     *
     * @throws HandlerLoadException if somebody else has a name of it
     */
    void add(Deployment fresh) {
        var taken = deployments.changing(() -> {
            var found = firstTaken(fresh);
            if (found.isEmpty()) {
                incoming.add(fresh);
            }
            return found;
        });
        if (taken.isPresent()) {
            throw new HandlerLoadException(taken.get().message());
        }
    }

    private Optional<TakenName> firstTaken(Deployment fresh) {
        return fresh.handlers()
                .flatMap(name -> ownerOf(name).stream().map(owner -> new TakenName(name, fresh.place(), owner.place())))
                .findFirst();
    }

    List<Deployment> outgoing() {
        return deployments.changing(() -> List.copyOf(outgoing));
    }

    List<Deployment> incoming() {
        return deployments.changing(() -> List.copyOf(incoming));
    }

    /** The plan has come to its end; a source keeps this, and is not to keep what has gone. */
    void end() {
        deployments.changing(() -> {
            outgoing.clear();
            incoming.clear();
            return outgoing;
        });
    }
}
