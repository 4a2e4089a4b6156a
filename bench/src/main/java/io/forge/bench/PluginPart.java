package io.forge.bench;

import java.util.List;

/** One part of what is measured about plugins. */
interface PluginPart {

    /** Runs to the end. */
    List<Figure> measure() throws Exception;
}
