package io.forge.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;

/** Announces a body of 2 GB: it must be refused, and nothing allocated for it. */
final class HugeBody implements Measurement {

    private static final List<String> FLAGS = List.of("-Xmx64m", "-XX:+UseG1GC");
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int REQUESTS = 100;
    private static final long MEBIBYTE = 1 << 20;
    private static final String REQUEST = "POST /reverse HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: 2000000000\r\n\r\n{";

    @Override
    public boolean run() throws IOException, InterruptedException {
        System.out.printf("Java %s, %s%n", Runtime.version(), String.join(" ", FLAGS));
        try (var server = Server.start(Peer.forge("auto"), FLAGS);
                var probe = Probe.attach(server.pid())) {
            String status = statusOf(server.port());
            long before = probe.heapUsedAfterCollection();
            long allocated = probe.allocatedBytes();
            boolean refused = true;
            for (int i = 0; i < REQUESTS; i++) {
                refused &= statusOf(server.port()).equals(status);
            }
            allocated = probe.allocatedBytes() - allocated;
            long after = probe.heapUsedAfterCollection();
            System.out.printf("%d requests with Content-Length: 2000000000, each answered %s%n", REQUESTS, status);
            System.out.printf(
                    "heap after a collection: before %,d KiB, after %,d KiB; allocated for all of them %,d KiB%n",
                    before >> 10, after >> 10, allocated >> 10);
            return refused && status.startsWith("HTTP/1.1 413") && allocated / REQUESTS < MEBIBYTE;
        }
    }

    private static String statusOf(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(REQUEST.getBytes(ISO_8859_1));
            String status = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
            return status == null ? "nothing" : status;
        }
    }
}
