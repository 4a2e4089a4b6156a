package io.forge.plugin;

import io.forge.api.Handler;

/** Handlers that an application would give. */
final class PluginHandlers {

    private PluginHandlers() {}

    static Handler<String, String> echo() {
        return Handler.unary(String.class, String.class, (text, call) -> text);
    }
}
