package io.forge.cli;

import io.forge.config.Spelling;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code explain}: says what leads to a problem and what to do about it. */
@Command(
        name = "explain",
        description = "Says what leads to a problem and what to do about it; without a name, which problems there are.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  forge-cli explain too-large",
            "  forge-cli explain urn:forge:problem:overloaded",
            "",
            "Exit codes: 0 explained, 2 wrong command line or nothing of that name."
        })
final class ExplainCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The type of a problem document, or its last part.")
    private @Nullable String name;

    @Option(names = "--json", description = "One JSON document, for scripts.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (name == null) {
            print(json ? List.of(Json.pretty(ProblemTypes.data())) : ProblemTypes.table());
            return ExitCode.OK;
        }
        var problem = ProblemTypes.find(name).orElseThrow(() -> unknown(name));
        var colours = spec.commandLine().getColorScheme();
        print(json ? List.of(Json.pretty(ProblemTypes.data(problem))) : ProblemTypes.describe(problem, colours));
        return ExitCode.OK;
    }

    private void print(List<String> lines) {
        lines.forEach(spec.commandLine().getOut()::println);
    }

    private ParameterException unknown(String wrong) {
        var codes = ProblemTypes.codes();
        String hint = Spelling.nearest(wrong, codes)
                .map(" Did you mean '%s'?"::formatted)
                .orElse("");
        return new ParameterException(
                spec.commandLine(),
                "There is no problem '%s'.%s Known are: %s".formatted(wrong, hint, String.join(", ", codes)));
    }
}
