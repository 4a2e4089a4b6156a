package io.forge.deploy;

import io.forge.api.Handler;
import io.forge.config.ConfigException;
import io.forge.deploy.FailurePolicy.Reaction;
import io.forge.plugin.HandlerLoadException;
import io.forge.plugin.HandlerNames;
import io.forge.plugin.Offer;
import io.forge.plugin.Offer.FactoryOffer;
import io.forge.plugin.TakenName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A plan in the making: finds out what is to be made, and makes it. */
final class Draft {

    private final Deployer deployer;
    private final Selection selection;
    private final Target before;
    private final Target target;
    private final FailurePolicy policy;
    private final PlannedNames names;
    private final List<HandlerProblem> problems = new ArrayList<>();

    /**
     * Nothing has been made yet.
     *
     * @param before what there is now
     * @param target what there will be
     */
    Draft(Deployer deployer, Selection selection, Target before, Target target, FailurePolicy policy) {
        this.deployer = deployer;
        this.selection = selection;
        this.before = before;
        this.target = target;
        this.policy = policy;
        var deployments = deployer.deployments();
        var outgoing =
                deployments.all().stream().filter(one -> !target.keeps(one)).toList();
        this.names = new PlannedNames(deployments, outgoing);
    }

    /** What was made so far. */
    Plan plan(Runnable onCommit) {
        return new Plan(deployer.deployments(), names, problems, onCommit);
    }

    /**
     * Makes all that comes.
     *
     * @throws HandlerLoadException if the change is refused
     * @throws ConfigException if it is refused as a section does not fit
     */
    void makeAll() {
        tellTakenOffers();
        var wanted = wanted();
        refuseTakenNames(wanted);
        var prepared = wanted.stream().flatMap(one -> prepared(one).stream()).toList();
        if (policy.goesOnAfter(problems)) {
            target.given().forEach(this::takeGiven);
            prepared.forEach(this::make);
        } else {
            prepared.forEach(this::tellMissing);
        }
    }

    /** What the catalog leaves out of what is new, as somebody else offers something of its name. */
    private void tellTakenOffers() {
        for (var one : target.catalog().taken()) {
            var offer = one.offer();
            if (!before.catalog().hasOffer(offer)) {
                var cause = new HandlerLoadException(one.taken().message());
                problems.add(new HandlerProblem(offer.name(), Optional.of(offer), cause));
            }
        }
    }

    /**
     * What is to be tried. What has failed before is not tried again with each change, but only when its name becomes free.
     *
     * @param name under which it is to be served
     * @param offer what it is made with; empty where nobody offers it
     */
    private record Wanted(String name, Optional<Offer> offer) {}

    /** Last what is not there by its own name: a source may have published it by then. */
    private List<Wanted> wanted() {
        return selection.names(target.catalog()).stream()
                .map(name -> new Wanted(name, target.catalog().find(factoryOf(name))))
                .filter(this::isDue)
                .sorted(Comparator.comparing(one -> one.offer().isEmpty()))
                .toList();
    }

    private String factoryOf(String name) {
        return selection.settingsOf(name).use().orElse(name);
    }

    private boolean isDue(Wanted wanted) {
        if (wanted.offer().isEmpty()) {
            return before.equals(Target.NOTHING);
        }
        return names.frees(wanted.name())
                || !before.catalog().hasOffer(wanted.offer().get());
    }

    /** Before anything is made: a change that is refused in the end should not have cost more than it had to. */
    private void refuseTakenNames(List<Wanted> wanted) {
        var refused = new ArrayList<String>();
        problems.stream()
                .filter(problem -> problem.offer().filter(this::isRefused).isPresent())
                .forEach(problem -> refused.add(problem.message()));
        wanted.stream()
                .filter(one -> one.offer().filter(this::isRefused).isPresent())
                .forEach(one -> takenBy(one).ifPresent(taken -> refused.add(taken.message())));
        if (!refused.isEmpty()) {
            throw new HandlerLoadException(refused.stream().distinct().collect(Collectors.joining("; ")));
        }
    }

    private boolean isRefused(Offer offer) {
        return policy.of(offer) == Reaction.REFUSE;
    }

    /** A source has no use for a handler's name of its own. */
    private Optional<TakenName> takenBy(Wanted wanted) {
        return wanted.offer()
                .filter(FactoryOffer.class::isInstance)
                .flatMap(offer -> names.ownerOf(wanted.name())
                        .map(owner -> new TakenName(wanted.name(), offer.place(), owner.place())));
    }

    /** The handlers of the application come at the start, and stay. */
    private void takeGiven(String name, Handler<?, ?> handler) {
        if (!before.given().containsKey(name)) {
            var wanted = new Wanted(name, Optional.empty());
            attempt(wanted, () -> add(deployer.given(name, handler, selection.settingsOf(name))));
        }
    }

    /**
     * What is wanted, with its configuration.
     *
     * @param context empty where nobody offers it
     */
    private record Prepared(Wanted wanted, Optional<LoadingContext> context) {}

    /** Names and sections are right before code of anybody runs; empty where they are not. */
    private Optional<Prepared> prepared(Wanted wanted) {
        return attempt(wanted, () -> {
            HandlerNames.check(wanted.name());
            takenBy(wanted).ifPresent(taken -> {
                throw new HandlerLoadException(taken.message());
            });
            var settings = selection.settingsOf(wanted.name());
            return new Prepared(wanted, wanted.offer().map(offer -> deployer.prepare(wanted.name(), offer, settings)));
        });
    }

    private void make(Prepared prepared) {
        var wanted = prepared.wanted();
        if (prepared.context().isPresent() || names.ownerOf(wanted.name()).isEmpty()) {
            attempt(wanted, () -> add(made(prepared)));
        }
    }

    private Deployment made(Prepared prepared) {
        var wanted = prepared.wanted();
        takenBy(wanted)
                .ifPresent(
                        taken -> { // By what has been made meanwhile.
                            throw new HandlerLoadException(taken.message());
                        });
        var offer = target.catalog().get(factoryOf(wanted.name()));
        return deployer.make(
                offer, selection.settingsOf(wanted.name()), prepared.context().orElseThrow(), names);
    }

    /** A name that nobody offers may be one that a source would publish, if there were one. */
    private void tellMissing(Prepared prepared) {
        boolean mayBePublished = target.catalog().hasSources();
        if (prepared.context().isEmpty() && !mayBePublished) {
            attempt(prepared.wanted(), () -> made(prepared));
        }
    }

    /** Does something for a handler; empty where that fails, which is remembered. */
    private <T> Optional<T> attempt(Wanted wanted, Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (HandlerLoadException | ConfigException e) {
            if (wanted.offer().filter(this::isRefused).isPresent()) {
                throw e;
            }
            problems.add(new HandlerProblem(wanted.name(), wanted.offer(), e));
            return Optional.empty();
        }
    }

    private Deployment add(Deployment fresh) {
        try {
            names.add(fresh);
            return fresh;
        } catch (HandlerLoadException e) {
            deployer.deployments().discard(List.of(fresh));
            throw e;
        }
    }
}
