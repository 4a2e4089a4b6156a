package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that cannot be: one line each, and exit code 1. */
class RefusedStartTest {

    @Test
    void saysWhichHandlersThereAreWhenOneIsUnknown() {
        assertRefused(
                "--handlers: There is no handler 'translate'. Known are: count, echo, gate, hello, reverse, sleep, vault",
                Execution.of("start", "--handlers", "reverse, translate", "--port", "0"));
    }

    @Test
    void saysThatThePortIsInUse() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertRefused(
                    "Port %d on 127.0.0.1 is in use: stop what listens there, or use another port"
                            .formatted(taken.getLocalPort()),
                    Execution.of("start", "--handlers", "reverse", "--port", "" + taken.getLocalPort()));
        }
    }

    @Test
    void saysWhatToDoWhereThereAreNoVirtualThreads() throws Exception {
        try (var process = ForgeProcess.run("start", "--handlers", "reverse", "--dispatch", "virtual", "--port", "0")) {
            if (Runtime.version().feature() >= 21) {
                assertThat(process.awaitReady().get(0)).endsWith("/reverse  virtual");
            } else {
                assertThat(process.restOfErr())
                        .singleElement()
                        .asString()
                        .contains("'reverse'", "needs Java 21 or later", "use dispatch auto or worker");
                assertThat(process.exitCode()).isOne();
            }
        }
    }

    @Test
    void saysWhatVirtualThreadsNeedToStartInPlace() throws Exception {
        String missing = Runtime.version().feature() >= 24
                ? "--add-opens java.base/java.lang=ALL-UNNAMED"
                : "needs Java 24 or later";
        try (var process = ForgeProcess.run(
                Main.class,
                builder -> {
                    builder.command().remove(ForgeProcess.OPENS_THREADS);
                    builder.environment().put("FORGE_DISPATCH_VIRTUAL_CARRIER", "in-place");
                },
                "start",
                "--handlers",
                "reverse",
                "--port",
                "0")) {
            assertThat(process.restOfErr())
                    .singleElement()
                    .asString()
                    .contains("FORGE_DISPATCH_VIRTUAL_CARRIER", "in-place needs", missing, "set it to auto or jdk");
            assertThat(process.exitCode()).isOne();
        }
    }

    @Test
    void showsACompileErrorAsTheCompilerDoes(@TempDir Path folder) throws Exception {
        var source = Files.writeString(folder.resolve("My Shout.java"), """
                class Shout {
                \tint size = "large";
                }
                """);

        var execution = Execution.of("start", "--handlers", source + ",reverse", "--port", "0");

        assertThat(execution.err())
                .containsExactly(
                        "--handlers: Plugin %s cannot be loaded: it does not compile".formatted(source),
                        "  %s:2: error: incompatible types: String cannot be converted to int".formatted(source),
                        "      int size = \"large\";",
                        "                 ^",
                        "  1 error");
        assertThat(execution.exitCode()).isOne();
    }

    @Test
    void saysWhatARuntimeWithoutACompilerLacks() throws Exception {
        var source = Path.of("../examples/Shout.java").toAbsolutePath().normalize();
        var modules = "--limit-modules=" + String.join(",", JavaModules.NEEDED);

        try (var process = ForgeProcess.run(
                Main.class, builder -> builder.command().add(1, modules), "check", "--handlers", source.toString())) {
            assertThat(process.restOfErr())
                    .containsExactly(("--handlers: Plugin %s cannot be loaded: the Java that runs Forge, %s, has no"
                                    + " compiler: start Forge with a JDK (JAVA_HOME), or make the runtime with the module"
                                    + " jdk.compiler")
                            .formatted(source, System.getProperty("java.home")));
            assertThat(process.exitCode()).isOne();
        }
    }

    private static void assertRefused(String line, Execution execution) {
        assertThat(execution.err()).containsExactly(line);
        assertThat(execution.out()).isEmpty();
        assertThat(execution.exitCode()).isOne();
    }
}
