package io.forge.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Version after version of a plugin, each put in place on a beat, or once the one before it is answered, under a load.
 *
 * @param load that runs meanwhile
 * @param count of versions after the first
 * @param beat between two of them
 */
record Succession(Wrk load, int count, Duration beat) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Puts a version of the plugin in place. */
    interface Place {
        void put(int version) throws IOException;
    }

    /**
     * What came of it.
     *
     * @param millis from the begin of each change to its first answer
     * @param seconds from the first change to the first answer of the last
     * @param load what wrk says
     * @param checked answers that were looked at
     * @param wrong what was wrong with them
     */
    record Result(List<Double> millis, double seconds, Wrk.Result load, long checked, List<String> wrong) {}

    /** Runs it against a server that serves version 1. */
    Result run(Server server, Place place) throws IOException, InterruptedException {
        var loading =
                new FutureTask<>(() -> load.asking(Wrk.Question.at("/version")).run(server));
        try (var check = VersionCheck.start(server.port(), 1)) {
            check.await(1, PATIENCE);
            var thread = new Thread(loading, "wrk");
            thread.setDaemon(true);
            thread.start();
            var millis = new ArrayList<Double>();
            long begin = System.nanoTime();
            for (int i = 0; i < count; i++) {
                sleepUntil(begin + i * beat.toNanos());
                int version = i + 2;
                check.expect(version);
                long change = System.nanoTime();
                place.put(version);
                millis.add((check.await(version, PATIENCE) - change) / 1e6);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            var result = loading.get();
            return new Result(millis, seconds, result, check.answers(), check.wrong());
        } catch (ExecutionException e) {
            throw new IOException("There is no load", e.getCause());
        }
    }

    private static void sleepUntil(long nanoTime) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
    }
}
