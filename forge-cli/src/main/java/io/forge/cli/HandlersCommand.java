package io.forge.cli;

import io.forge.ForgeBuilder;
import io.forge.ServedHandler;
import io.forge.cli.config.ConfigurationReader;
import io.forge.cli.config.ServerOptions;
import io.forge.cli.log.Logging;
import io.forge.cli.output.Columns;
import io.forge.cli.output.Json;
import io.forge.runtime.DispatchMode;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code handlers}: shows what {@code start} with the same options would serve, and from which plugins. */
@Command(
        name = "handlers",
        description = {
            "Shows what would be served: each handler with its types, where it runs and where it comes from.",
            "Plugins are shown too, each with what is wrong with it, if anything is."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  forge-cli handlers",
            "  forge-cli handlers --plugins ./plugins --json",
            "",
            "Exit codes: 0 shown, 1 something is wrong, 2 wrong command line."
        })
final class HandlersCommand implements Callable<Integer> {

    private static final List<String> COLUMNS =
            List.of("name", "version", "method", "path", "dispatch", "input", "output", "config", "from");

    private final Logging logging;
    private final ConfigurationReader reader;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(names = "--json", description = "One JSON document, for scripts.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    HandlersCommand(Logging logging, ConfigurationReader reader) {
        this.logging = logging;
        this.reader = reader;
    }

    @Override
    public Integer call() throws InterruptedException {
        logging.await();
        var out = spec.commandLine().getOut();
        try (var forge = reader.read(options).open(ForgeBuilder::load)) {
            var rows = forge.handlers().stream()
                    .flatMap(handler -> HandlerTable.routes(handler).map(route -> row(handler, route)))
                    .toList();
            var batches = new BatchedHandlers(forge.handlers());
            var plugins = forge.plugins().all().stream().map(PluginRow::new).toList();
            if (json) {
                var document = new LinkedHashMap<String, Object>();
                document.put(
                        "handlers",
                        rows.stream()
                                .map(HandlersCommand::named)
                                .map(batches::described)
                                .toList());
                document.put("plugins", plugins.stream().map(PluginRow::named).toList());
                out.println(Json.pretty(document));
            } else {
                Columns.lines(
                                COLUMNS,
                                rows.stream().map(HandlersCommand::shortened).toList())
                        .forEach(out::println);
                batches.lines().forEach(out::println);
                missing(forge.handlers()).forEach(out::println);
                PluginRow.table(plugins).forEach(out::println);
            }
        }
        return ExitCode.OK;
    }

    /** Why handlers are not where one would look for them. */
    private static List<String> missing(List<ServedHandler> handlers) {
        var lines = handlers.stream()
                .flatMap(handler -> handler.missing().stream().map(why -> "%s is %s".formatted(handler.name(), why)))
                .distinct()
                .toList();
        return lines.isEmpty()
                ? lines
                : Stream.concat(Stream.of(""), lines.stream()).toList();
    }

    private static List<String> row(ServedHandler handler, HandlerTable.Route route) {
        return List.of(
                handler.name(),
                handler.version(),
                route.method(),
                route.path(),
                DispatchMode.nameOf(handler.dispatch()),
                nameOf(handler.input()),
                nameOf(handler.output()),
                String.join(", ", handler.keys()),
                handler.place());
    }

    /** Without packages, which say nothing to whoever calls the handler. */
    private static String nameOf(Type type) {
        return type.getTypeName().replaceAll("[\\w.]+[.$]", "");
    }

    /** The place without packages and folders: a table is read by people. */
    private static List<String> shortened(List<String> row) {
        var shorter = new ArrayList<>(row);
        shorter.set(
                row.size() - 1, row.get(row.size() - 1).replaceAll("[^ ]*[./](?=\\w+ in )|(?<= in )\\S.*/(?=.)", ""));
        return shorter;
    }

    private static Map<String, Object> named(List<String> row) {
        var named = new LinkedHashMap<String, Object>();
        for (int i = 0; i < row.size(); i++) {
            named.put(COLUMNS.get(i), row.get(i));
        }
        return named;
    }
}
