package io.forge.metrics;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.metrics.Metric.Kind;
import io.forge.testkit.Client;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table of metrics in {@code docs/operations/metrics.md} says what {@link Metric} says, and a server what both say.
 *
 * <p>With {@code -Dforge.write=true} the table is written instead.
 */
class MetricsDocumentationTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "operations", "metrics.md");
    private static final String BEGIN =
            "<!-- Made from Metric; MetricsDocumentationTest holds it equal and, with -Dforge.write=true, writes it. -->";
    private static final String END = "<!-- End of what is made. -->";

    @Test
    void theTableIsMadeFromTheMetrics() throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(document).contains(BEGIN, END);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END);

        if (Boolean.getBoolean("forge.write")) {
            document = document.substring(0, begin) + table() + document.substring(end);
            Files.writeString(DOCUMENT, document);
            end = document.indexOf(END);
        }

        assertThat(document.substring(begin, end))
                .as("docs/operations/metrics.md; mvn test -pl forge-core -Dtest=MetricsDocumentationTest"
                        + " -Dforge.write=true writes it")
                .isEqualTo(table());
    }

    private static String table() {
        return Stream.of(Metric.values())
                .map(MetricsDocumentationTest::row)
                .collect(joining("", "\n\n| name | type | labels | meaning |\n| --- | --- | --- | --- |\n", "\n"));
    }

    private static String row(Metric metric) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        metric.shown(),
                        metric.kind().shown(),
                        metric.labels().stream()
                                .map(label -> "`%s`".formatted(label.shown()))
                                .collect(joining(", ")),
                        metric.description());
    }

    @Test
    void aServerHasTheseMetricsAndNoOthers() throws Exception {
        var gate = new Gate();
        try (var forge = Forge.builder()
                        .port(0)
                        .set("dispatch.thread.max-running", 1)
                        .set("dispatch.event-loop.hold-warning", "1ms")
                        .handler("gate", gate.handler().on(Dispatch.THREAD))
                        .handler("held", gate.handler().on(Dispatch.EVENT_LOOP))
                        .handler("batch", Handler.batched(String.class, String.class, batch -> batch.inputs()))
                        .handler("stream", Handler.streaming(String.class, String.class, (input, sink, call) -> {
                            sink.send(input);
                        }))
                        .start();
                var permit = Client.to(forge).post("/gate", "x");
                var holder = Client.to(forge)) {
            gate.awaitEntered();
            Client.ask(forge, "/gate", "x");
            Client.ask(forge, "/batch", "x");
            Client.ask(forge, "/stream", "x");
            Client.ask(forge, "/nowhere", "x");
            holder.post("/held", "x");
            try {
                Latches.awaitUntil(() -> shown(forge).equals(documented()));
            } finally {
                gate.open();
            }
            assertThat(permit.answer().status()).isEqualTo(200);

            assertThat(shown(forge)).isEqualTo(documented());
        }
    }

    private static Map<String, String> shown(Forge forge) {
        var shown = new TreeMap<String, String>();
        Scrape.of(forge).types().forEach((name, type) -> {
            if (name.startsWith("forge_")) {
                shown.put(name, type);
            }
        });
        return shown;
    }

    /** The greatest value of the last minutes comes with each histogram. */
    private static Map<String, String> documented() {
        var documented = new TreeMap<String, String>();
        for (var metric : Metric.values()) {
            documented.put(metric.shown(), metric.kind().shown());
            if (metric.kind() == Kind.TIMER || metric.kind() == Kind.SUMMARY) {
                documented.put(metric.shown() + "_max", "gauge");
            }
        }
        return documented;
    }
}
