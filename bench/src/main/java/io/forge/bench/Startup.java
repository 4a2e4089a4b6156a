package io.forge.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures how long the command line takes from its start to its first answer, with the start-up cache and without. */
final class Startup implements Measurement {

    private static final double LIMIT = 0.6;

    private final int starts;

    Startup(Options options) {
        starts = options.forks() * options.rounds();
    }

    @Override
    public boolean run() throws IOException, InterruptedException {
        try (var installation = Installation.make(Path.of("..").toRealPath())) {
            installation.warm();
            var without = new ArrayList<Double>();
            var with = new ArrayList<Double>();
            for (int i = 0; i < starts; i++) {
                without.add(installation.millisToFirstAnswer(Installation.Cache.OFF));
                with.add(installation.millisToFirstAnswer(Installation.Cache.ON));
            }
            return report(without, with);
        }
    }

    private boolean report(List<Double> without, List<Double> with) {
        double ratio = Spread.of(with).median() / Spread.of(without).median();
        System.out.printf("Java %s, %d starts each, ms from exec to the first 200%n", Runtime.version(), starts);
        System.out.printf("without cache  %s%n", Spread.of(without).in("%,.0f"));
        System.out.printf("with cache     %s%n", Spread.of(with).in("%,.0f"));
        System.out.printf("ratio          %.3f (limit %.1f)%n", ratio, LIMIT);
        return ratio <= LIMIT;
    }
}
