package io.forge;

import java.util.List;
import java.util.Optional;

/**
 * One version of a handler that Forge loads and unloads.
 *
 * @param name its name
 * @param version its version
 * @param labels the further names of this version
 * @param state what it is now
 * @param reason why it is not in service, or why it could not be loaded again, where that is known
 * @param memory about how many bytes it takes, as far as it says
 */
public record ModelReport(
        String name, String version, List<String> labels, State state, Optional<String> reason, long memory) {

    /** What a version is, as the Open Inference Protocol calls it. */
    public enum State {
        /** It is not loaded. */
        UNAVAILABLE,
        /** It is being loaded; nothing of it is in service yet. */
        LOADING,
        /** It is in service, also while it is loaded again. */
        READY,
        /** No call gets in any more; those in flight may go on. */
        UNLOADING
    }

    /** Copies the labels. */
    public ModelReport {
        labels = List.copyOf(labels);
    }
}
