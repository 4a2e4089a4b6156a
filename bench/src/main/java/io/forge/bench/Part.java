package io.forge.bench;

import java.util.List;

/** One part of a measurement that has several. */
public interface Part {

    /** Runs to the end. */
    List<Figure> measure() throws Exception;
}
