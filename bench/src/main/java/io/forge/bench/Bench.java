package io.forge.bench;

import io.forge.bench.study.Study;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Runs the measurement that the command line names; {@code bench/run} starts it. */
final class Bench {

    private static final String USAGE = "Usage: bench/run [study [--quick]]"
            + "|ratio|allocation|modes|stream|huge|body-heap|startup"
            + "|tensors|tensors-binary|tensors-json|tensors-small|tensors-record"
            + "|plugins|plugins-replace|plugins-rounds|plugins-drop|plugins-save|plugins-cost"
            + "|scheduler|batching|batching-throughput|batching-overload|batching-added"
            + "|operations|operations-metrics|operations-held|operations-scrape"
            + "|models|models-throughput|models-alone|models-cpu|models-memory|models-start"
            + " [--forks N] [--rounds N] [--seconds S] [--connections C] [--java HOME]";

    private Bench() {}

    public static void main(String[] args) throws Exception {
        try {
            List<String> arguments = Arrays.asList(args);
            String name = arguments.isEmpty() || arguments.get(0).startsWith("--") ? "study" : arguments.get(0);
            if (name.equals("study")) {
                System.exit(study(arguments).run() ? 0 : 1);
            }
            var options = Options.parse(
                    arguments.subList(Math.min(1, arguments.size()), arguments.size()),
                    List.of("plugins", "tensors", "scheduler", "batching", "operations", "models")
                                    .contains(name)
                            ? Options.BRIEF
                            : Options.USUAL);
            var measurement = measurement(name, options);
            System.exit(measurement.run() ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            System.exit(2);
        }
    }

    private static Measurement study(List<String> arguments) throws IOException, InterruptedException {
        var options =
                arguments.stream().filter(argument -> !argument.equals("study")).toList();
        if (options.isEmpty()) {
            return Study.whole();
        }
        if (options.equals(List.of("--quick"))) {
            return Study.quick();
        }
        throw new IllegalArgumentException("The study has one option, --quick, but was given %s".formatted(options));
    }

    private static Measurement measurement(String name, Options options) {
        return switch (name) {
            case "ratio" -> new Ratio(options);
            case "allocation" -> new Allocation(options);
            case "modes" -> new Modes();
            case "stream" -> new StreamHeap();
            case "huge" -> new HugeBody();
            case "body-heap" -> new BodyHeap();
            case "startup" -> new Startup(options);
            case "tensors" -> Tensors.all(options);
            case "tensors-binary", "tensors-json", "tensors-small", "tensors-record" -> Tensors.only(name, options);
            case "plugins" -> Plugins.all(options);
            case "plugins-replace", "plugins-rounds", "plugins-drop", "plugins-save", "plugins-cost" ->
                Plugins.only(name, options);
            case "scheduler" -> new SchedulerThroughput(options);
            case "batching" -> Batching.all(options);
            case "batching-throughput", "batching-overload", "batching-added" -> Batching.only(name, options);
            case "operations" -> Operations.all(options);
            case "operations-metrics", "operations-held", "operations-scrape" -> Operations.only(name, options);
            case "models" -> Models.all(options);
            case "models-throughput", "models-alone", "models-cpu", "models-memory", "models-start" ->
                Models.only(name, options);
            default -> throw new IllegalArgumentException("There is no measurement '%s'".formatted(name));
        };
    }
}
