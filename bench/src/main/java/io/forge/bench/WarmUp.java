package io.forge.bench;

import java.io.IOException;

/** Loads a server until its rate is steady. */
public final class WarmUp {

    private static final int WINDOW_SECONDS = 4;
    private static final int MIN_WINDOWS = 3;
    private static final int MAX_WINDOWS = 12;
    private static final double STEADY = 0.05;

    private final Wrk window;

    /** With the small JSON on {@code /reverse}. */
    public WarmUp(int connections) {
        this(connections, Wrk.Question.REVERSE);
    }

    public WarmUp(int connections, Wrk.Question question) {
        this.window = new Wrk(2, connections, WINDOW_SECONDS, question);
    }

    /** Returns when two windows in a row differ by less than 5 %, after 12 s at least and 48 s at most. */
    public void run(Server server) throws IOException, InterruptedException {
        double before = window.run(server).rate();
        for (int count = 2; count <= MAX_WINDOWS; count++) {
            double now = window.run(server).rate();
            if (count >= MIN_WINDOWS && Math.abs(now - before) < STEADY * before) {
                System.out.printf(
                        "%s is warm after %d s: %,.0f requests/s%n", server.name(), count * WINDOW_SECONDS, now);
                return;
            }
            before = now;
        }
        System.out.printf("%s did not get steady within %d s%n", server.name(), MAX_WINDOWS * WINDOW_SECONDS);
    }
}
