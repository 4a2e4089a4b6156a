package io.forge.http;

import io.forge.runtime.Loadable;
import java.util.List;

/** A route to a version that is offered and not in service: says why, or has it loaded and then finds the route that it gets. */
public final class AbsentRoute extends Route {

    private final Loadable loadable;
    private final boolean loads;

    /**
     * A route of a version, where a request has it loaded if that is what calls are to do.
     *
     * @param path raw, from the first slash on
     * @param methods in capitals; the first is the one that a client would use
     */
    public AbsentRoute(String path, List<String> methods, Loadable loadable) {
        this(path, methods, loadable, true);
    }

    private AbsentRoute(String path, List<String> methods, Loadable loadable, boolean loads) {
        super(path, methods);
        this.loadable = loadable;
        this.loads = loads;
    }

    /** The same, for requests that have nothing loaded. */
    public AbsentRoute withoutLoading() {
        return new AbsentRoute(path(), methods(), loadable, false);
    }

    Loadable loadable() {
        return loadable;
    }

    /** Whether a request is to have it loaded, as it stands now. */
    boolean loadsOnCall() {
        return loads && loadable.loadsOnCall();
    }
}
