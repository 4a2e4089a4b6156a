package io.forge.cli;

import io.forge.cli.output.CommandException;
import io.forge.config.PathText;
import io.forge.plugin.HandlerLoadException;
import io.forge.plugin.HandlerNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code new}: writes a Maven project in which a handler of one's own is developed. */
@Command(
        name = "new",
        description = "Creates a Maven project with a handler, its configuration and its test.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        footer = {
            "",
            "mvn package builds a folder that can be copied into a plugins folder.",
            "",
            "Examples:",
            "  forge-cli new shout",
            "  forge-cli new shout --guice --package org.acme.shout --directory ~/projects",
            "",
            "Exit codes: 0 written, 1 cannot be written, 2 wrong command line."
        })
final class NewCommand implements Callable<Integer> {

    @Parameters(paramLabel = "HANDLER", description = "The name of the handler and of the project's folder.")
    private String name = "";

    @Option(names = "--guice", description = "Wire the handler with Guice.")
    private boolean guice;

    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            description = "The package of its classes (default: com.example and the name).")
    private @Nullable String packageName;

    @Option(
            names = "--directory",
            paramLabel = "FOLDER",
            description = "Where to put the project's folder (default: the working directory).")
    private String directory = "";

    /** The launchers set the property. */
    @Option(
            names = "--repository",
            paramLabel = "FOLDER",
            defaultValue = "${sys:forge.repository}",
            description =
                    "The Maven repository with Forge's artifacts to copy into the project (default: the one beside"
                            + " this command).")
    private @Nullable String repository;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var names = names();
        var form = guice ? ProjectTemplate.Form.GUICE : ProjectTemplate.Form.PLAIN;
        var found = repository();
        var folder = ProjectFolder.write(place(), name, files(form, names, found));
        var out = spec.commandLine().getOut();
        out.println("Made %s, with the handler in src/main/java/%s. Go on with:".formatted(folder, names.path()));
        out.println("  cd %s && mvn package".formatted(quoted(folder)));
        out.println("  forge-cli start --plugins target/plugin");
        out.println("  curl http://127.0.0.1:8080/%s -H 'Content-Type: application/json' -d '{\"name\": \"Ada\"}'"
                .formatted(name));
        if (found.isEmpty()) {
            out.println(
                    "There is no Maven repository beside this command: Maven has to know one with Forge's artifacts.");
        }
        return ExitCode.OK;
    }

    private static Map<String, byte[]> files(
            ProjectTemplate.Form form, PluginNames names, Optional<ForgeRepository> repository) {
        var files = new LinkedHashMap<String, byte[]>();
        ProjectTemplate.of(form, names, repository.isPresent())
                .forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        repository.ifPresent(found -> found.artifacts()
                .forEach((path, content) -> files.put(ProjectTemplate.REPOSITORY + "/" + path, content)));
        return files;
    }

    /** The one that was named, or else the launcher's, where there is one. */
    private Optional<ForgeRepository> repository() {
        var folder = Optional.ofNullable(repository).map(text -> path("--repository", text));
        if (spec.commandLine().getParseResult().hasMatchedOption("--repository")
                && folder.filter(Files::isDirectory).isEmpty()) {
            throw new CommandException("--repository: There is no folder %s: name a Maven repository, or leave it out"
                    .formatted(repository));
        }
        return folder.filter(Files::isDirectory).map(ForgeRepository::new);
    }

    private Path place() {
        return path("--directory", directory);
    }

    private static Path path(String option, String text) {
        try {
            return PathText.read(text);
        } catch (IllegalArgumentException e) {
            throw new CommandException("%s: %s".formatted(option, e.getMessage()));
        }
    }

    private PluginNames names() {
        try {
            HandlerNames.check(name);
            return PluginNames.of(name, Optional.ofNullable(packageName));
        } catch (HandlerLoadException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** As a shell takes it for one word. */
    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[\\w./~+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
