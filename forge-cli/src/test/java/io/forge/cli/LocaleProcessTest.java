package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** File names beyond ASCII where the locale has no letters for them, and nobody has switched to another. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LocaleProcessTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void makeAPlugin() throws IOException {
        PluginJar.write(Files.createDirectory(folder.resolve("plugins")).resolve("tells.jar"), GossipFactory.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exec $java check --config $name.yaml                         | The argument",
                "exec $java start --port 0 --plugins $name                    | The argument",
                "exec $java check --handlers ./$name.jar                      | The argument",
                "export FORGE_PLUGINS_DIRECTORY=$name; exec $java check       | FORGE_PLUGINS_DIRECTORY:",
                "export FORGE_CONFIG=$name.yaml; exec $java check             | FORGE_CONFIG:",
                "exec $java check --config name.yaml                          | name.yaml:1:22: Key 'plugins.directory'",
                "tmp=$name; exec $java check --plugins plugins                | --plugins: Plugins are run from copies",
                "tmp=$name; exec $java start --port 0 --plugins plugins       | --plugins: Plugins are run from copies",
            })
    void refusesAPathThatTheLocaleLacks(String script, String start) throws Exception {
        try (var process = inLocaleC(script)) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.restOfErr())
                    .filteredOn(line -> !line.startsWith("WARNING: java.io.tmpdir")) // The JVM's own.
                    .singleElement()
                    .asString()
                    .startsWith(start)
                    .contains("Java cannot represent", "in this locale", "set LC_ALL=C.UTF-8");
        }
    }

    @Test
    void goesOnWithoutAPluginWhoseNameTheLocaleLacks() throws Exception {
        try (var process = inLocaleC(
                "mv plugins/tells.jar plugins/$name.jar; exec $java start --handlers reverse --plugins plugins --port 0")) {
            var base = ForgeProcess.base(process.awaitReady());

            assertThat(process.post(base.resolve("/reverse"), "{\"a\":\"abc\"}")
                            .get()
                            .body())
                    .isEqualTo("{\"data\":[\"cba\"]}");
            process.terminate();

            assertThat(process.exitCode()).isZero();
            assertThat(process.restOfErr())
                    .noneMatch(line -> line.contains("\tat ") || line.contains("ERROR"))
                    .filteredOn(line -> line.contains(" WARN "))
                    .anyMatch(line -> line.contains("cannot be loaded: Java cannot represent the file name"));
        }
    }

    /**
     * Runs a script in which {@code $java} begins the command line, {@code $tmp} is its folder for temporary files and
     * {@code $name} has a letter beyond ASCII. It is the shell that makes this letter, as the JVM that runs the tests may have
     * none either.
     */
    private ForgeProcess inLocaleC(String script) throws IOException {
        String begin = """
                name=$(printf 'mod\\303\\250le')
                mkdir "$name"
                : >"$name.yaml"
                : >"$name.jar"
                echo "plugins: {directory: $name}" >name.yaml
                tmp=.
                """;
        String java = "\"$0\" -Djava.io.tmpdir=\"$PWD/$tmp\" \"$@\"";
        return ForgeProcess.run(Main.class, builder -> {
            var command = new ArrayList<>(List.of("sh", "-c", begin + script.replace("$java", java)));
            command.addAll(builder.command());
            builder.command(command).directory(folder.toFile());
            builder.environment().put("LC_ALL", "C");
        });
    }
}
