package io.forge.cli;

import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.ServedHandler;
import io.forge.api.Content;
import io.forge.api.ForgeException;
import io.forge.cli.config.Configuration;
import io.forge.cli.config.ConfigurationOptions;
import io.forge.cli.config.ConfigurationReader;
import io.forge.cli.log.Logging;
import io.forge.cli.output.CommandException;
import io.forge.cli.output.Streams;
import io.forge.config.Node;
import io.forge.config.Node.Scalar;
import io.forge.config.Node.Section;
import io.forge.config.Node.Sequence;
import io.forge.config.Nodes;
import io.forge.config.Origin;
import io.forge.config.Overlay;
import io.forge.http.ProblemType;
import io.forge.plugin.PluginPath;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code call}: calls one handler in this process, without a server and without a port. */
@Command(
        name = "call",
        description = "Calls a handler in this process, without a server, and prints its answer.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        footer = {
            "",
            "The same rules apply as over HTTP: limits, dispatch, timeout.",
            "",
            "Examples:",
            "  forge-cli call hello",
            "  forge-cli call reverse '{\"greeting\": \"Hello\"}'",
            "  forge-cli call reverse @request.json",
            "  forge-cli call shout --handlers ./Shout.java '{\"text\": \"hello\"}'",
            "  forge-cli call iris --models ./models @tensors.json",
            "  curl -s https://example.org/data.json | forge-cli call reverse",
            "",
            "Exit codes: 0 answered, 1 the call failed, 2 wrong command line."
        })
final class CallCommand implements Callable<Integer> {

    private final Logging logging;
    private final ConfigurationReader reader;
    private final Streams streams;

    @Parameters(index = "0", paramLabel = "NAME", description = "The handler.")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "INPUT",
            description = "What it is sent: JSON, or text for a handler of text; @FILE sends a file. Without it, the"
                    + " standard input is sent.")
    private @Nullable String input;

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    CallCommand(Logging logging, ConfigurationReader reader, Streams streams) {
        this.logging = logging;
        this.reader = reader;
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        var callInput = new CallInput(input, streams);
        callInput.check();
        checkName();
        logging.await();
        var configured = reader.read(options);
        var configuration = configured.under(section(configured));
        logging.apply(configuration.values().log());
        try (var forge = configuration.open(ForgeBuilder::load)) {
            exchange(forge, Content.untyped(callInput.readFor(handler(forge))));
        }
        return ExitCode.OK;
    }

    private void checkName() {
        if (PluginPath.isOne(name)) {
            throw new CommandException("'%s' is not the name of a handler: name one, and its plugin with --handlers %s"
                    .formatted(name, name));
        }
    }

    /**
     * One handler is asked for, which may be of a plugin whose path is to be served; and there is nothing to wait for when
     * its call has ended or is cancelled.
     */
    private Section section(Configuration configured) {
        var served = new ArrayList<Node>(List.of(Nodes.of(name, Origin.NONE)));
        if (configured.section().find("serve").orElse(null) instanceof Sequence list) {
            list.items().stream().filter(CallCommand::isPath).forEach(served::add);
        }
        if (configured.values().models().directory().isPresent()) { // It may be a model.
            served.add(Nodes.of(ConfigurationOptions.MODELS, Origin.NONE));
        }
        var drain = Nodes.at("calls.drain", "0ms", Origin.NONE);
        return Overlay.of(Nodes.at("serve", served, Origin.NONE), drain);
    }

    private static boolean isPath(Node entry) {
        return entry instanceof Scalar scalar && PluginPath.isOne(scalar.text());
    }

    /** What lies in the plugins folder is there as well. */
    private ServedHandler handler(Forge forge) {
        return forge.handlers().stream()
                .filter(served -> served.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandException("'%s' is a source of handlers: call one of them, which are %s"
                        .formatted(
                                name,
                                forge.handlers().stream()
                                        .map(ServedHandler::name)
                                        .distinct()
                                        .collect(Collectors.joining(", ")))));
    }

    private void exchange(Forge forge, Content content) throws InterruptedException {
        var output = new CallOutput(streams);
        var answer = forge.exchange(name, content, output).toCompletableFuture();
        CancelOnSignal.install(forge, answer, logging);
        try {
            output.print(answer.get());
        } catch (CancellationException e) {
            throw new CommandException("Cancelled");
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        if (!(cause instanceof ForgeException failure)) {
            return new IllegalStateException(cause);
        }
        var problem = ProblemType.of(failure.code());
        return new CommandException(
                "%s: %s (forge-cli explain %s)".formatted(problem.title(), failure.getMessage(), problem.code()));
    }
}
