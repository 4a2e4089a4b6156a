package io.forge.deploy;

import io.forge.plugin.FactoryCatalog;
import java.util.Collection;

/** Says which handlers are to be served of all that can be found. */
public interface Selection {

    /** The names of the handlers to be served; there need not be a factory for each. */
    Collection<String> names(FactoryCatalog catalog);

    /** How a handler is to be served. */
    HandlerSettings settingsOf(String name);
}
