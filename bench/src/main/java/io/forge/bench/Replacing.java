package io.forge.bench;

import io.forge.bench.plugin.VersionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** Replaces a plugin 100 times in 60 s under load: no request may fail, none may be answered by another version. */
final class Replacing implements Part {

    private static final int COUNT = 100;
    private static final int SECONDS = 60;
    private static final Duration BEAT = Duration.ofMillis(590);
    private static final int OVERWRITTEN_EVERY = 4;

    private final Installation installation;
    private final Wrk load;

    Replacing(Installation installation, int connections) {
        this.installation = installation;
        this.load = new Wrk(2, connections, SECONDS);
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        var folder = installation.newFolder("plugins");
        var jar = folder.resolve("version.jar");
        Files.write(jar, PluginFile.jar(VersionFactory.class, 1));
        Succession.Result result;
        try (var server = installation.serve("forge", "--plugins", folder.toString(), "--handlers", "version")) {
            result = new Succession(load, COUNT, BEAT).run(server, version -> put(jar, version));
        }
        result.wrong().stream().limit(10).forEach(System.out::println);
        String checked = "%s: wrong answers to the checking clients".formatted(name());
        return List.of(
                Figure.atMost("%s: seconds for all".formatted(name()), "%.1f", result.seconds(), SECONDS),
                Figure.none(
                        "%s: failed requests of wrk".formatted(name()),
                        result.load().failures()),
                Figure.none(checked, result.wrong().size()),
                Figure.told(
                        "%s: requests".formatted(name()),
                        "%,d of wrk, %,d checked".formatted(result.load().requests(), result.checked())),
                Figure.told(
                        "%s: ms to the new answer".formatted(name()),
                        Spread.of(result.millis()).in("%,.0f")));
    }

    private static String name() {
        return "%d replacements".formatted(COUNT);
    }

    /** Mostly by renaming, now and then by overwriting in place. */
    private static void put(Path jar, int version) throws IOException {
        byte[] content = PluginFile.jar(VersionFactory.class, version);
        if (version % OVERWRITTEN_EVERY == 0) {
            Files.write(jar, content);
            return;
        }
        var part = jar.resolveSibling("version.jar.part");
        Files.write(part, content);
        Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
    }
}
