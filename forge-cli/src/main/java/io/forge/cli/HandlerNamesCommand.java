package io.forge.cli;

import io.forge.cli.config.Configuration;
import io.forge.cli.config.ConfigurationOptions;
import io.forge.cli.config.ConfigurationReader;
import io.forge.cli.output.CommandException;
import io.forge.plugin.FactoryCatalog;
import io.forge.plugin.HandlerLoadException;
import io.forge.plugin.PluginLimits;
import io.forge.plugin.PluginPath;
import io.forge.plugin.PluginStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code handler-names}: lists for a completion what could be served, and makes none of it. */
@Command(
        name = "handler-names",
        hidden = true,
        description = "Lists the handlers that could be served, for completion.")
final class HandlerNamesCommand implements Runnable {

    private final ConfigurationReader reader;

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    HandlerNamesCommand(ConfigurationReader reader) {
        this.reader = reader;
    }

    @Override
    public void run() {
        names().forEach(spec.commandLine().getOut()::println);
    }

    /** What is wrong is not said here: whoever asks is in the middle of a line. */
    private Set<String> names() {
        var names = new TreeSet<String>();
        try {
            var classPath = FactoryCatalog.find(HandlerNamesCommand.class.getClassLoader());
            names.addAll(classPath.names());
            var configuration = reader.read(options);
            names.addAll(configuration.values().handlers().keySet());
            names.addAll(inPlugins(configuration));
        } catch (CommandException | HandlerLoadException | IOException e) {
            LoggerFactory.getLogger(HandlerNamesCommand.class).debug("Not every handler can be named", e);
        }
        return names;
    }

    private static Collection<String> inPlugins(Configuration configuration) throws IOException {
        var config = configuration.values().plugins();
        var names = new ArrayList<String>();
        var temporary = System.getProperty("java.io.tmpdir");
        try (var plugins = new PluginStore(temporary, new PluginLimits(config.loadTimeout(), 0))) {
            for (String entry : configuration.values().serve()) {
                if (PluginPath.isOne(entry)) {
                    names.addAll(plugins.namesAt(PluginPath.resolve(configuration.directory(), entry)));
                }
            }
            config.directory()
                    .map(folder -> plugins.namesIn(configuration.directory().resolve(folder), config.sources()))
                    .ifPresent(names::addAll);
        }
        return names;
    }
}
