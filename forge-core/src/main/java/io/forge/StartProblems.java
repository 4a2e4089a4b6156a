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
    private final List<String> leftOut = new ArrayList<>();
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

    /** Something in the plugins folder that cannot be loaded, without which the server does. */
    void leaveOut(PluginFailure failure) {
        leftOut.add(failure.message());
    }

    /** A handler of a plugin that cannot be served, without which the server does. */
    void leaveOut(ConfigProblem problem, RuntimeException cause) {
        leftOut.add(problem.toString());
        LOG.debug("A handler of a plugin cannot be served", cause);
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
     * @param strictness what else is in the way
     */
    void throwIfAny(Strictness strictness) {
        switch (strictness) {
            case LENIENT -> {
                leftOut.forEach(onWarning);
                warnings.forEach(onWarning);
            }
            case ALL_PLUGINS -> {
                errors.addAll(leftOut);
                warnings.forEach(onWarning);
            }
            case STRICT -> {
                errors.addAll(leftOut);
                errors.addAll(warnings);
            }
        }
        if (!errors.isEmpty()) {
            throw new ForgeStartException(errors, first);
        }
    }
}
