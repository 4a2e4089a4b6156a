package io.forge.bench;

import io.forge.Forge;
import io.forge.api.HandlerFactory;
import io.forge.bench.plugin.InjectedVersionFactory;
import io.forge.bench.plugin.VersionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads, calls and unloads a plugin 1,000 times in this process, of each kind: nothing may stay. */
final class LoadRounds implements Part {

    private static final int ROUNDS = 1_000;
    private static final int WARM = 50;
    private static final double MAX_KIBIBYTES = 256;
    private static final double KIBIBYTE = 1 << 10;

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        // As the launcher has it: with Guice's own way of making classes, newer Javas warn.
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
        var figures = new ArrayList<Figure>();
        figures.addAll(rounds("JAR", "version.jar", jar(VersionFactory.class)));
        figures.addAll(rounds("Guice", "version.jar", jar(InjectedVersionFactory.class)));
        figures.addAll(rounds("source file", "Shout.java", PluginFile.source(1)));
        return figures;
    }

    private static byte[] jar(Class<? extends HandlerFactory> factory) throws IOException {
        return PluginFile.jar(factory, 1);
    }

    private static List<Figure> rounds(String kind, String name, byte[] content)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("forge-bench");
        var file = Files.write(folder.resolve(name), content);
        try (var forge = Forge.builder().port(0).handlers("reverse").start();
                var client = Client.connect(forge.uri().getPort())) {
            run(forge, client, file, 1); // The server makes its folder for copies with the first.
            var before = Footprint.take(forge);
            long begin = System.nanoTime();
            run(forge, client, file, WARM - 1);
            var warm = Footprint.take(forge);
            run(forge, client, file, ROUNDS - WARM);
            double millis = (System.nanoTime() - begin) / 1e6 / ROUNDS;
            var after = Footprint.take(forge);
            return figures(kind, millis, before, warm, after);
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
    }

    private static void run(Forge forge, Client client, Path file, int rounds) throws IOException {
        for (int i = 0; i < rounds; i++) {
            forge.plugins().load(file);
            expect(200, client.ask("/version"));
            forge.plugins().unload(file);
            expect(404, client.ask("/version"));
        }
    }

    private static void expect(int status, Client.Answer answer) throws IOException {
        if (answer.status() != status) {
            throw new IOException("Expected %d but was %s".formatted(status, answer));
        }
    }

    private static List<Figure> figures(String kind, double millis, Footprint before, Footprint warm, Footprint after) {
        String rounds = "%,d rounds, %s: ".formatted(ROUNDS, kind);
        var threads = new ArrayList<>(after.threads());
        before.threads().forEach(threads::remove);
        if (!threads.isEmpty()) {
            System.out.printf("%sthreads that were not there before: %s%n", rounds, threads);
        }
        return List.of(
                Figure.told(rounds + "ms for one", "%.1f".formatted(millis)),
                Figure.none(rounds + "class loaders that stay", after.retained()),
                Figure.none(rounds + "threads that stay", threads.size()),
                Figure.none(rounds + "open files that stay", after.descriptors() - before.descriptors()),
                Figure.none(rounds + "temporary files that stay", after.files() - before.files()),
                metaspace(rounds, warm.metaspace() / KIBIBYTE, after.metaspace() / KIBIBYTE));
    }

    private static Figure metaspace(String rounds, double warm, double after) {
        return new Figure(
                rounds + "metaspace, KiB",
                "%,.0f at round %d, %+,.0f at the end".formatted(warm, WARM, after - warm),
                "<= +%,.0f".formatted(MAX_KIBIBYTES),
                after - warm <= MAX_KIBIBYTES);
    }
}
