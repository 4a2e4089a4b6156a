package io.forge;

import io.forge.config.ConfigException;
import io.forge.config.ConfigProblem;
import io.forge.config.Origin;
import io.forge.plugin.PluginFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects what stands in the way of one start, so that all of it is told at once. */
final class StartProblems {

    private static final Logger LOG = LoggerFactory.getLogger(StartProblems.class);

    private final Consumer<String> onWarning;
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable Exception first;

    /**
     * Nothing yet.
     *
     * @param onWarning what becomes of what is not in the way
     */
    StartProblems(Consumer<String> onWarning) {
        this.onWarning = onWarning;
    }

    void add(ConfigProblem problem) {
        errors.add(problem.toString());
    }

    void add(ConfigException e) {
        e.problems().forEach(this::add);
        remember(e);
    }

    /** A handler that cannot be served, with the place where it was asked for. */
    void add(Origin origin, RuntimeException e) {
        add(new ConfigProblem(origin, String.valueOf(e.getMessage())));
        remember(e);
    }

    void add(PluginFailure failure) {
        errors.add(failure.message());
    }

    /** Whether something is in the way for sure. */
    boolean hasErrors() {
        return !errors.isEmpty();
    }

    void warn(PluginFailure failure) {
        warnings.add(failure.message());
    }

    /** A handler of a plugin that cannot be served, without which the server does. */
    void warn(Origin origin, RuntimeException e) {
        warn(new ConfigProblem(origin, String.valueOf(e.getMessage())));
        LOG.debug("A handler of a plugin cannot be served", e);
    }

    void warn(ConfigProblem problem) {
        warnings.add(problem.toString());
    }

    private void remember(Exception e) {
        if (first == null) {
            first = e;
        }
    }

    /**
     * Ends the start if something is in its way; what is not is told.
     *
     * @param severity what a warning is
     */
    void throwIfAny(Severity severity) {
        switch (severity) {
            case WARNING -> warnings.forEach(onWarning);
            case ERROR -> errors.addAll(warnings);
        }
        if (!errors.isEmpty()) {
            throw new ForgeStartException(errors, first);
        }
    }
}
