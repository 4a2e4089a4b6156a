package io.forge.bench;

import io.forge.bench.plugin.VersionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Renames a JAR into the folder of a server that runs, 20 times: each is answered within 2 s. */
final class Dropping implements Part {

    private static final int COUNT = 20;
    private static final double MAX_MILLIS = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Installation installation;

    Dropping(Installation installation) {
        this.installation = installation;
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        var folder = installation.newFolder("plugins");
        var jar = folder.resolve("version.jar");
        var part = folder.resolve("version.jar.part");
        var millis = new ArrayList<Double>();
        try (var server = installation.serve("forge", "--plugins", folder.toString());
                var client = Client.connect(server.port())) {
            for (int version = 1; version <= COUNT; version++) {
                Files.write(part, PluginFile.jar(VersionFactory.class, version));
                long begin = System.nanoTime();
                Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
                await(client, 200);
                millis.add((System.nanoTime() - begin) / 1e6);
                Files.delete(jar);
                await(client, 404);
            }
        }
        var spread = Spread.of(millis);
        return List.of(
                Figure.atMost("JAR dropped: ms to the first answer, the longest", "%,.0f", spread.max(), MAX_MILLIS),
                Figure.told("JAR dropped: ms to the first answer", spread.in("%,.0f")));
    }

    private static void await(Client client, int status) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        for (int now = client.ask("/version").status();
                now != status;
                now = client.ask("/version").status()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IOException("/version is answered with %d and not with %d".formatted(now, status));
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}
