package io.forge.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares reading 100,000 numbers of JSON into a tensor with Jackson's parser alone, in JVMs of their own. */
final class TensorParsing implements Part {

    private static final double MAX_RATIO = 1.3;

    private final Options options;

    TensorParsing(Options options) {
        this.options = options;
    }

    @Override
    public List<Figure> measure() throws IOException {
        var ratios = new ArrayList<Double>();
        for (int fork = 1; fork <= options.forks(); fork++) {
            ratios.addAll(fork());
        }
        return List.of(Figure.medianAtMost(
                "100,000 numbers into a tensor / Jackson: CPU", "%.3f", Spread.of(ratios), MAX_RATIO));
    }

    /** The bench's own JVM compiles without profiles. */
    private List<Double> fork() throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Server.FLAGS);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                NumberReading.class.getName(),
                Integer.toString(options.rounds())));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var ratios = new ArrayList<Double>();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(line);
                ratios.add(Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)));
            }
        }
        return ratios;
    }
}
