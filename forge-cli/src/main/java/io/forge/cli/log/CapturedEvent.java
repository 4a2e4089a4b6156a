package io.forge.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event of the log, with what only the thread that logged it could tell.
 *
 * @param event holds its message, thread and MDC as they were
 * @param plugin the name of the plugin whose code logged it
 */
record CapturedEvent(ILoggingEvent event, Optional<String> plugin) {

    private static final String PLUGIN_LOADER = "plugin:";

    /** Captures an event on the thread that logs it. */
    static CapturedEvent of(ILoggingEvent event) {
        event.prepareForDeferredProcessing();
        return new CapturedEvent(event, pluginOf(Thread.currentThread().getContextClassLoader()));
    }

    /** An event that Forge's own code logs. */
    static CapturedEvent ownOf(ILoggingEvent event) {
        return new CapturedEvent(event, Optional.empty());
    }

    /** The plugin of a thread's class loader, or of the one above it: a plugin may have made loaders of its own. */
    private static Optional<String> pluginOf(@Nullable ClassLoader loader) {
        for (var next = loader; next != null; next = next.getParent()) {
            String name = next.getName();
            if (name != null && name.startsWith(PLUGIN_LOADER)) {
                return Optional.of(name.substring(PLUGIN_LOADER.length()));
            }
        }
        return Optional.empty();
    }
}
