package io.forge.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures how many items pass through a scheduler of batches whose code does nothing, in JVMs of their own. */
final class SchedulerThroughput implements Measurement {

    private static final double LEAST_ITEMS = 500_000;
    private static final Pattern LINE =
            Pattern.compile("(\\d+) items/s, ([\\d.]+) items a batch, (\\d+) ns of CPU an item, (\\d+) failed");

    private final Options options;

    private final List<Double> itemsPerSecond = new ArrayList<>();
    private final List<Double> batchSizes = new ArrayList<>();
    private final List<Double> cpuNanos = new ArrayList<>();
    private long failed;

    SchedulerThroughput(Options options) {
        this.options = options;
    }

    @Override
    public boolean run() throws IOException, InterruptedException {
        for (int fork = 1; fork <= options.forks(); fork++) {
            fork();
        }
        var figures = List.of(
                Figure.medianAtLeast("items/s", "%,.0f", Spread.of(itemsPerSecond), LEAST_ITEMS),
                Figure.told(
                        "items of a batch", "median " + Spread.of(batchSizes).in("%.1f")),
                Figure.told(
                        "CPU per item, in ns", "median " + Spread.of(cpuNanos).in("%.0f")),
                Figure.none("items that failed", failed));
        System.out.println();
        Figure.print(figures);
        return figures.stream().allMatch(Figure::holds);
    }

    /** The bench's own JVM compiles without profiles. */
    private void fork() throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Server.FLAGS);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                SchedulerLoad.class.getName(),
                Integer.toString(options.rounds()),
                Integer.toString(options.seconds())));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(line);
                add(line);
            }
        }
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("The load ended with exit code %d".formatted(code));
        }
    }

    private void add(String line) {
        Matcher round = LINE.matcher(line);
        if (!round.matches()) {
            throw new IllegalStateException("Not a round: '%s'".formatted(line));
        }
        itemsPerSecond.add(Double.parseDouble(round.group(1)));
        batchSizes.add(Double.parseDouble(round.group(2)));
        cpuNanos.add(Double.parseDouble(round.group(3)));
        failed += Long.parseLong(round.group(4));
    }
}
