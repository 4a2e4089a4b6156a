package io.forge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What ends the server's process decides its exit code, and nothing is left behind. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ExitCodeProcessTest {

    @TempDir
    private Path folder;

    private Path temporary;

    @BeforeEach
    void makeTheFolderForTemporaryFiles() throws IOException {
        temporary = Files.createDirectory(folder.resolve("temporary"));
    }

    /** Not every code on a worker: the server waits ten seconds for the end of its pool, which does not come. */
    @ParameterizedTest
    @CsvSource({"worker, 3", "thread, 0", "thread, 1"})
    void isTheOneWithWhichAHandlerEndsTheJvm(String dispatch, int code) throws Exception {
        var plugin = plugin("", "System.exit(%s); return null;".formatted(code));
        try (var process = start(plugin, "--dispatch", dispatch)) {
            var base = ForgeProcess.base(process.awaitReady());

            process.post(base.resolve("/end"), "");

            assertThat(process.exitCode()).isEqualTo(code);
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void isTheOneWithWhichAHandlerEndsTheJvmWhileItIsLoaded() throws Exception {
        try (var process = start(plugin("System.exit(3);", "return \"\";"))) {
            assertThat(process.exitCode()).isEqualTo(3);
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, 0", "INT, 0", "HUP, 129"})
    void isZeroOnlyWhereASignalAsksForTheEnd(String signal, int code) throws Exception {
        try (var process = start(plugin("", "return \"\";"))) {
            process.awaitReady();

            process.signal(signal);

            assertThat(process.exitCode()).isEqualTo(code);
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, 0", "INT, 0", "HUP, 129"})
    void isTheSameWhileAHandlerIsLoaded(String signal, int code) throws Exception {
        String wait = "System.out.println(\"loading\"); while (true) Thread.onSpinWait();";
        try (var process = start(plugin("if (true) { %s }".formatted(wait), "return \"\";"))) {
            process.readOutUpTo("loading");

            process.signal(signal);

            assertThat(process.exitCode()).isEqualTo(code);
            assertThat(temporary).isEmptyDirectory();
            assertThat(process.restOfErr()).noneMatch(line -> line.contains("ERROR") || line.contains("\tat "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void isZeroWhereASignalComesBeforeTheCommandIsRead(String signal) throws Exception {
        try (var process = ForgeProcess.run(
                Main.class,
                builder -> builder.command().add(1, "-Xlog:class+load"),
                "start",
                "--handlers",
                "reverse",
                "--port",
                "0")) {
            process.readOutUpTo(" picocli.CommandLine ");

            process.signal(signal);
            process.restOfOut();

            assertThat(process.exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if (true) throw new OutOfMemoryError(\"Java heap space\");",
                "System.out.println(new long[Integer.MAX_VALUE][].length);"
            })
    void isOneWhereAHandlerHasNotEnoughMemoryToBeMade(String create) throws Exception {
        try (var process = start(plugin(create, "return \"\";"))) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.restOfErr())
                    .filteredOn(line -> !line.contains(" INFO "))
                    .singleElement()
                    .asString()
                    .contains("Handler 'end' cannot be created by", "OutOfMemoryError");
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"handlers", "config", "--help"})
    void isZeroWhereNobodyReadsTheOutput(String command) throws Exception {
        try (var process = ForgeProcess.run(command)) {
            process.closeOut();

            assertThat(process.exitCode()).isZero();
            assertThat(process.restOfErr()).isEmpty();
        }
    }

    private ForgeProcess start(Path plugin, String... more) throws IOException {
        var arguments = new ArrayList<>(
                List.of("start", "--handlers", plugin.toString(), "--port", "0", "--set", "calls.drain=1ms"));
        arguments.addAll(List.of(more));
        return ForgeProcess.run(
                Main.class,
                builder -> builder.command().add(1, "-Djava.io.tmpdir=" + temporary),
                arguments.toArray(String[]::new));
    }

    private Path plugin(String create, String call) throws IOException {
        return Files.writeString(folder.resolve("End.java"), """
                import io.forge.api.*;

                public class End implements HandlerFactory {
                    public String name() {
                        return "end";
                    }

                    public Handler<?, ?> create(HandlerContext context) throws Exception {
                        %s
                        return Handler.unary(Void.class, String.class, (nothing, call) -> {
                            %s
                        });
                    }
                }
                """.formatted(create, call), UTF_8);
    }
}
