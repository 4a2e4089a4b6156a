package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.cli.log.Terminal;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The log of a process, as whoever started it gets it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LogProcessTest {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(?:Z|[+-]\\d\\d:\\d\\d)";

    @TempDir
    private Path folder;

    @Test
    void takesTheLinesOfAllLibrariesInOneTextFormat() throws Exception {
        var lines = errOf("TEXT", "INFO");

        assertThat(lines)
                .allMatch(line -> line.matches(
                        "(?:%s (?:ERROR|WARN |INFO ) \\S+ \\[[^]]+] .*)|(?:\\tat .*)|(?:java\\.lang\\.\\S+: .*)"
                                .formatted(TIME)));
        assertThat(lines)
                .noneMatch(line -> line.contains("in detail"))
                .anyMatch(line -> line.contains(" INFO  org.xnio [main] XNIO version "))
                .anyMatch(line -> line.matches(".* ERROR io\\.undertow\\.request \\[.*"))
                .anyMatch(line -> line.equals("java.lang.IllegalStateException: thrown in Undertow"))
                .anyMatch(line -> line.endsWith(" WARN  com.example.Old [main] by java.util.logging"))
                .anyMatch(line -> line.endsWith(" WARN  com.example.Platform [main] by System.Logger"));
    }

    @Test
    void letsAMessageForgeNoLine() throws Exception {
        assertThat(errOf("TEXT", "INFO"))
                .last()
                .asString()
                .endsWith(" INFO  com.example.Ranker [main]"
                        + " by SLF4J\\n2026-11-01T00:00:00.000Z ERROR forged count=17 tenant=blue");
    }

    @Test
    void takesTheLinesOfAllLibrariesAsJson() throws Exception {
        var events = errOf("JSON", "INFO").stream().map(LogProcessTest::parse).toList();

        assertThat(events.stream().map(event -> event.get("logger")).collect(Collectors.toSet()))
                .contains("org.xnio", "io.undertow.request", "com.example.Old", "com.example.Platform");
        assertThat(events)
                .filteredOn(event -> event.get("logger").equals("io.undertow.request"))
                .singleElement()
                .satisfies(event -> assertThat(event).containsEntry("level", "ERROR"))
                .extracting("exception.message")
                .isEqualTo("thrown in Undertow");
        assertThat(events.get(events.size() - 1))
                .containsEntry("message", "by SLF4J\n2026-11-01T00:00:00.000Z ERROR forged")
                .containsEntry("values", Map.of("count", 17))
                .containsEntry("mdc", Map.of("tenant", "blue"));
    }

    @Test
    void isWhatTheConfigurationSays() throws Exception {
        var file = Files.writeString(folder.resolve("forge.yaml"), """
                log:
                  format: json
                  levels:
                    org.xnio: info
                """);
        try (var process = ForgeProcess.run("start", "--handlers", "reverse", "--port", "0", "--config", "" + file)) {
            process.awaitReady();
            process.terminate();

            assertThat(process.restOfErr())
                    .map(LogProcessTest::parse)
                    .anySatisfy(event -> assertThat(event).containsEntry("logger", "org.xnio"))
                    .last()
                    .satisfies(event -> assertThat(event.get("message")).isEqualTo("Stopped"));
        }
    }

    @Test
    void namesThePluginInEachLineThatItsCodeLogs() throws Exception {
        assertThat(errOfPlugin("text"))
                .map(line -> line.replaceFirst(TIME + " INFO +", "").replaceFirst(" \\[[^]]+]", ""))
                .contains(
                        "tell tales/com.example.Gossip while it is made",
                        "tell tales/com.example.Gossip by SLF4J",
                        "tell tales/com.example.Old by java.util.logging",
                        "tell tales/com.example.Platform by System.Logger",
                        "tell tales/com.example.Gossip by a thread of its own",
                        "tell tales/com.example.Gossip while it is closed")
                .last()
                .asString()
                .doesNotContain("tales");
    }

    @Test
    void namesThePluginInEachObjectThatItsCodeLogs() throws Exception {
        assertThat(errOfPlugin("json"))
                .map(LogProcessTest::parse)
                .filteredOn(event -> event.containsKey("plugin"))
                .allSatisfy(event -> assertThat(event).containsEntry("plugin", "tell tales"))
                .extracting(event -> event.get("message"))
                .containsExactly(
                        "while it is made",
                        "by SLF4J",
                        "by java.util.logging",
                        "by System.Logger",
                        "by a thread of its own",
                        "while it is closed");
    }

    /** What a server logs whose plugin "tell tales" is called once. */
    private List<String> errOfPlugin(String format) throws Exception {
        PluginJar.write(folder.resolve("tell tales.jar"), GossipFactory.class);
        try (var process = ForgeProcess.run(
                "start", "--plugins", folder.toString(), "--port", "0", "--set", "log.format=" + format)) {
            var base = ForgeProcess.base(process.awaitReady());
            assertThat(process.post(base.resolve("/gossip"), "").get().statusCode())
                    .isEqualTo(204);
            process.terminate();
            return process.restOfErr();
        }
    }

    @Test
    void logsInDetailWhenTold() throws Exception {
        assertThat(errOf("TEXT", "DEBUG"))
                .anyMatch(line -> line.contains(" DEBUG com.example.Ranker [main] in detail"));
    }

    @Test
    void hasColorsWhereTheLauncherSawATerminal() throws Exception {
        try (var process = ForgeProcess.run(Main.class, LogProcessTest::onTerminal, start("--port", "0"))) {
            process.awaitReady();
            process.terminate();

            assertThat(process.readErrUpTo("Shutting down")).last().asString().contains("\u001b[32mINFO \u001b[0m");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void servesWhenTheDiskForTheLogIsFull() throws Exception {
        try (var process = ForgeProcess.run(Main.class, LogProcessTest::fullErr, start("--port", "0"))) {
            var base = ForgeProcess.base(process.awaitReady());

            assertThat(reverse(process, base)).isEqualTo("{\"data\":[\"cba\"]}");
            process.terminate();
            assertThat(process.exitCode()).isZero();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void servesWhenTheDiskForAllOutputIsFull() throws Exception {
        int port = freePort();
        try (var process = ForgeProcess.run(Main.class, LogProcessTest::fullOutput, start("--port", "" + port))) {
            process.awaitListening(port);

            assertThat(reverse(process, URI.create("http://127.0.0.1:" + port))).isEqualTo("{\"data\":[\"cba\"]}");
            process.terminate();
            assertThat(process.exitCode()).isZero();
        }
    }

    @Test
    void leavesEverythingToAConfigurationFileOfLogbacksOwn() throws Exception {
        var log = folder.resolve("forge.log");
        var file = Files.writeString(folder.resolve("log back.xml"), """
                <configuration>
                  <appender name="FILE" class="ch.qos.logback.core.FileAppender">
                    <file>%s</file>
                    <encoder><pattern>%%level of mine: %%msg%%n</pattern></encoder>
                  </appender>
                  <root level="INFO"><appender-ref ref="FILE"/></root>
                </configuration>
                """.formatted(log));
        try (var process = ForgeProcess.run(
                LoudProgram.class,
                builder -> builder.command().add(1, "-Dlogback.configurationFile=" + file),
                "JSON",
                "INFO")) {
            assertThat(process.exitCode()).isZero();
            assertThat(process.restOfErr()).isEmpty();
        }
        assertThat(Files.readAllLines(log))
                .contains("WARN of mine: Section 'log' of the configuration has no effect,"
                        + " as -Dlogback.configurationFile is set")
                .contains("WARN of mine: by java.util.logging");
    }

    @Test
    void saysThatItsConfigurationFileIsMissingAndLogsAllTheSame() throws Exception {
        var missing = folder.resolve("none.xml");
        try (var process = ForgeProcess.run(
                LoudProgram.class,
                builder -> builder.command().add(1, "-Dlogback.configurationFile=" + missing),
                "TEXT",
                "INFO")) {
            assertThat(process.restOfErr())
                    .anyMatch(line -> line.endsWith(
                            "-Dlogback.configurationFile names %s, which does not exist: logging to stderr"
                                    .formatted(missing)))
                    .anyMatch(line -> line.endsWith("by java.util.logging"));
            assertThat(process.restOfOut()).isEmpty();
        }
    }

    private static List<String> errOf(String format, String level) throws Exception {
        try (var process = ForgeProcess.run(LoudProgram.class, builder -> {}, format, level)) {
            var lines = process.restOfErr();
            assertThat(process.exitCode()).isZero();
            assertThat(process.restOfOut()).isEmpty();
            return lines;
        }
    }

    private static String[] start(String... more) {
        return Stream.concat(Stream.of("start", "--handlers", "reverse"), Stream.of(more))
                .toArray(String[]::new);
    }

    private static void onTerminal(ProcessBuilder process) {
        process.command().add(1, "-D%s=true".formatted(Terminal.STDERR));
        process.environment().put("TERM", "xterm");
        process.environment().remove("NO_COLOR");
    }

    private static void fullErr(ProcessBuilder process) {
        process.redirectError(new File("/dev/full"));
    }

    private static void fullOutput(ProcessBuilder process) {
        fullErr(process);
        process.redirectOutput(new File("/dev/full"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String reverse(ForgeProcess process, URI base) throws Exception {
        return process.post(base.resolve("/reverse"), "{\"a\":\"abc\"}").get().body();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> parse(String line) {
        return JsonMapper.shared().readValue(line, Map.class);
    }
}
