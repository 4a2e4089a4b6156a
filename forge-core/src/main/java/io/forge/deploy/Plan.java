package io.forge.deploy;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One change of what is served, which has been prepared and is not in effect: either committed or discarded, once.
 *
 * <p>What was made for it stays open until then. Between the planning of one and its end, no other is planned.
 */
public final class Plan {

    private final Deployments deployments;
    private final PlannedNames names;
    private final List<Deployment> incoming;
    private final List<HandlerProblem> problems;
    private final Runnable onCommit;
    private final AtomicReference<State> state = new AtomicReference<>(State.PLANNED);

    private enum State {
        PLANNED,
        COMMITTED,
        DISCARDED
    }

    /**
     * A plan.
     *
     * @param names who comes and who goes
     * @param problems what will not be served
     * @param onCommit is told when it takes effect
     */
    Plan(Deployments deployments, PlannedNames names, List<HandlerProblem> problems, Runnable onCommit) {
        this.deployments = deployments;
        this.names = names;
        this.incoming = names.incoming();
        this.problems = List.copyOf(problems);
        this.onCommit = onCommit;
    }

    /** Why some handlers will not be served, in the order in which they were tried. */
    public List<HandlerProblem> problems() {
        return problems;
    }

    /** Whether something comes into service, be it a source that has nothing to serve yet. */
    public boolean bringsSome() {
        return !incoming.isEmpty();
    }

    /** Whether something that comes into service serves the folder of models. */
    public boolean takesModels() {
        return incoming.stream().anyMatch(Deployment::takesModels);
    }

    /** The names of those that come into service, for the log. */
    public String names() {
        return incoming.stream()
                .flatMap(Deployment::handlers)
                .distinct()
                .collect(
                        Collectors.collectingAndThen(Collectors.joining(", "), all -> all.isEmpty() ? "nothing" : all));
    }

    /**
     * Takes out of service what goes and puts into it what comes, in one step.
     *
     * @param alongside belongs to the same step for who {@linkplain Deployments#read reads}; is given what has gone,
     *     which must be ended
     */
    public void commit(Consumer<Retired> alongside) {
        leave(State.COMMITTED);
        deployments.changing(() -> {
            var outgoing = names.outgoing();
            var retired = new Retired(deployments, outgoing, deployments.change(outgoing, incoming));
            names.end();
            onCommit.run();
            alongside.accept(retired);
            return retired;
        });
    }

    /** Lets go of what was made, the last first; nothing of it has been served. */
    public void discard() {
        leave(State.DISCARDED);
        names.end();
        deployments.discard(incoming);
    }

    private void leave(State next) {
        if (!state.compareAndSet(State.PLANNED, next)) {
            throw new IllegalStateException("The plan is " + state.get());
        }
    }
}
