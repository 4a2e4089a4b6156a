package io.forge.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.testkit.Client;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard and the alerts in {@code docs/operations} ask for metrics and labels that a server has. */
class DashboardTest {

    private static final Path DOCUMENTS = Path.of("..", "docs");

    /** What Prometheus adds to every series. */
    private static final Set<String> TARGET_LABELS = Set.of("job", "instance");

    /** Metrics of others: of Prometheus, and of its blackbox exporter. */
    private static final Set<String> METRICS_OF_OTHERS = Set.of("up");

    /** The labels of each metric of a server that has done what can be measured. */
    private static Map<String, Set<String>> metrics = Map.of();

    @BeforeAll
    static void measure() throws Exception {
        var gate = new Gate();
        try (var forge = Forge.builder()
                        .port(0)
                        .set("dispatch.thread.max-running", 1)
                        .set("dispatch.event-loop.hold-warning", "1ms")
                        .handler("unary", gate.handler().on(Dispatch.THREAD))
                        .handler("held", gate.handler().on(Dispatch.EVENT_LOOP))
                        .handler("batched", Handler.batched(String.class, String.class, batch -> batch.inputs()))
                        .handler("streaming", Handler.streaming(String.class, String.class, (input, sink, call) -> {
                            sink.send(input);
                        }))
                        .start();
                var unary = Client.to(forge).post("/unary", "x");
                var holder = Client.to(forge)) {
            gate.awaitEntered();
            Client.ask(forge, "/unary", "x");
            Client.ask(forge, "/batched", "x");
            Client.ask(forge, "/streaming", "x");
            Client.ask(forge, "/nowhere", "x");
            holder.post("/held", "x");
            metrics(forge); // The JVM is measured from the first scrape on.
            System.gc();
            try {
                awaitMetrics(forge, "forge_event_loop_held_seconds_total", "jvm_gc_pause_seconds_count");
            } finally {
                gate.open();
            }
            assertThat(unary.answer().status()).isEqualTo(200);
            assertThat(holder.answer().status()).isEqualTo(200);
            awaitMetrics(forge, "forge_calls_seconds_count", "forge_event_loop_lag_seconds_count");
            metrics = metrics(forge);
        }
    }

    private static void awaitMetrics(Forge forge, String... names) {
        Latches.awaitUntil(() -> metrics(forge).keySet().containsAll(List.of(names)));
    }

    private static Map<String, Set<String>> metrics(Forge forge) {
        var metrics = new TreeMap<String, Set<String>>();
        for (String series : Scrape.of(forge).series()) {
            var selector = Query.of(series).selectors().get(0);
            metrics.computeIfAbsent(selector.metric(), name -> new TreeSet<>()).addAll(selector.labels());
        }
        return metrics;
    }

    @ParameterizedTest
    @MethodSource({"panels", "variables", "alerts"})
    void asksForWhatAServerHas(Shown shown) {
        var query = Query.of(shown.expression());

        assertThat(query.selectors()).isNotEmpty();
        var known = new TreeSet<>(TARGET_LABELS);
        for (var selector : query.selectors()) {
            if (METRICS_OF_OTHERS.contains(selector.metric())) {
                continue;
            }
            assertThat(metrics).containsKey(selector.metric());
            var labels = new TreeSet<>(metrics.get(selector.metric()));
            labels.addAll(TARGET_LABELS);
            assertThat(labels).as(selector.metric()).containsAll(selector.labels());
            known.addAll(labels);
        }
        assertThat(known).containsAll(query.groups());
        assertThat(query.groups().isEmpty() ? known : query.groups()).containsAll(shown.labels());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertSaysWhatToDo(Shown alert) throws IOException {
        var annotations = alert.annotations();

        assertThat(annotations).containsOnlyKeys("summary", "description", "runbook");
        assertThat(annotations.get("runbook"))
                .isEqualTo("docs/operations.md#" + alert.name().toLowerCase(Locale.ROOT));
        assertThat(Files.readAllLines(DOCUMENTS.resolve("operations.md"))).contains("### " + alert.name());
    }

    @Test
    void noPanelLiesOnAnother() throws IOException {
        var taken = new TreeSet<String>();
        for (var panel : dashboard().get("panels")) {
            var place = panel.get("gridPos");
            int left = place.get("x").asInt();
            int top = place.get("y").asInt();
            assertThat(left + place.get("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = left; x < left + place.get("w").asInt(); x++) {
                for (int y = top; y < top + place.get("h").asInt(); y++) {
                    assertThat(taken.add(x + " " + y))
                            .as(panel.get("title").asString())
                            .isTrue();
                }
            }
        }
    }

    static List<Shown> panels() throws IOException {
        var shown = new ArrayList<Shown>();
        for (var panel : dashboard().get("panels")) {
            for (var target : panel.path("targets")) {
                shown.add(new Shown(
                        panel.get("title").asString(),
                        target.get("expr").asString(),
                        Shown.find("\\{\\{(\\w+)}}", target.get("legendFormat").asString()),
                        Map.of()));
            }
        }
        return shown;
    }

    static List<Shown> variables() throws IOException {
        var shown = new ArrayList<Shown>();
        for (var variable : dashboard().get("templating").get("list")) {
            if (variable.get("type").asString().equals("query")) {
                var values = Pattern.compile("label_values\\((.+), (\\w+)\\)")
                        .matcher(variable.get("definition").asString());
                assertThat(values.matches()).isTrue();
                shown.add(new Shown(
                        variable.get("name").asString(), values.group(1), List.of(values.group(2)), Map.of()));
            }
        }
        return shown;
    }

    private static JsonNode dashboard() throws IOException {
        return JsonMapper.shared()
                .readTree(DOCUMENTS.resolve("operations/dashboard.json").toFile());
    }

    @SuppressWarnings("unchecked") // It is YAML, of which this is all that is used.
    static List<Shown> alerts() throws IOException {
        var file = (Map<String, List<Map<String, List<Map<String, Object>>>>>) new Load(
                        LoadSettings.builder().build())
                .loadFromString(Files.readString(DOCUMENTS.resolve("operations/alerts.yaml")));
        var shown = new ArrayList<Shown>();
        for (var group : file.get("groups")) {
            for (var rule : group.get("rules")) {
                var annotations = (Map<String, String>) rule.get("annotations");
                shown.add(new Shown(
                        (String) rule.get("alert"),
                        (String) rule.get("expr"),
                        Shown.find("\\$labels\\.(\\w+)", String.join(" ", annotations.values())),
                        annotations));
            }
        }
        return shown;
    }

    /** One query, and what is written of what it gives. */
    private record Shown(String name, String expression, List<String> labels, Map<String, String> annotations) {

        static List<String> find(String pattern, String text) {
            return Pattern.compile(pattern)
                    .matcher(text)
                    .results()
                    .map(one -> one.group(1))
                    .toList();
        }

        @Override
        public String toString() {
            return name + ": " + expression;
        }
    }

    /** The metrics that an expression of Prometheus names, with the labels of each, and the labels by which it groups. */
    private record Query(List<Selector> selectors, Set<String> groups) {

        private static final Pattern GROUP =
                Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
        private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]");
        private static final Pattern NAME = Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*(\\(|\\{(?:[^\"}]|\"[^\"]*\")*})?");
        private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"[^\"]*\"");
        private static final Set<String> OPERATORS = Set.of("and", "or", "unless");

        static Query of(String expression) {
            Set<String> groups = new TreeSet<>();
            GROUP.matcher(expression)
                    .results()
                    .flatMap(group -> Stream.of(group.group(1).split(",")))
                    .map(String::strip)
                    .filter(label -> !label.isEmpty())
                    .forEach(groups::add);
            String rest =
                    RANGE.matcher(GROUP.matcher(expression).replaceAll(" ")).replaceAll(" ");
            var selectors = NAME.matcher(rest)
                    .results()
                    .filter(name -> !"(".equals(name.group(2)) && !OPERATORS.contains(name.group(1)))
                    .map(name -> new Selector(name.group(1), labels(name.group(2))))
                    .toList();
            return new Query(selectors, groups);
        }

        private static List<String> labels(String braces) {
            return braces == null
                    ? List.of()
                    : LABEL.matcher(braces)
                            .results()
                            .map(label -> label.group(1))
                            .toList();
        }
    }

    /** A metric, and labels of it. */
    private record Selector(String metric, List<String> labels) {}
}
