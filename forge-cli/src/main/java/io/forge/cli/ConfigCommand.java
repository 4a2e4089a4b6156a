package io.forge.cli;

import io.forge.cli.config.ConfigurationReader;
import io.forge.cli.config.ServerOptions;
import io.forge.cli.config.Setting;
import io.forge.cli.config.Settings;
import io.forge.cli.config.SettingsYaml;
import io.forge.cli.config.ShippedSchema;
import io.forge.cli.output.CommandException;
import io.forge.cli.output.Json;
import io.forge.cli.output.OneLine;
import io.forge.config.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code config}: shows every key with the value that holds and where it was set. */
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
            "  forge-cli config --schema > forge.schema.json",
            "",
            "Exit codes: 0 shown, 1 something is wrong, 2 wrong command line."
        })
final class ConfigCommand implements Callable<Integer> {

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

        @Option(names = "--schema", description = "Print the JSON Schema of forge.yaml instead, for editors.")
        private boolean schema;
    }

    @Override
    public Integer call() {
        if (form.schema) {
            print(List.of(ShippedSchema.text().stripTrailing()));
            return ExitCode.OK;
        }
        var configuration = reader.read(options);
        var err = spec.commandLine().getErr();
        configuration.warnings().forEach(warning -> err.println("warning: " + OneLine.of(warning)));
        var problems = configuration.problems();
        if (key == null || problems.isEmpty()) {
            print(lines(Settings.of(configuration)));
        }
        if (!problems.isEmpty()) {
            throw new CommandException(problems);
        }
        return ExitCode.OK;
    }

    private List<String> lines(List<Setting> settings) {
        var chosen = key == null ? settings : find(settings, key);
        if (form.json) {
            return List.of(Json.pretty(chosen.stream().map(ConfigCommand::named).toList()));
        }
        boolean single = chosen.size() == 1 && chosen.get(0).key().equals(key);
        return single ? List.of(chosen.get(0).value()) : SettingsYaml.lines(chosen);
    }

    private void print(List<String> lines) {
        lines.forEach(spec.commandLine().getOut()::println);
    }

    /** The setting of that key, or all in the section of that name. */
    private static List<Setting> find(List<Setting> settings, String key) {
        var found = settings.stream()
                .filter(setting -> setting.key().equals(key) || setting.key().startsWith(key + "."))
                .toList();
        if (found.isEmpty()) {
            throw unknown(settings, key);
        }
        return found;
    }

    private static CommandException unknown(List<Setting> settings, String key) {
        String hint = Spelling.nearest(key, settings.stream().map(Setting::key).toList())
                .map("did you mean '%s'?"::formatted)
                .orElse("forge-cli config lists them all");
        return new CommandException("There is no key '%s': %s".formatted(key, hint));
    }

    private static Map<String, String> named(Setting setting) {
        var named = new LinkedHashMap<String, String>();
        named.put("key", setting.key());
        named.put("value", setting.value());
        named.put("origin", setting.origin());
        return named;
    }
}
