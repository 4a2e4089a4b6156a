package io.forge.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Watches the heap while one request after the other has a body of 1 MiB: what is live at the worst moment. */
public final class BodyHeap implements Measurement, Part {

    // The collector that stops the world at any moment and leaves nothing but what is live, whatever its size.
    private static final List<String> FLAGS = List.of("-Xmx64m", "-XX:+UseSerialGC");
    private static final int BODY = 1 << 20;
    private static final int WARM_UP = 500;
    private static final double MAX_TIMES = 3;

    /** So many that the short moments in which most is live are met too. */
    private static final int COLLECTIONS = 1_000;

    @Override
    public boolean run() throws Exception {
        System.out.printf("Java %s, %s%n", Runtime.version(), String.join(" ", FLAGS));
        var figures = measure();
        Figure.print(figures);
        return figures.stream().allMatch(Figure::holds);
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        try (var server = Server.start(Peer.forge("auto"), FLAGS);
                var probe = Probe.attach(server.pid())) {
            var requests = new Requests(server.port());
            for (int i = 0; i < WARM_UP; i++) {
                requests.send();
            }
            // Twice, as the first one may find what only finalizers and cleaners let go.
            probe.heapLeftByCollection();
            long idle = probe.heapLeftByCollection();
            var sender = new Thread(requests);
            sender.start();
            long most = 0;
            for (int i = 0; i < COLLECTIONS; i++) {
                most = Math.max(most, probe.heapLeftByCollection());
            }
            requests.stop();
            sender.join();
            return List.of(
                    Figure.atMost(
                            "live heap at its peak while bodies of 1 MiB are reversed / the body",
                            "%.2f",
                            (double) (most - idle) / BODY,
                            MAX_TIMES),
                    Figure.none("requests with such a body that failed", requests.failures));
        }
    }

    /** Sends the same request again and again, over one connection. */
    private static final class Requests implements Runnable {

        private final HttpClient client = HttpClient.newHttpClient();
        private final HttpRequest request;
        private volatile boolean stopped;
        private int failures;

        private Requests(int port) {
            String frame = "{\"a\":\"%s\"}";
            String body = frame.formatted("x".repeat(BODY - frame.formatted("").length()));
            this.request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/reverse"))
                    .timeout(Duration.ofSeconds(10))
                    .POST(BodyPublishers.ofString(body))
                    .build();
        }

        @Override
        public void run() {
            while (!stopped) {
                send();
            }
        }

        private void send() {
            try {
                if (client.send(request, BodyHandlers.discarding()).statusCode() != 200) {
                    failures++;
                }
            } catch (IOException e) {
                failures++;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopped = true;
            }
        }

        private void stop() {
            stopped = true;
        }
    }
}
