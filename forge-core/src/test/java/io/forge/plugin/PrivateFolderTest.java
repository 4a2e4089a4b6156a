package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process leaves that is killed is deleted by the next one, what is still used is not, and is kept young. */
class PrivateFolderTest {

    @TempDir
    private Path parent;

    @Test
    void deletesTheFolderOfAKilledProcessButNotOfOneThatRuns() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        parent.toString())
                .start();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var held = Path.of(out.readLine());

            openAndClose();
            assertThat(held).isDirectoryContaining("glob:**/plugin");

            process.destroyForcibly().waitFor();
            openAndClose();
            assertThat(held).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void leavesTheFolderOfAnotherServerInThisProcessAlone() throws Exception {
        try (var first = PrivateFolder.open(parent)) {
            var used = first.newFolder();

            openAndClose();

            assertThat(used).isDirectory();
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void leavesOthersFilesOfThatNameAlone() throws Exception {
        var file = Files.writeString(parent.resolve("forge-plugins-1-1-x"), "mine");
        var link = Files.createSymbolicLink(
                parent.resolve("forge-plugins-1-1-y"), Files.createDirectory(parent.resolve("elsewhere")));

        openAndClose();

        assertThat(file).hasContent("mine");
        assertThat(link).exists();
    }

    @Test
    void keepsItsFilesYoung() throws Exception {
        try (var own = PrivateFolder.open(parent)) {
            var inner = own.newFolder();
            var copy = Files.writeString(inner.resolve("text.jar"), "x");
            var old = FileTime.from(1, TimeUnit.DAYS);
            for (var file : new Path[] {copy, inner.resolveSibling("lock"), inner, inner.getParent()}) {
                Files.setLastModifiedTime(file, old);
            }

            own.renew();

            for (var file : new Path[] {copy, inner.resolveSibling("lock"), inner, inner.getParent()}) {
                assertThat(Files.getLastModifiedTime(file)).isGreaterThan(old);
            }
        }
    }

    /** As a server that starts and ends. */
    private void openAndClose() throws IOException {
        try (var folder = PrivateFolder.open(parent)) {
            StaleFolders.delete(parent, folder);
        }
    }

    /** Holds a folder until it is killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            var folder = PrivateFolder.open(Path.of(arguments[0]));
            var inner = folder.newFolder();
            Files.writeString(inner.resolveSibling("plugin"), "x");
            System.out.println(inner.getParent());
            System.in.read();
        }
    }
}
