package io.forge.cli;

import io.forge.cli.config.Configuration;
import io.forge.cli.config.ConfigurationReader;
import io.forge.cli.config.EnvironmentVariables;
import io.forge.cli.config.ServerOptions;
import io.forge.cli.config.Setting;
import io.forge.cli.config.Settings;
import io.forge.cli.output.CommandException;
import io.forge.config.ConfigProblem;
import io.forge.config.DeclaredSection;
import io.forge.config.Spelling;
import io.forge.deploy.DeclaredHandlers;
import io.forge.plugin.HandlerLoadException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Finds what there is to say of a key, be it the server's or one that a handler has declared; makes no handler. */
final class KeyTopics {

    private static final Pattern OF_A_HANDLER = Pattern.compile("handlers\\.([^.]+)\\.config(\\..*)?");
    private static final Pattern VARIABLE_OF_A_HANDLER = Pattern.compile("FORGE_HANDLERS_.+_CONFIG_.+");

    private final KeyReference server = KeyReference.read();
    private final ConfigurationReader reader;
    private final ServerOptions options;
    private final Consumer<String> warnings;

    /**
     * Finds keys.
     *
     * @param reader reads what holds
     * @param options say where plugins are
     * @param warnings takes what is wrong, though there is something to say all the same
     */
    KeyTopics(ConfigurationReader reader, ServerOptions options, Consumer<String> warnings) {
        this.reader = reader;
        this.options = options;
        this.warnings = warnings;
    }

    /**
     * The key or section of that name, or the key of the variable of that name.
     *
     * @throws UnknownTopicException if it is in a handler's own section and not known
     */
    Optional<Topic> find(String name) {
        var ofHandler = OF_A_HANDLER.matcher(name);
        if (ofHandler.matches() && !ofHandler.group(1).equals(KeyReference.ANY)) {
            return Optional.of(ofHandler(ofHandler.group(1), name));
        }
        if (VARIABLE_OF_A_HANDLER.matcher(name).matches()) {
            return ofVariable(name);
        }
        String key = EnvironmentVariables.keyOf(name).orElse(name);
        return server.find(key).map(found -> ofServer(found, key));
    }

    /** The names of the server's keys. */
    List<String> names() {
        return server.names();
    }

    private Topic ofServer(KeyDescription found, String name) {
        var configuration = configuration();
        configuration.problems().stream()
                .filter(problem -> problem.contains("'%s'".formatted(name)))
                .forEach(warnings);
        return topic(found, server, settingOf(name, configuration, List.of()));
    }

    private Topic ofHandler(String handler, String name) {
        var configuration = configuration();
        try (var handlers = configuration.findHandlers()) {
            return topic(configuration, sectionOf(handler, handlers), name);
        }
    }

    private Optional<Topic> ofVariable(String variable) {
        var configuration = configuration();
        try (var handlers = configuration.findHandlers()) {
            for (var section : handlers.all()) {
                for (var key : section.defaults()) {
                    String name = section.path() + "." + key.name();
                    if (EnvironmentVariables.variableOf(name).equals(variable)) {
                        return Optional.of(topic(configuration, section, name));
                    }
                }
            }
            return Optional.empty();
        }
    }

    private DeclaredSection sectionOf(String handler, DeclaredHandlers handlers) {
        if (!handlers.isFound(handler)) {
            handlers.errors().forEach(this::warn);
            handlers.warnings().forEach(this::warn);
            throw new UnknownTopicException(notFound(handler, handlers));
        }
        try {
            return handlers.section(handler)
                    .orElseThrow(() -> new UnknownTopicException(
                            "Handler '%s' does not say which keys it has: its factory declares no configType"
                                    .formatted(handler)));
        } catch (HandlerLoadException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
    }

    private static String notFound(String handler, DeclaredHandlers handlers) {
        String hint = Spelling.nearest(handler, handlers.found())
                .map("did you mean '%s'?"::formatted)
                .orElse(
                        "name its plugin with --handlers ./Shout.java, or the folder that has it with --plugins FOLDER");
        return "There is no handler '%s': %s Known are: %s"
                .formatted(handler, hint + (hint.endsWith("?") ? "" : "."), String.join(", ", handlers.found()));
    }

    private Topic topic(Configuration configuration, DeclaredSection section, String name) {
        var keys = KeyReference.of(section);
        section.problems().stream()
                .filter(problem -> problem.message().contains("'%s'".formatted(name)))
                .forEach(this::warn);
        return keys.find(name)
                .map(key -> topic(key, keys, settingOf(name, configuration, List.of(section))))
                .orElseThrow(() -> new UnknownTopicException(unknown(name, section, keys)));
    }

    private static String unknown(String name, DeclaredSection section, KeyReference keys) {
        int start = section.path().length() + 1;
        var known = keys.names().stream().map(key -> key.substring(start)).toList();
        String hint = Spelling.nearest(name.substring(start), known)
                .map("did you mean '%s'?"::formatted)
                .orElse("known are " + String.join(", ", known));
        return "There is no key '%s': %s".formatted(name, hint);
    }

    private static Topic topic(KeyDescription key, KeyReference keys, Optional<Setting> setting) {
        return key.isSection() ? new SectionTopic(key, keys.under(key)) : new KeyTopic(key, setting);
    }

    private static Optional<Setting> settingOf(
            String name, Configuration configuration, List<DeclaredSection> declared) {
        return Settings.of(configuration, declared).stream()
                .filter(setting -> setting.key().equals(name))
                .findFirst();
    }

    /** What a key is for can be said also where the file is broken. */
    private Configuration configuration() {
        try {
            return reader.read(options);
        } catch (CommandException e) {
            e.problems().forEach(warnings);
            return Configuration.nothing();
        }
    }

    private void warn(ConfigProblem problem) {
        warnings.accept(problem.toString());
    }
}
