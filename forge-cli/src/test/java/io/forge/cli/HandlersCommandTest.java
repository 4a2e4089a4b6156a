package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code handlers} shows handlers and plugins. */
class HandlersCommandTest {

    @TempDir
    private Path folder;

    private Path bad;
    private String why;

    @BeforeEach
    void addPlugins() throws Exception {
        PluginJar.write(folder.resolve("tells.jar"), GossipFactory.class);
        bad = Files.writeString(folder.resolve("bad.jar"), "This is not a JAR.");
        why = "Plugin %s cannot be loaded: bad.jar is not a JAR (not a ZIP file): build it again".formatted(bad);
    }

    @Test
    void showsEachPluginBelowTheHandlersWithWhatIsWrong() {
        var execution = Execution.of("handlers", "--plugins", folder.toString());

        assertThat(execution.exitCode()).isZero();
        assertThat(execution.out()).first().asString().startsWith("NAME ");
        assertThat(execution
                        .out()
                        .subList(
                                execution.out().lastIndexOf(""), execution.out().size()))
                .containsExactly(
                        "",
                        "PLUGIN  VERSION  JARS       HANDLERS  STATE",
                        "bad                                   failed",
                        "  " + why,
                        "tells            tells.jar  gossip    loaded");
    }

    @Test
    void showsNoTableOfPluginsWhereThereIsNone() throws Exception {
        Files.delete(folder.resolve("bad.jar"));
        Files.delete(folder.resolve("tells.jar"));

        assertThat(Execution.of("handlers", "--plugins", folder.toString()).out())
                .noneMatch(line -> line.startsWith("PLUGIN"));
    }

    @Test
    void saysWhyAHandlerIsNotWhereModelsAre() {
        assertThat(Execution.of("handlers").out())
                .contains(
                        "",
                        "count is not under /v2: it answers with a stream",
                        "hello is not under /v2: it has no input")
                .noneMatch(line -> line.startsWith("echo is not"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void writesOneDocumentForScripts() {
        var execution = Execution.of("handlers", "--plugins", folder.toString(), "--json");

        var document = JsonMapper.shared().readValue(execution.written(), Map.class);
        assertThat((List<Map<String, Object>>) document.get("handlers"))
                .anySatisfy(handler ->
                        assertThat(handler).containsEntry("name", "gossip").containsEntry("path", "/gossip"));
        assertThat((List<Map<String, Object>>) document.get("plugins"))
                .containsExactly(
                        Map.of(
                                "name",
                                "bad",
                                "place",
                                bad.toString(),
                                "jars",
                                List.of(),
                                "handlers",
                                List.of(),
                                "state",
                                "failed",
                                "problem",
                                why),
                        Map.of(
                                "name", "tells",
                                "place", folder.resolve("tells.jar").toString(),
                                "jars", List.of("tells.jar"),
                                "handlers", List.of("gossip"),
                                "state", "loaded"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void tellsWhichHandlersRunInBatchesAndHow() throws Exception {
        Files.delete(bad);
        PluginJar.write(folder.resolve("sings.jar"), ChorusFactory.class);
        var plugins =
                new String[] {"handlers", "--plugins", folder.toString(), "--set", "handlers.chorus.batch.instances=3"};

        assertThat(Execution.of(plugins).out())
                .containsSequence(
                        "",
                        "chorus version 1 runs in batches: max-items 7, max-cost 100, max-wait 0ms, instances 3, max-queue"
                                + " 1024, idempotent false");
        var document = JsonMapper.shared()
                .readValue(
                        Execution.of(Stream.concat(Stream.of(plugins), Stream.of("--json"))
                                        .toArray(String[]::new))
                                .written(),
                        Map.class);
        assertThat((List<Map<String, Object>>) document.get("handlers"))
                .anySatisfy(handler -> assertThat(handler)
                        .containsEntry("name", "chorus")
                        .containsEntry(
                                "batch",
                                Map.of(
                                        "max-items", 7,
                                        "max-cost", 100,
                                        "max-wait", "0ms",
                                        "instances", 3,
                                        "max-queue", 1024,
                                        "idempotent", false)))
                .filteredOn(handler -> !handler.get("name").equals("chorus"))
                .allSatisfy(handler -> assertThat(handler).doesNotContainKey("batch"));
    }

    @Test
    void showsNoNameThatCommandsATerminal() throws Exception {
        Files.writeString(folder.resolve("a\nb\u001b[31m.jar"), "no JAR");

        var execution = Execution.of("handlers", "--plugins", folder.toString());

        assertThat(execution.written()).doesNotContain("\u001b").contains("a?b?[31m ");
    }
}
