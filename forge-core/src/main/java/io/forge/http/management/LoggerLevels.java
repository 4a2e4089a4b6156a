package io.forge.http.management;

import java.util.List;
import java.util.Optional;

/**
 * The levels of the log, which belong to whatever an application logs with; changes hold until the process ends.
 *
 * <p>Safe for use by several threads.
 */
public interface LoggerLevels {

    /** The name of the logger above all others. */
    String ROOT = "ROOT";

    /** The names of the loggers that there are, {@link #ROOT} among them. */
    List<String> names();

    /** The level that a logger has of its own, in capitals; empty where it has that of the logger above it. */
    Optional<String> ownLevelOf(String name);

    /** The level that holds for a logger, be there one of that name or not, in capitals. */
    String effectiveLevelOf(String name);

    /**
     * Sets the level of a logger and of what is below it.
     *
     * @param level in any case
     * @throws IllegalArgumentException if there is no such level; the message says which there are
     */
    void set(String name, String level);

    /** Gives a logger the level back that it had before it was first {@link #set}. */
    void reset(String name);
}
