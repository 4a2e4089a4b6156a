package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.testkit.PluginJar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copies of JARs with native code outlive plugins and servers, but not their process. */
class NativeCopiesTest {

    @TempDir
    private Path folder;

    private Path copies;

    @BeforeEach
    void writePlugin() throws IOException {
        copies = Files.createDirectories(folder.resolve("copies"));
        new PluginJar()
                .source("lib.Library", "package lib; public class Library { public static void use() {} }")
                .write(folder.resolve("plugins/demo/native/library.jar"));
        PluginJar.serving(
                        "demo",
                        "lib.Library.use(); return Handler.unary(String.class, String.class, (text, call) -> text);")
                .against(folder.resolve("plugins/demo/native/library.jar"))
                .write(folder.resolve("plugins/demo/demo.jar"));
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + copies,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Server.class.getName(),
                        folder.resolve("plugins").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void awaitClosed(Process process) throws IOException {
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.equals(Server.CLOSED)) {
            line = out.readLine();
        }
        assertThat(line).isEqualTo(Server.CLOSED);
    }

    @Test
    void areDeletedWhenTheProcessEnds() throws Exception {
        var process = start();
        try {
            awaitClosed(process);
            assertThat(copies).isDirectoryContaining("glob:**/forge-plugins-*-native-*");

            process.getOutputStream().close();
            process.waitFor();
            assertThat(copies).isEmptyDirectory();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void areDeletedByTheNextServerWhereTheProcessIsKilled() throws Exception {
        var process = start();
        try {
            awaitClosed(process);
            process.destroyForcibly().waitFor();
            assertThat(copies).isDirectoryContaining("glob:**/forge-plugins-*-native-*");

            try (var next = PrivateFolder.open(copies)) {
                StaleFolders.delete(copies, next);
            }
            assertThat(copies).isEmptyDirectory();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Loads plugins, closes its server, and stays until it is told to end. */
    static final class Server {

        private static final String CLOSED = "closed";

        private Server() {}

        public static void main(String[] arguments) throws Exception {
            Forge.builder().plugins(Path.of(arguments[0])).load().close();
            System.out.println(CLOSED);
            System.in.read();
        }
    }
}
