package io.forge.plugin;

/** A plugin cannot be copied to where it would run from, which may be so for a while and says nothing about the plugin. */
public final class CopyException extends PluginLoadException {

    private static final long serialVersionUID = 1L;

    CopyException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether that is why something failed. */
    public static boolean isCauseOf(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof CopyException) {
                return true;
            }
        }
        return false;
    }
}
