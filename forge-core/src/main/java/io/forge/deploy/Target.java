package io.forge.deploy;

import io.forge.api.Handler;
import io.forge.plugin.FactoryCatalog;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that should exist once a change has been made.
 *
 * @param catalog what handlers can be created with
 * @param given handlers that the application has made, by name
 */
public record Target(FactoryCatalog catalog, Map<String, Handler<?, ?>> given) {

    /** What there is before the start. */
    static final Target NOTHING = new Target(FactoryCatalog.EMPTY, Map.of());

    /** Copies the map, and keeps its order. */
    public Target {
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    /** Whether what is in service stays: not because of its name, but because its very offer is still there. */
    boolean keeps(Deployment served) {
        return served.offer().map(catalog::hasOffer).orElseGet(() -> given.containsKey(served.name()));
    }
}
