package io.forge.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code help}: shows what {@code --help} shows; unlike picocli's own it guesses which command was meant. */
@Command(
        name = "help",
        description = "Shows help for a command.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        footer = {"", "Example:", "  forge-cli help start"})
final class HelpCommand implements Runnable {

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command; without it, forge-cli itself.")
    private @Nullable String name;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        var root = spec.parent().commandLine();
        named(root).usage(root.getOut(), root.getColorScheme());
    }

    private CommandLine named(CommandLine root) {
        if (name == null) {
            return root;
        }
        var command = root.getSubcommands().get(name);
        if (command == null) {
            throw new UnmatchedArgumentException(root, List.of(name));
        }
        return command;
    }
}
