package io.forge.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code completion}: prints a script with which a shell completes the command line. */
@Command(
        name = "completion",
        description = "Prints a completion script for a shell: commands, options, handlers, keys and problems.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        footer = {
            "",
            "Handlers and their keys are looked up when they are needed; everything else is in the script.",
            "",
            "Examples:",
            "  source <(forge-cli completion bash)     in this shell",
            "  forge-cli completion bash \\",
            "      > ~/.local/share/bash-completion/completions/forge-cli",
            "  echo 'source <(forge-cli completion zsh)' >> ~/.zshrc",
            "",
            "Exit codes: 0 printed, 2 wrong command line."
        })
final class CompletionCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private String shell = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(CompletionScript.of(spec.parent(), shell()));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private Shell shell() {
        try {
            return Shell.of(shell);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
