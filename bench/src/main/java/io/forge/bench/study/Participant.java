package io.forge.bench.study;

import io.forge.bench.Server;
import java.io.IOException;

/**
 * A server of the study.
 *
 * @param name what the tables call it
 * @param family whose it is
 * @param sleeps whether it has {@code POST /sleep}
 * @param starter starts it
 */
record Participant(String name, Family family, boolean sleeps, Starter starter) {

    /** Starts a server. */
    interface Starter {
        Server start() throws IOException;
    }

    Server start() throws IOException {
        return starter.start();
    }
}
