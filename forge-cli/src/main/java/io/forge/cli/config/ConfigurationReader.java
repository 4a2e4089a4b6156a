package io.forge.cli.config;

import io.forge.cli.output.CommandException;
import io.forge.config.ConfigException;
import io.forge.config.Node.Scalar;
import io.forge.config.Node.Section;
import io.forge.config.Nodes;
import io.forge.config.Origin;
import io.forge.config.Overlay;
import io.forge.config.PathText;
import io.forge.config.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the configuration of a command: options over environment variables over the file over what a distribution brings.
 *
 * @param environment the variables of this process
 * @param home where the distribution is, if this is one
 * @param folder where a file is looked for that nobody names
 */
public record ConfigurationReader(Map<String, String> environment, Optional<Path> home, Optional<Path> folder) {

    /** Where a distribution is; its launcher says so. */
    private static final String HOME_PROPERTY = "forge.home";

    /** Looks for no file in a working folder. */
    public ConfigurationReader(Map<String, String> environment, Optional<Path> home) {
        this(environment, home, Optional.empty());
    }

    /** Reads in this process. */
    public static ConfigurationReader ofProcess() {
        var home = Optional.ofNullable(System.getProperty(HOME_PROPERTY)).map(PathText::read);
        // With the dot, places in the file tell it from one that was named.
        return new ConfigurationReader(System.getenv(), home, Optional.of(Path.of(".")));
    }

    /**
     * Reads file and environment.
     *
     * @throws CommandException if the file cannot be read or is no YAML
     */
    public Configuration read(ServerOptions options) {
        return read(options.configuration(), options.section());
    }

    /** As {@link #read(ServerOptions)}, for a command that opens no port. */
    public Configuration read(ConfigurationOptions options) {
        return read(options, Section.EMPTY);
    }

    private Configuration read(ConfigurationOptions options, Section set) {
        var variables = EnvironmentVariables.of(environment);
        var file = file(options);
        try {
            var section = Overlay.of(
                    set,
                    options.section(),
                    variables.section(),
                    file.map(YamlFile::read).orElse(Section.EMPTY),
                    ofDistribution());
            var all = Overlay.of(section, managementBeside(section));
            return new Configuration(all, variables.warnings(), file, options.isStrict());
        } catch (ConfigException e) {
            String named =
                    options.config().isEmpty() && environment.containsKey("FORGE_CONFIG") ? "FORGE_CONFIG: " : "";
            throw new CommandException(
                    e.problems().stream().map(problem -> named + problem).toList());
        }
    }

    /** Who lets the system choose the port for calls, as tests do, wants no fixed one beside it. */
    private static Section managementBeside(Section section) {
        return section.find("http.port")
                .filter(port -> port instanceof Scalar scalar && scalar.text().equals("0"))
                .map(port -> Nodes.at("management.port", 0, Origin.of("http.port is 0")))
                .orElse(Section.EMPTY);
    }

    /** A distribution has a folder for plugins, which may be taken away. */
    private Section ofDistribution() {
        return home.map(distribution -> distribution.resolve("plugins"))
                .filter(Files::isDirectory)
                .map(plugins -> Nodes.at("plugins.directory", plugins, Origin.of("distribution")))
                .orElse(Section.EMPTY);
    }

    private Optional<Path> file(ConfigurationOptions options) {
        return options.config()
                .or(() -> Optional.ofNullable(environment.get("FORGE_CONFIG"))
                        .filter(name -> !name.isEmpty())
                        .map(ConfigurationReader::fileOfVariable))
                .or(() -> folder.map(WorkingFolder::new).flatMap(WorkingFolder::file))
                .or(() -> home.map(distribution -> distribution.resolve("conf").resolve("forge.yaml"))
                        .filter(Files::exists));
    }

    private static Path fileOfVariable(String name) {
        try {
            return PathText.read(name);
        } catch (IllegalArgumentException e) {
            throw new CommandException("FORGE_CONFIG: " + e.getMessage());
        }
    }
}
