package io.forge.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Writes the script with which a shell completes the command line: what this command line has, and a fixed part that finds in
 * it what may come next.
 *
 * <p>What a value may be is known by its label in the help: {@code FILE} is a file, {@code NAME} a handler, {@code MODE} one
 * of a few words.
 */
final class CompletionScript {

    private static final String FIXED_PART = "completion.bash";

    private CompletionScript() {}

    /**
     * The script.
     *
     * @param root the command that has all others
     */
    static String of(CommandSpec root, Shell shell) {
        return """
                # Completion of forge-cli, made by: forge-cli completion %s
                %s
                # Options of a command, those of them that take a value, and its arguments, with their labels.
                _forge_cli_model() {
                  options='' valued='' arguments=''
                  case $1 in
                %s  esac
                }

                # What a label stands for, or a key of the configuration.
                _forge_cli_values() {
                  values=''
                  case $1 in
                %s  esac
                }

                %s""".formatted(shell.lowerCase(), shell.preparation(), model(root), values(root), fixedPart());
    }

    private static String model(CommandSpec root) {
        var commands = new TreeMap<String, String>();
        commands.put("''", modelOf(root, "COMMAND"));
        shown(root).forEach((name, command) -> {
            var spec = command.getCommandSpec();
            commands.put(name, modelOf(spec, arguments(spec)));
        });
        return arms(commands);
    }

    private static String modelOf(CommandSpec command, String arguments) {
        var options =
                command.options().stream().filter(option -> !option.hidden()).toList();
        String names = options.stream().map(OptionSpec::longestName).collect(joining(" "));
        String valued = options.stream()
                .filter(option -> option.arity().max() > 0)
                .map(option -> option.longestName() + ":" + label(option))
                .collect(joining(" "));
        return "options='%s' valued='%s' arguments='%s'".formatted(names, valued, arguments);
    }

    /** With a comma where there may be several, separated by commas. */
    private static String label(OptionSpec option) {
        return option.paramLabel() + (option.splitRegex().isEmpty() ? "" : ",");
    }

    private static String arguments(CommandSpec command) {
        return command.positionalParameters().stream()
                .map(PositionalParamSpec::paramLabel)
                .collect(joining(" "));
    }

    private static Map<String, CommandLine> shown(CommandSpec root) {
        var shown = new TreeMap<String, CommandLine>();
        root.subcommands().forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                shown.put(name, command);
            }
        });
        return shown;
    }

    private static String values(CommandSpec root) {
        var keys = KeyReference.read();
        var values = new TreeMap<String, String>();
        values.put("COMMAND", assignment(shown(root).keySet()));
        values.put(
                "KEY",
                assignment(keys.names().stream()
                        .filter(name -> !name.contains("NAME"))
                        .toList()));
        values.put("PROBLEM", assignment(ProblemTypes.codes()));
        values.put("SHELL", assignment(Shell.names()));
        for (var key : keys.choices()) {
            values.put(key.name().replace("NAME", "*"), assignment(key.values()));
        }
        values.put("MODE", assignment(keys.valuesOf("dispatch.mode")));
        return arms(values);
    }

    private static String assignment(Collection<String> words) {
        return "values='%s'".formatted(String.join(" ", words));
    }

    private static String arms(Map<String, String> arms) {
        return arms.entrySet().stream()
                .map(arm -> "    %s) %s ;;\n".formatted(arm.getKey(), arm.getValue()))
                .collect(joining());
    }

    private static String fixedPart() {
        try (var resource = CompletionScript.class.getResourceAsStream(FIXED_PART)) {
            if (resource == null) {
                throw new IllegalStateException(FIXED_PART + " is not in this JAR");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
