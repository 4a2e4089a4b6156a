package io.forge;

import io.forge.plugin.HandlerLoader;

/** Loads and serves the handlers that were asked for. */
@FunctionalInterface
interface HandlerSelection {

    void load(HandlerLoader loader);
}
