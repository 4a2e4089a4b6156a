package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The command on a Java that lacks modules, as a runtime made with jlink may. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class JavaModulesProcessTest {

    @Test
    void serveWithNoOthersThanThoseThatAreNeeded() throws Exception {
        try (var process = run(JavaModules.NEEDED, "start", "--handlers", "reverse", "--port", "0")) {
            var base = ForgeProcess.base(process.awaitReady());

            var answer =
                    process.post(base.resolve("/reverse"), "{\"a\":\"abc\"}").get(20, TimeUnit.SECONDS);

            assertThat(answer.body()).isEqualTo("{\"data\":[\"cba\"]}");
            process.signal("TERM");
            assertThat(process.exitCode()).isZero();
        }
    }

    @Test
    void areNamedWhereTheyAreMissing() throws Exception {
        var others = new ArrayList<>(JavaModules.NEEDED);
        others.removeAll(List.of("jdk.unsupported", "java.net.http"));

        try (var process = run(others, "check")) {
            assertThat(process.readErrUpTo("lacks"))
                    .containsExactly(
                            "The Java in %s lacks modules that Forge needs: add them to it with jlink --add-modules java.net.http,jdk.unsupported, or set JAVA_HOME to a whole one"
                                    .formatted(System.getProperty("java.home")));
            assertThat(process.exitCode()).isEqualTo(1);
        }
    }

    private static ForgeProcess run(List<String> modules, String... arguments) throws IOException {
        return ForgeProcess.run(
                Main.class,
                process -> process.command().add(1, "--limit-modules=" + String.join(",", modules)),
                arguments);
    }
}
