package io.forge.deploy;

import io.forge.runtime.Servable;

/**
 * What one load has come to.
 *
 * @param servable what is called
 * @param scope what was opened for it
 * @param at when, on the server's clock
 */
record LoadedVersion(Servable<?, ?> servable, LoadScope scope, long at) {

    /** When it was last called, or loaded. */
    long lastUse() {
        return servable.statistics().lastExecution().orElse(at);
    }
}
