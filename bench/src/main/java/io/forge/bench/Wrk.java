package io.forge.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A load made with wrk: a {@code POST}, as fast as the server answers.
 *
 * @param threads of wrk
 * @param connections held open
 * @param seconds how long
 * @param question what is sent
 */
public record Wrk(int threads, int connections, int seconds, Question question) {

    private static final Pattern SUMMARY =
            Pattern.compile("(?m)^summary (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)$");

    /**
     * One request, sent again and again.
     *
     * @param path where to
     * @param script makes the request
     * @param arguments for the script
     * @param patienceSeconds after which an answer counts as a timeout
     */
    public record Question(String path, String script, List<String> arguments, int patienceSeconds) {

        private static final int USUAL_PATIENCE_SECONDS = 2;

        private Question(String path, String script, List<String> arguments) {
            this(path, script, arguments, USUAL_PATIENCE_SECONDS);
        }

        /** The small JSON of the study. */
        public static final Question REVERSE = at("/reverse");

        /** The same, sent elsewhere. */
        public static Question at(String path) {
            return new Question(path, "post.lua", List.of());
        }

        /** A text of so many characters on {@code /reverse}. */
        public static Question text(int characters) {
            return new Question("/reverse", "post.lua", List.of(Integer.toString(characters)));
        }

        /** The same for somebody who waits longer. */
        public Question patient(int seconds) {
            return new Question(path, script, arguments, seconds);
        }

        /** A request for the embedding of a sentence. */
        static Question model(String name) {
            return new Question("/v2/models/%s/infer".formatted(name), "model.lua", List.of());
        }

        /** A request for inference with one tensor of FP32, or one with the components of a record. */
        static Question tensor(String path, String form, int elements) {
            return new Question(path, "tensor.lua", List.of(form, Integer.toString(elements)));
        }
    }

    /** A load of the small JSON on {@code /reverse}. */
    public Wrk(int threads, int connections, int seconds) {
        this(threads, connections, seconds, Question.REVERSE);
    }

    /**
     * What came of a load.
     *
     * @param requests that were answered
     * @param rate requests a second
     * @param broken connections that failed
     * @param timeouts answers that took longer than the client's patience
     * @param refusals answers that were neither 2xx nor 3xx
     * @param times of the answers
     */
    public record Result(long requests, double rate, long broken, long timeouts, long refusals, Times times) {

        /** Reads what summary.lua prints. */
        static Result parse(String output) {
            var summary = SUMMARY.matcher(output);
            if (!summary.find()) {
                throw new IllegalStateException("wrk has no summary:%n%s".formatted(output));
            }
            long requests = Long.parseLong(summary.group(1));
            double seconds = Long.parseLong(summary.group(2)) / 1e6;
            return new Result(
                    requests,
                    requests / seconds,
                    Long.parseLong(summary.group(3)),
                    Long.parseLong(summary.group(4)),
                    Long.parseLong(summary.group(5)),
                    new Times(millis(summary.group(6)), millis(summary.group(7)), millis(summary.group(8))));
        }

        private static double millis(String micros) {
            return Long.parseLong(micros) / 1e3;
        }

        public boolean isClean() {
            return requests > 0 && failures() == 0;
        }

        /** How many requests failed, or may have. */
        public long failures() {
            return broken + timeouts + refusals;
        }

        /** What went wrong, in words. */
        public String errors() {
            return "%d broken connections, %d timeouts, %d answers that are not 2xx"
                    .formatted(broken, timeouts, refusals);
        }
    }

    /**
     * How long answers took, in milliseconds, from when each was asked for: a client that waits for an answer asks for
     * nothing meanwhile, so that a server that stalls has few long ones.
     *
     * @param median the middle
     * @param p99 what one in a hundred exceeds
     * @param max the longest
     */
    public record Times(double median, double p99, double max) {}

    /** The same load with another question. */
    Wrk asking(Question other) {
        return new Wrk(threads, connections, seconds, other);
    }

    /** The same load for another time. */
    public Wrk lasting(int otherSeconds) {
        return new Wrk(threads, connections, otherSeconds, question);
    }

    /** Runs the load against a server. */
    public Result run(Server server) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "wrk",
                "-t" + threads,
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout",
                question.patienceSeconds + "s",
                "-s",
                question.script,
                "http://127.0.0.1:" + server.port() + question.path));
        if (!question.arguments.isEmpty()) {
            command.add("--");
            command.addAll(question.arguments);
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var hook = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(hook);
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        Runtime.getRuntime().removeShutdownHook(hook);
        return Result.parse(output);
    }

    @Override
    public String toString() {
        return "wrk -t%s -c%s -d%ss %s".formatted(threads, connections, seconds, question.path);
    }
}
