package io.forge.cli.log;

/** Whether a terminal shows them. */
public enum Colors {
    ON,
    OFF
}
