package io.forge.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/** Takes the handlers, filters and formatters of a plugin out of java.util.logging, which a runtime may lack. */
final class JdkLogging {

    private JdkLogging() {}

    /** Takes out what is a plugin's; returns what that was. */
    static List<String> takeOut(PluginClassLoader plugin) {
        var removed = new ArrayList<String>();
        var loggers = LogManager.getLogManager();
        for (var names = loggers.getLoggerNames(); names.hasMoreElements(); ) {
            var logger = loggers.getLogger(names.nextElement());
            if (logger == null) { // Collected since.
                continue;
            }
            var handlers = Stream.of(logger.getHandlers()).filter(plugin::owns).toList();
            handlers.forEach(logger::removeHandler);
            removed.addAll(RegistryEntries.names("logging handler", handlers.stream()));
            Stream.of(logger.getHandlers())
                    .flatMap(handler -> cleaned(handler, plugin))
                    .forEach(removed::add);
            if (plugin.owns(logger.getFilter())) {
                removed.addAll(RegistryEntries.names("logging filter", Stream.of(logger.getFilter())));
                logger.setFilter(null);
            }
        }
        return removed;
    }

    /** Gives a handler that is not the plugin's what the JDK would have given it; returns what was the plugin's. */
    private static Stream<String> cleaned(Handler handler, PluginClassLoader plugin) {
        var formatter = Optional.ofNullable(handler.getFormatter()).filter(plugin::owns);
        var filter = Optional.ofNullable(handler.getFilter()).filter(plugin::owns);
        formatter.ifPresent(own -> handler.setFormatter(new SimpleFormatter()));
        filter.ifPresent(own -> handler.setFilter(null));
        return Stream.concat(
                RegistryEntries.names("logging formatter", formatter.stream()).stream(),
                RegistryEntries.names("logging filter", filter.stream()).stream());
    }
}
