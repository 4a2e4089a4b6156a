package io.forge.deploy;

import io.forge.config.ConfigException;
import io.forge.plugin.HandlerLoadException;

/**
 * Plans changes of what is served; the start is the first of them, from nothing.
 *
 * <p>One plan at a time: the next is made when the last has been committed or discarded.
 */
public final class Planner {

    private final Deployer deployer;
    private final Selection selection;
    private volatile Target current = Target.NOTHING;

    /**
     * Nothing has been planned yet.
     *
     * @param selection what is to be served
     */
    public Planner(Deployer deployer, Selection selection) {
        this.deployer = deployer;
        this.selection = selection;
    }

    /**
     * Makes what will be served; nothing is changed yet, and what was made is let go of if this fails.
     *
     * @param target what there will be
     * @param policy what becomes of the change where a handler cannot be served
     * @throws HandlerLoadException if a handler cannot be served without which the change is refused
     * @throws ConfigException if the section of such a handler does not fit
     */
    public Plan plan(Target target, FailurePolicy policy) {
        var draft = new Draft(deployer, selection, current, target, policy);
        try {
            draft.makeAll();
        } catch (RuntimeException | Error e) {
            draft.plan(() -> {}).discard();
            throw e;
        }
        return draft.plan(() -> current = target);
    }
}
