package io.forge.bench.study;

import java.time.Duration;

/**
 * One thing that the study does.
 *
 * @param what it is, for whoever watches
 * @param length how long it takes, about
 * @param action does it
 */
record Step(String what, Duration length, Action action) {

    /** Does something that can fail. */
    interface Action {
        void run() throws Exception;
    }

    static Step of(String what, int seconds, Action action) {
        return new Step(what, Duration.ofSeconds(seconds), action);
    }
}
