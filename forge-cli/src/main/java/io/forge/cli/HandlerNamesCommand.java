package io.forge.cli;

import io.forge.cli.config.Configuration;
import io.forge.cli.config.ConfigurationOptions;
import io.forge.cli.config.ConfigurationReader;
import io.forge.cli.config.HandlerKeys;
import io.forge.cli.output.CommandException;
import io.forge.deploy.DeclaredHandlers;
import java.util.Collection;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code handler-names}: lists for a completion what could be served, and makes none of it. */
@Command(
        name = "handler-names",
        hidden = true,
        description = "Lists the handlers that could be served, or their keys, for completion.")
final class HandlerNamesCommand implements Runnable {

    private final ConfigurationReader reader;

    @Option(names = "--keys", description = "The keys that they have declared, and KEY=VALUE where values are few.")
    private boolean keys;

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    HandlerNamesCommand(ConfigurationReader reader) {
        this.reader = reader;
    }

    @Override
    public void run() {
        try (var handlers = configuration().findHandlers()) {
            words(handlers).forEach(spec.commandLine().getOut()::println);
        }
    }

    private Collection<String> words(DeclaredHandlers handlers) {
        return keys ? HandlerKeys.words(handlers.all()) : handlers.names();
    }

    /** What is wrong is not said here: whoever asks is in the middle of a line. */
    private Configuration configuration() {
        try {
            return reader.read(options);
        } catch (CommandException e) {
            LoggerFactory.getLogger(HandlerNamesCommand.class).debug("The configuration cannot be read", e);
            return Configuration.nothing();
        }
    }
}
