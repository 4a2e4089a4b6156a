package io.forge.cli;

import io.forge.Forge;
import io.forge.api.Handler;
import io.forge.cli.config.ConfigurationReader;
import io.forge.cli.log.Logging;
import io.forge.cli.output.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/**
 * The command {@code warm}: rehearses a start and its first requests, and ends.
 *
 * <p>The launcher runs it under JVM flags that record what is loaded meanwhile; without them nothing is kept.
 */
@Command(
        name = "warm",
        description = "Creates the start-up cache now, which about halves the time of later starts; otherwise the first"
                + " start creates it in the background.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        footer = {
            "",
            "It is kept in FORGE_CACHE or, if not set, in ~/.cache/forge. FORGE_CACHE=off disables it.",
            "",
            "Exit codes: 0 created or up to date, 1 cannot be created, 2 wrong command line."
        })
final class WarmCommand implements Callable<Integer> {

    /** Some things are loaded only the second time. */
    private static final int ROUNDS = 3;

    private static final String CONFIGURATION = """
            http:
              host: 127.0.0.1
            handlers:
              sleep:
                config:
                  duration: 1ms
            """;

    private static final String MODEL = "/v2/models/" + RehearsalSource.NAME;

    /** A request with one tensor, whose contents are to be filled in, and which is asked for in binary form. */
    private static final String TENSOR = """
            {"inputs":[{"name":"x","shape":[1,1],"datatype":"INT64",%s}],\
            "outputs":[{"name":"x","parameters":{"binary_data":true}}]}""";

    private final Logging logging;

    WarmCommand(Logging logging) {
        this.logging = logging;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        rehearseStart();
        rehearseKinds();
        return ExitCode.OK;
    }

    /** What {@code forge-cli start} does, options, file, plugin and output included; but nothing of the user's own. */
    private void rehearseStart() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("forge-rehearsal");
        try {
            rehearseStart(folder);
        } finally {
            delete(folder);
        }
    }

    private void rehearseStart(Path folder) throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("forge.yaml"), CONFIGURATION);
        var plugins = folder.resolve("plugins");
        RehearsalPlugin.writeTo(plugins);
        var models = Files.createDirectory(folder.resolve("models"));
        var reader = new ConfigurationReader(Map.of(), Optional.empty());
        var arguments = List.of(
                "start",
                "--config",
                file.toString(),
                "--handlers",
                "reverse,hello,sleep," + RehearsalSource.NAME,
                "--plugins",
                plugins.toString(),
                "--set",
                "models.directory=" + models,
                "--port",
                "0");
        var start = (StartCommand) ForgeCommand.commandLine(arguments, logging, reader, Streams.toNowhere())
                .parseArgs(arguments.toArray(String[]::new))
                .subcommand()
                .commandSpec()
                .userObject();
        try (Forge forge = start.serve(owner -> {})) {
            var client = new RehearsalClient(forge.uri());
            for (int round = 0; round < ROUNDS; round++) {
                client.post("/reverse", "{\"text\":\"abc\",\"list\":[1,2.5,true,null,{\"a\":\"b\"}]}");
                client.post("/reverse", "{\"wrong\":1}");
                client.post("/reverse", "{broken");
                client.get("/reverse");
                client.get("/nowhere");
                client.get("/hello");
                client.post("/sleep", "{\"text\":\"abc\"}");
                client.post(MODEL + "/infer", TENSOR.formatted("\"data\":[1]"));
                client.postTensor(MODEL + "/infer", TENSOR.formatted("\"parameters\":{\"binary_data_size\":8}"));
                client.get(MODEL);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }

    /** The kinds of handlers that are not among those that come with Forge. */
    private static void rehearseKinds() throws IOException {
        var builder = Forge.builder()
                .port(0)
                .handler("record", Handler.unary(Message.class, Message.class, (message, call) -> message))
                .handler("stream", Handler.streaming(Message.class, Message.class, (message, sink, call) -> {
                    sink.send(message);
                    sink.send(message);
                }));
        try (Forge forge = builder.start()) {
            var client = new RehearsalClient(forge.uri());
            for (int round = 0; round < ROUNDS; round++) {
                client.post("/record", "{\"text\":\"abc\"}");
                client.post("/stream", "{\"text\":\"abc\"}");
                client.postForEvents("/stream", "{\"text\":\"abc\"}");
            }
        }
    }

    record Message(String text) {}
}
