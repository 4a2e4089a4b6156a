package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.api.Handler;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an application shows that embeds Forge, and has configured no log. */
class QuietXnioTest {

    @Test
    void leavesWhatSlf4jSaysOfItsMissingProvider() throws Exception {
        assertThat(outputOf()).hasSize(3).allMatch(line -> line.startsWith("SLF4J(W): "));
    }

    @Test
    void showsTheVersionsToThoseWhoHaveSetALevel() throws Exception {
        assertThat(outputOf("org.xnio")).hasSize(5).anyMatch(line -> line.startsWith("INFO: XNIO version "));
    }

    @Test
    void leavesTheLevelsAsTheyWere() {
        QuietXnio.instance();

        assertThat(Logger.getLogger("org.xnio").getLevel()).isNull();
        assertThat(Logger.getLogger("org.xnio.nio").getLevel()).isNull();
    }

    private static List<String> outputOf(String... loggersWithLevel) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Duser.language=en");
        command.add("-cp");
        command.add(withoutLogback());
        command.add(Application.class.getName());
        command.addAll(List.of(loggersWithLevel));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String withoutLogback() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("logback-c"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Starts a server and stops it. */
    static final class Application {

        public static void main(String[] loggersWithLevel) {
            var loggers = Stream.of(loggersWithLevel).map(Logger::getLogger).toList();
            loggers.forEach(logger -> logger.setLevel(Level.INFO));
            Forge.builder()
                    .port(0)
                    .handler("text", Handler.unary(String.class, String.class, (text, call) -> text))
                    .start()
                    .close();
        }
    }
}
