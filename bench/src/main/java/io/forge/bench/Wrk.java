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
record Wrk(int threads, int connections, int seconds, Question question) {

    private static final Pattern SUMMARY = Pattern.compile("(?m)^summary (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)$");

    /**
     * One request, sent again and again.
     *
     * @param path where to
     * @param script makes the request
     * @param arguments for the script
     */
    record Question(String path, String script, List<String> arguments) {

        /** The small JSON of the study. */
        static final Question REVERSE = at("/reverse");

        /** The same, sent elsewhere. */
        static Question at(String path) {
            return new Question(path, "post.lua", List.of());
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
    Wrk(int threads, int connections, int seconds) {
        this(threads, connections, seconds, Question.REVERSE);
    }

    /**
     * What came of a load.
     *
     * @param requests that were answered
     * @param rate requests a second
     * @param broken connections that failed
     * @param timeouts answers that took longer than 2 s
     * @param refusals answers that were neither 2xx nor 3xx
     */
    record Result(long requests, double rate, long broken, long timeouts, long refusals) {

        /** Reads what post.lua prints. */
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
                    Long.parseLong(summary.group(5)));
        }

        boolean isClean() {
            return requests > 0 && failures() == 0;
        }

        /** How many requests failed, or may have. */
        long failures() {
            return broken + timeouts + refusals;
        }

        /** What went wrong, in words. */
        String errors() {
            return "%d broken connections, %d timeouts, %d answers that are not 2xx"
                    .formatted(broken, timeouts, refusals);
        }
    }

    /** The same load with another question. */
    Wrk asking(Question other) {
        return new Wrk(threads, connections, seconds, other);
    }

    /** Runs the load against a server. */
    Result run(Server server) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "wrk",
                "-t" + threads,
                "-c" + connections,
                "-d" + seconds + "s",
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
