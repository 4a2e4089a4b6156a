package io.forge.http;

import io.forge.runtime.Servable;
import io.forge.runtime.ServableVersions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A way to speak to what is served: the routes below one prefix, what goes over them, and the form of its failures.
 *
 * <p>Knows nothing of other protocols, nor of how requests come and answers go. Safe for use by several threads.
 */
public interface Protocol {

    /**
     * What its paths begin with, without a slash at the end: {@code /v2} for {@code /v2} and all below it, nothing for
     * whatever no other protocol has. Errors of these paths have the protocol's form, also where there is no route.
     */
    String prefix();

    /**
     * The routes for what is served now; asked again whenever that changes.
     *
     * @return routes of different paths, all of which begin with the prefix
     */
    List<Route> routes(Collection<ServableVersions> served);

    /** Where a handler has no route and why, as in {@code not under /v2: it answers with a stream}; empty where it has one. */
    default Optional<String> whyNone(Servable<?, ?> servable) {
        return Optional.empty();
    }

    /** What there is, as in {@code there are /a and /b}, for whoever asks for a path that is not there; empty where none is told. */
    default Optional<String> contents() {
        return Optional.empty();
    }

    /** How this protocol says that something went wrong. */
    FailureForm failures();
}
