package io.forge.cli;

/** Stands for a library with native code, which has none; see {@link RehearsalPlugin}. */
public final class RehearsalLibrary {

    private RehearsalLibrary() {}

    /** Does nothing: Forge calls it before the plugin comes. */
    public static void start() {}
}
