package io.forge.cli;

import io.forge.cli.config.ConfigurationReader;
import io.forge.cli.config.ServerOptions;
import io.forge.cli.output.Json;
import io.forge.cli.output.OneLine;
import io.forge.config.Spelling;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code explain}: says what a problem, or a key of the configuration, is about. */
@Command(
        name = "explain",
        description = "Explains a problem and its fix, or what a configuration key is for."
                + " Without a topic it lists the problems.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  forge-cli explain too-large",
            "  forge-cli explain urn:forge:problem:overloaded",
            "  forge-cli explain http.max-body",
            "  forge-cli explain handlers.sleep.config        the keys of a handler",
            "  forge-cli explain handlers.shout.config.ending --handlers ./Shout.java",
            "",
            "Exit codes: 0 explained, 2 wrong command line or unknown name."
        })
final class ExplainCommand implements Callable<Integer> {

    private final ConfigurationReader reader;

    @Parameters(
            arity = "0..1",
            paramLabel = "TOPIC",
            description =
                    "The type of a problem document, its last part, an HTTP status, a key, a section or a variable.")
    private @Nullable String topic;

    @Option(names = "--json", description = "One JSON document, for scripts.")
    private boolean json;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ExplainCommand(ConfigurationReader reader) {
        this.reader = reader;
    }

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(
                    topic == null ? ProblemTypes.data() : find(topic).data()));
        } else {
            lines().forEach(out::println);
        }
        return ExitCode.OK;
    }

    private List<String> lines() {
        if (topic == null) {
            return ProblemTypes.table();
        }
        var colours = spec.commandLine().getColorScheme();
        var ofStatus = ProblemTypes.ofStatus(topic);
        return ofStatus.isEmpty()
                ? find(topic).lines(colours)
                : ofStatus.stream()
                        .flatMap(found -> found.lines(colours).stream())
                        .toList();
    }

    private Topic find(String name) {
        return ProblemTopic.find(name).orElseGet(() -> findKey(name));
    }

    private Topic findKey(String name) {
        var keys = new KeyTopics(reader, options, this::warn);
        try {
            return keys.find(name).orElseThrow(() -> unknown(name, keys.names()));
        } catch (UnknownTopicException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private void warn(String warning) {
        spec.commandLine().getErr().println("warning: " + OneLine.of(warning));
    }

    private ParameterException unknown(String wrong, List<String> keys) {
        var problems = ProblemTypes.codes();
        var known = Stream.concat(problems.stream(), keys.stream()).toList();
        String hint = Spelling.nearest(wrong, known)
                .map(" Did you mean '%s'?"::formatted)
                .orElse("");
        return new ParameterException(
                spec.commandLine(),
                "There is no problem or key '%s'.%s Problems are: %s; forge-cli config lists the keys"
                        .formatted(wrong, hint, String.join(", ", problems)));
    }
}
