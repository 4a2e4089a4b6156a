package io.forge.bench;

/** Measures one thing and prints it. */
public interface Measurement {

    /**
     * Runs to the end.
     *
     * @return whether nothing went wrong and what must hold did
     */
    boolean run() throws Exception;
}
