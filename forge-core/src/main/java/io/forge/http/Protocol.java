package io.forge.http;

import io.forge.runtime.Servable;
import java.util.List;

/** A way to speak to handlers: gives each handler its routes. */
interface Protocol {

    /** The routes on which this handler is served. */
    <I, O> List<Route<I, O>> routes(Servable<I, O> servable);
}
