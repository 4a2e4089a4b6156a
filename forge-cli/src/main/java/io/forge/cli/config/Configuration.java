package io.forge.cli.config;

import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.ForgeConfig;
import io.forge.ForgeStartException;
import io.forge.cli.output.CommandException;
import io.forge.config.Binding;
import io.forge.config.ConfigProblem;
import io.forge.config.Node;
import io.forge.config.Node.Section;
import io.forge.config.Origin;
import io.forge.config.Overlay;
import io.forge.config.RecordBinder;
import io.forge.deploy.DeclaredHandlers;
import io.forge.deploy.HandlerChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/** The configuration of one command: what was set, and what is wrong with it. */
public final class Configuration {

    private final Section section;
    private final List<ConfigProblem> warnings;
    private final Optional<Path> file;
    private final boolean strict;
    private final Binding<ForgeFile> binding;

    /**
     * Lays it over the defaults.
     *
     * @param section what is configured, with places
     * @param warnings what is probably a mistake
     * @param file which file was read
     * @param strict whether a warning is an error
     */
    Configuration(Section section, List<ConfigProblem> warnings, Optional<Path> file, boolean strict) {
        this.section = section;
        this.warnings = warnings;
        this.file = file;
        this.strict = strict;
        this.binding = RecordBinder.bindOver(ForgeFile.defaults(), section);
    }

    /** Nothing but defaults, for a command that goes on where the configuration cannot be read. */
    public static Configuration nothing() {
        return new Configuration(Section.EMPTY, List.of(), Optional.empty(), false);
    }

    /** The same under what a command says by itself. */
    public Configuration under(Section set) {
        return new Configuration(Overlay.of(set, section), warnings, file, strict);
    }

    /** What is configured, with places. */
    public Section section() {
        return section;
    }

    /** Which file was read. */
    public Optional<Path> file() {
        return file;
    }

    /** Where relative paths start: beside the file, or in the working directory where there is none. */
    public Path directory() {
        return file.flatMap(path -> Optional.ofNullable(path.toAbsolutePath().getParent()))
                .orElse(Path.of("").toAbsolutePath());
    }

    /** Where a value was set, if it is the one that holds. */
    public Optional<Origin> originOf(String key) {
        return section.find(key)
                .map(Node::origin)
                .filter(origin -> binding.problems().stream()
                        .noneMatch(problem -> problem.origin().equals(origin)));
    }

    /** What holds: everything that fits, and defaults for the rest. */
    public ForgeFile values() {
        return binding.value();
    }

    /** Finds the handlers that it is about, and makes none of them; to be closed. */
    public DeclaredHandlers findHandlers() {
        var choice = new HandlerChoice(values().serve(), values().handlers(), section, Set.of());
        return DeclaredHandlers.find(choice, values().plugins(), directory(), Configuration.class.getClassLoader());
    }

    /**
     * Makes a server of it; what is probably a mistake is logged.
     *
     * @param open loads or starts the server
     * @throws CommandException if it cannot be had; it says everything that is in the way
     */
    public Forge open(Function<ForgeBuilder, Forge> open) {
        return open(open, LoggerFactory.getLogger(Configuration.class)::warn);
    }

    /**
     * Makes a server of it.
     *
     * @param open loads or starts the server
     * @param onWarning takes what is probably a mistake
     * @throws CommandException if it cannot be had; it says everything that is in the way
     */
    public Forge open(Function<ForgeBuilder, Forge> open, Consumer<String> onWarning) {
        var problems = new LinkedHashSet<>(problems());
        if (problems.isEmpty()) {
            warnings().forEach(onWarning);
            return open(open, onWarning, problems);
        }
        open(ForgeBuilder::load, onWarning, problems).close(); // For what the handlers have to say.
        throw new CommandException(List.copyOf(problems));
    }

    private Forge open(Function<ForgeBuilder, Forge> open, Consumer<String> onWarning, Set<String> problems) {
        try {
            return open.apply(builder().onWarning(onWarning));
        } catch (ForgeStartException e) {
            problems.addAll(e.problems());
            throw new CommandException(List.copyOf(problems));
        }
    }

    /** Whether a warning is an error. */
    public boolean isStrict() {
        return strict;
    }

    /** What is wrong with the keys, without what the handlers have to say. */
    public List<String> problems() {
        var all = new ArrayList<>(binding.problems());
        if (strict) {
            all.addAll(warnings);
        }
        return all.stream().map(ConfigProblem::toString).toList();
    }

    /** What is probably a mistake; nothing where that is an error. */
    public List<String> warnings() {
        return strict
                ? List.of()
                : warnings.stream().map(ConfigProblem::toString).toList();
    }

    private ForgeBuilder builder() {
        // The other keys are for the command line itself, or unknown, which has been told already.
        var builder = Forge.builder()
                .settings(section.only(RecordBinder.keysOf(ForgeConfig.class)))
                .preferredManagementPort(values().management().port())
                .directory(directory());
        return strict ? builder.strict() : builder;
    }
}
