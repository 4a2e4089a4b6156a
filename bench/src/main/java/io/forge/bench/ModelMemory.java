package io.forge.bench;

import io.forge.bench.Wrk.Question;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Measures what stays in memory after many inferences and many swaps of a model, and whether a swap costs a call. */
final class ModelMemory implements Part {

    private static final int CLIENTS = 32;
    private static final int FIRST = 1_000;
    private static final int MANY = 50_000;
    private static final int SWAPS = 100;
    private static final double MOST_GROWTH = 1.05;
    private static final Wrk LOAD = new Wrk(1, CLIENTS, 5, Question.model("minilm"));

    /** The heap is there from the start: what grows is something else. */
    private static final List<String> FLAGS = flags();

    private static List<String> flags() {
        var flags = new ArrayList<>(Server.FLAGS);
        flags.addAll(List.of("-Xms256m", "-XX:+AlwaysPreTouch"));
        return flags;
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        try (var server = Server.start(Peer.models(), FLAGS)) {
            long failures = run(server, FIRST);
            long first = resident(server);
            failures += run(server, MANY);
            long many = resident(server);
            var swaps = CompletableFuture.supplyAsync(() -> swap(server));
            while (!swaps.isDone()) {
                failures += LOAD.run(server).failures();
            }
            int swapped = swaps.join();
            long after = resident(server);
            System.out.printf("resident: %,d, %,d and %,d KiB%n", first, many, after);
            return List.of(
                    Figure.atMost(
                            "resident memory after %,d inferences, in times".formatted(MANY),
                            "%.3f",
                            (double) many / first,
                            MOST_GROWTH),
                    Figure.atMost(
                            "resident memory after %d swaps, in times".formatted(swapped),
                            "%.3f",
                            (double) after / first,
                            MOST_GROWTH),
                    Figure.none("calls that failed in %d swaps".formatted(swapped), failures));
        }
    }

    /** Until there were so many inferences. */
    private static long run(Server server, int inferences) throws IOException, InterruptedException {
        long failures = 0;
        for (long done = 0; done < inferences; ) {
            var result = LOAD.run(server);
            done += result.requests();
            failures += result.failures();
        }
        return failures;
    }

    private static int swap(Server server) {
        var client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/v2/repository/models/minilm/load".formatted(server.port())))
                .POST(BodyPublishers.noBody())
                .build();
        try {
            for (int i = 0; i < SWAPS; i++) {
                var answer = client.send(request, BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IOException(answer.body());
                }
            }
            return SWAPS;
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** In KiB. */
    private static long resident(Server server) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(server.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("The system does not tell what is resident");
    }
}
