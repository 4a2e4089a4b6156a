package io.forge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** Saves a source file 20 times under load: from the saving to the new answer, half of them take 1 s at most. */
final class Saving implements Part {

    private static final int COUNT = 20;
    private static final double MAX_MILLIS = 1_000;
    private static final Duration BEAT = Duration.ofMillis(1_100);
    private static final Wrk LOAD = new Wrk(1, 8, 22);

    private final Installation installation;

    Saving(Installation installation) {
        this.installation = installation;
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        var source = installation.newFolder("sources").resolve("Shout.java");
        Files.write(source, PluginFile.source(1));
        Succession.Result result;
        try (var server = installation.serve("forge", "--handlers", source.toString())) {
            result = new Succession(LOAD, COUNT, BEAT)
                    .run(server, version -> Files.write(source, PluginFile.source(version)));
        }
        result.wrong().stream().limit(10).forEach(System.out::println);
        return List.of(
                Figure.medianAtMost(
                        "Shout.java saved: ms to the new answer", "%,.0f", Spread.of(result.millis()), MAX_MILLIS),
                Figure.none(
                        "Shout.java saved: failed requests of wrk",
                        result.load().failures()),
                Figure.none(
                        "Shout.java saved: wrong answers to the checking clients",
                        result.wrong().size()),
                Figure.told(
                        "Shout.java saved: requests",
                        "%,d of wrk, %,d checked".formatted(result.load().requests(), result.checked())));
    }
}
