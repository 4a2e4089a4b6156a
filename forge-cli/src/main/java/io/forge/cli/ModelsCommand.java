package io.forge.cli;

import io.forge.cli.output.Columns;
import io.forge.cli.output.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code models}: shows the models of a running server, and why some are not ready. */
@Command(
        name = "models",
        description =
                "Shows the models of a running server: state, versions, labels, size, and the reason where one is not ready.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  forge-cli models",
            "  forge-cli models --server http://127.0.0.1:9000 --json",
            "",
            "Exit codes: 0 shown, 1 no server, 2 wrong command line."
        })
final class ModelsCommand implements Callable<Integer> {

    private static final long KIBIBYTE = 1 << 10;
    private static final long MEBIBYTE = 1 << 20;
    private static final List<String> COLUMNS = List.of("name", "version", "state", "labels", "size", "reason");

    @Mixin
    private ServerAddress server = new ServerAddress();

    @Option(names = "--json", description = "One JSON document, for scripts.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        var out = spec.commandLine().getOut();
        var models = server.client().index();
        if (json) {
            out.println(Json.pretty(models));
        } else if (models.isEmpty()) {
            out.println("The server has no models");
        } else {
            Columns.lines(COLUMNS, models.stream().map(ModelsCommand::row).toList())
                    .forEach(out::println);
        }
        return ExitCode.OK;
    }

    private static List<String> row(Map<String, Object> model) {
        return List.of(
                text(model, "name"),
                text(model, "version"),
                text(model, "state"),
                model.get("labels") instanceof List<?> labels
                        ? labels.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        : "",
                model.get("memory") instanceof Number bytes ? size(bytes.longValue()) : "",
                text(model, "reason"));
    }

    private static String text(Map<String, Object> model, String key) {
        return String.valueOf(model.getOrDefault(key, ""));
    }

    private static String size(long bytes) {
        return bytes > MEBIBYTE ? roundedUp(bytes, MEBIBYTE) + " MiB" : roundedUp(bytes, KIBIBYTE) + " KiB";
    }

    private static long roundedUp(long bytes, long unit) {
        return (bytes + unit - 1) / unit;
    }
}
