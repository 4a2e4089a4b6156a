package io.forge.plugin;

/** A plugin that cannot be loaded; the message says what is wrong with it, and what to do, but not which plugin it is. */
public class PluginLoadException extends Exception {

    private static final long serialVersionUID = 1;

    public PluginLoadException(String message) {
        super(message);
    }

    PluginLoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
