package io.forge.bench.study;

import io.forge.bench.Figure;
import java.util.List;

/** One load under which several servers are measured, step by step. */
interface Experiment extends AutoCloseable {

    /** All that is to be done, in this order. */
    List<Step> steps();

    /** What came of it, once all steps are done. */
    Section section();

    /** What must hold of that. */
    default List<Figure> bounds() {
        return List.of();
    }

    /** Ends the servers that still run. */
    @Override
    void close();
}
