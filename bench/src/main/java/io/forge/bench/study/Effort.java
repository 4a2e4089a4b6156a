package io.forge.bench.study;

/**
 * How thoroughly a load is measured.
 *
 * @param starts how often each server is started anew, because a JVM compiles a little differently each time
 * @param warmUpSeconds how long each is loaded first; 0 means until its rate is steady
 * @param rounds how often each is loaded after a start, in turns
 * @param seconds how long each of these loads lasts
 * @param arrivalSeconds how long latencies are measured, under requests that come at a given rate; 0 means not at all
 */
record Effort(int starts, int warmUpSeconds, int rounds, int seconds, int arrivalSeconds) {

    /** About what it takes until a rate is steady. */
    private static final int STEADY_SECONDS = 14;

    boolean isWarmUntilSteady() {
        return warmUpSeconds == 0;
    }

    int expectedWarmUpSeconds() {
        return isWarmUntilSteady() ? STEADY_SECONDS : warmUpSeconds;
    }
}
