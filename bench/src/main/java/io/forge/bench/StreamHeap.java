package io.forge.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Watches the heap while a stream of 1 GB goes to a client that reads 1 MB a second: it must stay flat. */
final class StreamHeap implements Measurement {

    private static final List<String> FLAGS = List.of("-Xmx64m", "-XX:+UseG1GC");
    private static final int SECONDS = 30;
    private static final int EVERY_SECONDS = 3;
    private static final double MEBIBYTE = 1 << 20;
    private static final double MAX_GROWTH = 4 * MEBIBYTE;

    @Override
    public boolean run() throws IOException, InterruptedException {
        System.out.printf("Java %s, %s%n", Runtime.version(), String.join(" ", FLAGS));
        try (var server = Server.start(Peer.forge("auto"), FLAGS);
                var probe = Probe.attach(server.pid())) {
            var client = slowClient(server.port());
            try {
                return watch(client, probe);
            } finally {
                client.destroy();
            }
        }
    }

    private static Process slowClient(int port) throws IOException {
        var client = new ProcessBuilder(
                        "curl",
                        "--silent",
                        "--no-buffer",
                        "--limit-rate",
                        "1M",
                        "--max-time",
                        Integer.toString(SECONDS),
                        "--output",
                        "/dev/null",
                        "--write-out",
                        "%{http_code}: the client read %{size_download} bytes in %{time_total} s\n",
                        "--request",
                        "POST",
                        "http://127.0.0.1:" + port + "/stream")
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(client::destroy));
        return client;
    }

    private static boolean watch(Process client, Probe probe) throws IOException, InterruptedException {
        double least = Double.MAX_VALUE;
        double most = 0;
        int seconds = 0;
        while (!client.waitFor(EVERY_SECONDS, TimeUnit.SECONDS)) {
            seconds += EVERY_SECONDS;
            double used = probe.heapUsedAfterCollection();
            least = Math.min(least, used);
            most = Math.max(most, used);
            System.out.printf("after %2d s: %.1f MiB of heap in use after a collection%n", seconds, used / MEBIBYTE);
        }
        if (seconds < SECONDS - 2 * EVERY_SECONDS) {
            System.out.printf("The stream ended after %d s already%n", seconds);
            return false;
        }
        System.out.printf("between %.1f and %.1f MiB%n", least / MEBIBYTE, most / MEBIBYTE);
        return most - least <= MAX_GROWTH;
    }
}
