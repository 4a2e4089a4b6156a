package io.forge.cli;

import io.forge.cli.config.Configuration;
import io.forge.cli.config.ConfigurationReader;
import io.forge.cli.config.DeclaredSchema;
import io.forge.cli.config.ServerOptions;
import io.forge.cli.config.Setting;
import io.forge.cli.config.Settings;
import io.forge.cli.config.SettingsYaml;
import io.forge.cli.output.CommandException;
import io.forge.cli.output.Json;
import io.forge.cli.output.OneLine;
import io.forge.config.ConfigProblem;
import io.forge.config.DeclaredSection;
import io.forge.config.Spelling;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code config}: shows every key with the value that holds and where it was set, and makes no handler. */
@Command(
        name = "config",
        description = "Shows the effective configuration, and where each value was set; secrets are masked.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  forge-cli config                        everything, as forge.yaml would have it",
            "  forge-cli config http.port              one value, for scripts",
            "  forge-cli config handlers.sleep         what a handler can be configured with",
            "  forge-cli config --schema > forge.schema.json",
            "",
            "Exit codes: 0 shown, 1 something is wrong, 2 wrong command line."
        })
final class ConfigCommand implements Callable<Integer> {

    /** What may stand in a handler's own section, or be it; for any other key no plugin is looked at. */
    private static final Pattern MAY_BE_DECLARED = Pattern.compile("handlers(\\.[^.]*(\\.config(\\..*)?)?)?");

    private final ConfigurationReader reader;

    @Parameters(
            arity = "0..1",
            paramLabel = "KEY",
            description = "Print only this key, such as http.port, or this section, such as http.")
    private @Nullable String key;

    @ArgGroup
    private Form form = new Form();

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ConfigCommand(ConfigurationReader reader) {
        this.reader = reader;
    }

    /** What is printed; one of them at most. */
    static final class Form {

        @Option(names = "--json", description = "A list of key, value and origin, for scripts.")
        private boolean json;

        @Option(
                names = "--schema",
                description =
                        "Print the JSON Schema of forge.yaml instead, for editors, with the keys that handlers have declared.")
        private boolean schema;
    }

    @Override
    public Integer call() {
        if (form.schema) {
            printSchema();
            return ExitCode.OK;
        }
        var configuration = reader.read(options);
        if (key != null && !MAY_BE_DECLARED.matcher(key).matches()) {
            show(configuration, List.of(), List.of(), List.of());
            return ExitCode.OK;
        }
        try (var handlers = configuration.findHandlers()) {
            show(configuration, handlers.served(), handlers.errors(), handlers.warnings());
        }
        return ExitCode.OK;
    }

    /** An editor has use for it also where the file is broken. */
    private void printSchema() {
        try (var handlers = configuration().findHandlers()) {
            warn(texts(handlers.errors()));
            warn(texts(handlers.warnings()));
            print(List.of(DeclaredSchema.of(handlers.all())));
        }
    }

    private Configuration configuration() {
        try {
            return reader.read(options);
        } catch (CommandException e) {
            warn(e.problems());
            return Configuration.nothing();
        }
    }

    /**
     * Prints what holds.
     *
     * @param declared the sections that handlers have declared
     * @param errors which handlers cannot be had; the others are shown all the same
     * @param warnings the same of handlers that a start would do without
     */
    private void show(
            Configuration configuration,
            List<DeclaredSection> declared,
            List<ConfigProblem> errors,
            List<ConfigProblem> warnings) {
        warn(configuration.warnings());
        var problems = new LinkedHashSet<>(configuration.problems());
        declared.forEach(section -> problems.addAll(texts(section.problems())));
        if (key == null || problems.isEmpty()) {
            var settings = Settings.of(configuration, declared);
            var chosen = settings.stream().filter(this::isChosen).toList();
            if (chosen.isEmpty()) {
                problems.add(unknown(settings, String.valueOf(key)));
            } else {
                print(lines(chosen));
            }
        }
        problems.addAll(texts(errors));
        if (configuration.isStrict()) {
            problems.addAll(texts(warnings));
        } else {
            warn(texts(warnings));
        }
        if (!problems.isEmpty()) {
            throw new CommandException(List.copyOf(problems));
        }
    }

    /** The setting of that key, or all in the section of that name. */
    private boolean isChosen(Setting setting) {
        return key == null || setting.key().equals(key) || setting.key().startsWith(key + ".");
    }

    private List<String> lines(List<Setting> chosen) {
        if (form.json) {
            return List.of(Json.pretty(chosen.stream().map(ConfigCommand::named).toList()));
        }
        boolean single = chosen.size() == 1 && chosen.get(0).key().equals(key);
        return single ? List.of(chosen.get(0).value()) : SettingsYaml.lines(chosen);
    }

    private void print(List<String> lines) {
        lines.forEach(spec.commandLine().getOut()::println);
    }

    private void warn(List<String> warnings) {
        var err = spec.commandLine().getErr();
        warnings.forEach(warning -> err.println("warning: " + OneLine.of(warning)));
    }

    private static List<String> texts(List<ConfigProblem> problems) {
        return problems.stream().map(ConfigProblem::toString).toList();
    }

    private static String unknown(List<Setting> settings, String key) {
        String hint = Spelling.nearest(key, settings.stream().map(Setting::key).toList())
                .map("did you mean '%s'?"::formatted)
                .orElse("forge-cli config lists them all");
        return "There is no key '%s': %s".formatted(key, hint);
    }

    private static Map<String, String> named(Setting setting) {
        var named = new LinkedHashMap<String, String>();
        named.put("key", setting.key());
        named.put("value", setting.value());
        named.put("origin", setting.origin());
        return named;
    }
}
