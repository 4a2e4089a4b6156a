package io.forge.http;

import io.forge.runtime.Servable;
import java.util.List;

/**
 * A route that calls a handler.
 *
 * @param <I> the handler's input type
 * @param <O> the handler's output type
 */
public final class CallRoute<I, O> extends Route {

    private final Servable<I, O> servable;
    private final Wire<I, O> wire;
    private final boolean alias;

    /**
     * A route to one handler.
     *
     * @param path raw, from the first slash on
     * @param methods in capitals; the first is the one that a client would use
     * @param wire carries the calls
     */
    public CallRoute(String path, List<String> methods, Servable<I, O> servable, Wire<I, O> wire) {
        this(path, methods, servable, wire, false);
    }

    private CallRoute(String path, List<String> methods, Servable<I, O> servable, Wire<I, O> wire, boolean alias) {
        super(path, methods);
        this.servable = servable;
        this.wire = wire;
        this.alias = alias;
    }

    /** The same at another path, which is not listed beside this one. */
    public CallRoute<I, O> aliasAt(String path) {
        return new CallRoute<>(path, methods(), servable, wire, true);
    }

    boolean isAlias() {
        return alias;
    }

    Servable<I, O> servable() {
        return servable;
    }

    Wire<I, O> wire() {
        return wire;
    }
}
