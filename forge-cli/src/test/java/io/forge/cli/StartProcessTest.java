package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code start} from its first line to its exit code. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class StartProcessTest {

    @Test
    void saysWhatItServesAnswersAndExitsWithZeroOnSigterm() throws Exception {
        try (var process = ForgeProcess.run("start", "--handlers", "reverse", "--port", "0")) {
            var lines = process.awaitReady();
            var base = ForgeProcess.base(lines);

            var answer =
                    process.post(base.resolve("/reverse"), "{\"a\":\"abc\"}").get();
            process.terminate();

            assertThat(lines).hasSize(3);
            assertThat(lines.get(0)).isEqualTo("POST  %s/reverse  event-loop".formatted(base));
            assertThat(lines.get(1)).matches("management http://127\\.0\\.0\\.1:\\d+");
            assertThat(lines.get(2)).matches("ready in \\d+\\.\\d s");
            assertThat(answer.body()).isEqualTo("{\"data\":[\"cba\"]}");
            assertThat(process.exitCode()).isZero();
            assertThat(process.restOfOut()).isEmpty();
            // Not the only line on a busy machine: the first call loads classes, and holds its IO thread meanwhile.
            assertThat(process.restOfErr())
                    .noneMatch(line -> line.startsWith("WARNING"))
                    .last()
                    .asString()
                    .contains("INFO", "Stopped");
        }
    }

    @Test
    void servesEveryHandlerThatIsFoundWhenNoneIsNamed() throws Exception {
        try (var process = ForgeProcess.run("start", "--port", "0")) {
            var lines = process.awaitReady();

            assertThat(lines.get(0))
                    .isEqualTo("serving every handler that was found, as neither --handlers nor serve names any");
            assertThat(lines.subList(1, 8))
                    .map(line -> line.replaceAll("\\w+ +http://[^/]*(\\S+) .*", "$1"))
                    .containsExactly(
                            "/count", "/echo", "/v2/models/echo/infer", "/gate", "/hello", "/reverse", "/sleep");
            assertThat(lines.subList(1, 8))
                    .map(line -> line.lastIndexOf("  "))
                    .containsOnly(lines.get(1).lastIndexOf("  "));
            assertThat(lines.get(7)).endsWith(Runtime.version().feature() >= 21 ? "  virtual" : "  worker");
        }
    }

    @Test
    void completesTheCallUnderWayBeforeItEnds() throws Exception {
        try (var process = ForgeProcess.run("start", "--handlers", "gate", "--port", "0")) {
            var base = ForgeProcess.base(process.awaitReady());
            var answer = process.post(base.resolve("/gate"), "");
            process.readOutUpTo(GateFactory.ENTERED);

            process.terminate();
            process.readErrUpTo("Shutting down");
            process.openGate();

            assertThat(answer.get().statusCode()).isEqualTo(200);
            assertThat(answer.get().body()).isEqualTo("let through by " + (int) 'x');
            assertThat(process.exitCode()).isZero();
        }
    }

    @Test
    void endsAtOnceOnASecondSigterm() throws Exception {
        try (var process = ForgeProcess.run("start", "--handlers", "gate", "--port", "0")) {
            var base = ForgeProcess.base(process.awaitReady());
            var answer = process.post(base.resolve("/gate"), "");
            process.readOutUpTo(GateFactory.ENTERED);

            process.terminate();
            process.readErrUpTo("Shutting down");
            process.terminate();

            assertThat(process.exitCode()).isEqualTo(143);
            assertThat(answer).failsWithin(1, TimeUnit.MINUTES);
        }
    }

    /** Neither by the log and the exception, nor by two parts of Forge. */
    @Test
    void saysOnceWhatIsWrong(@TempDir Path folder) throws Exception {
        var plugins = Files.createDirectory(folder.resolve("plugins"));
        Files.writeString(plugins.resolve("broken.jar"), "no JAR");
        PluginJar.write(plugins.resolve("chorus.jar"), ChorusFactory.class);
        var file = Files.writeString(folder.resolve("forge.yaml"), """
                http: {port: 0}
                plugins: {directory: plugins}
                serve: [reverse]
                handlers: {chorus: {config: {pitch: high}}}
                """);
        try (var process = ForgeProcess.run("start", "--config", file.toString())) {
            process.awaitReady();
            process.terminate();
            assertThat(warnings(process)).containsExactlyInAnyOrder("broken.jar", "Handler 'chorus'");
        }
        try (var process = ForgeProcess.run("start", "--config", file.toString(), "--set", "http.prot=1")) {
            assertThat(process.exitCode()).isOne();
            assertThat(warnings(process)).containsExactlyInAnyOrder("'http.prot'", "broken.jar");
        }
    }

    private static List<String> warnings(ForgeProcess process) {
        return process.restOfErr().stream()
                .filter(line -> !line.contains(" INFO "))
                .map(line -> line.replaceFirst(".*(Plugin \\S+/broken\\.jar|Handler 'chorus'|'http\\.prot').*", "$1")
                        .replaceFirst("Plugin .*/", ""))
                .toList();
    }

    @Test
    void exitsWithOneAndOneLineWhenItCannotStart() throws Exception {
        try (var process = ForgeProcess.run("start", "--handlers", "revers", "--port", "0")) {
            assertThat(process.exitCode()).isOne();
            assertThat(process.restOfErr())
                    .containsExactly("--handlers: There is no handler 'revers'. Did you mean 'reverse'?"
                            + " Known are: count, echo, gate, hello, reverse, sleep, vault");
            assertThat(process.restOfOut()).isEmpty();
        }
    }
}
