package io.forge.host;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files in the plugins folder are dealt with once they are whole, and only when their content is new. */
@Timeout(60)
class PluginWatchTest {

    /** A source file that is a plugin. */
    private static final String TEXT = """
            import io.forge.api.*;
            class Text implements HandlerFactory {
                public String name() { return "text"; }
                public Handler<?, ?> create(HandlerContext context) {
                    return Handler.unary(String.class, String.class, (text, call) -> "one");
                }
            }
            """;

    @TempDir
    private Path temporary;

    private Path folder;
    private Path jar;

    @BeforeEach
    void makeFolders() throws IOException {
        folder = Files.createDirectories(temporary.resolve("my plugins"));
        Files.createDirectories(temporary.resolve("copies"));
        Files.createDirectories(temporary.resolve("elsewhere"));
        jar = folder.resolve("text.jar");
    }

    private WatchedFolder watch() {
        return new WatchedFolder(folder, temporary.resolve("copies"));
    }

    private static Path answering(String answer, Path jar) {
        return PluginJar.answering("text", "\"" + answer + "\"").write(jar);
    }

    /** The bytes of a plugin that is not in the folder. */
    private byte[] bytesOf(String answer) throws IOException {
        return Files.readAllBytes(answering(answer, temporary.resolve("elsewhere/text.jar")));
    }

    @Test
    void leavesAFileAloneThatIsStillBeingCopied() throws Exception {
        byte[] whole = bytesOf("one");
        try (var log = Log.capture();
                var watched = watch()) {
            for (int length = 0; length < whole.length; length += 1 + whole.length / 4) {
                Files.write(jar, Arrays.copyOf(whole, length));
                watched.look().pass().look();
            }
            Files.write(jar, whole);
            watched.look().look().look();
            assertThat(watched.ask("text")).isEqualTo("NOT_FOUND");
            assertThat(watched.report()).isEmpty();

            watched.settle();

            assertThat(watched.ask("text")).isEqualTo("one");
            assertThat(log.messages(Level.WARN)).isEmpty();
        }
    }

    @Test
    void saysOnceThatACopyStoppedHalfWayAndLoadsItWhenItIsWhole() throws Exception {
        byte[] whole = bytesOf("one");
        try (var log = Log.capture();
                var watched = watch()) {
            Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
            watched.settle().settle().settle();

            assertThat(log.messages(Level.WARN))
                    .containsExactly(
                            "Plugin %s cannot be loaded: text.jar is cut off, damaged, or still being copied (zip END header not found): copy it again"
                                    .formatted(jar));
            assertThat(watched.problem()).hasValue(log.messages(Level.WARN).get(0));

            Files.write(jar, whole);
            watched.settle();
            assertThat(watched.ask("text")).isEqualTo("one");
            assertThat(watched.problem()).isEmpty();
        }
    }

    @Test
    void doesNotLoadATouchedFileAgain() throws Exception {
        answering("one", jar);
        try (var log = Log.capture();
                var watched = watch()) {
            for (int i = 1; i < 4; i++) {
                Files.setLastModifiedTime(jar, FileTime.from(i, TimeUnit.DAYS));
                watched.settle();
            }
            Files.write(jar, Files.readAllBytes(jar));
            watched.settle();

            assertThat(watched.ask("text")).isEqualTo("one");
            assertThat(log.messages(Level.INFO)).containsExactly("Plugin %s serves text".formatted(jar));
        }
    }

    @Test
    void noticesWhatChangesAmongJarsWithNativeCode() throws Exception {
        answering("one", folder.resolve("text/text.jar"));
        var first = new PluginJar().entry("a.txt", "").write(folder.resolve("text/native/a.jar"));
        var second = new PluginJar().entry("b.txt", "").write(folder.resolve("text/b.jar"));
        try (var log = Log.capture();
                var watched = watch()) {
            Files.setLastModifiedTime(first, FileTime.from(1, TimeUnit.DAYS));
            watched.settle();
            assertThat(log.messages(Level.INFO)).hasSize(1);

            Files.move(second, first.resolveSibling("b.jar"));
            watched.settle();
            assertThat(log.messages(Level.WARN)).singleElement().asString().contains("restart the server");

            Files.move(first.resolveSibling("b.jar"), second);
            answering("two", folder.resolve("text/text.jar"));
            watched.settle();
            assertThat(watched.ask("text")).isEqualTo("two");
        }
    }

    @Test
    void doesNotCompileATouchedSourceFileAgain() throws Exception {
        var source = Files.writeString(folder.resolve("Text.java"), TEXT);
        try (var log = Log.capture();
                var watched = watch()) {
            Files.setLastModifiedTime(source, FileTime.from(1, TimeUnit.DAYS));
            watched.settle();
            assertThat(log.messages(Level.INFO)).containsExactly("Plugin %s serves text".formatted(source));

            Files.writeString(source, Files.readString(source).replace("one", "two"));
            watched.settle();
            assertThat(watched.ask("text")).isEqualTo("two");
        }
    }

    @Test
    void loadsAJarThatIsOverwrittenWithOneOfTheSameSizeAndTime() throws Exception {
        var one = bytesOf("one");
        var two = bytesOf("two");
        int size = Math.max(one.length, two.length) + 1;
        Files.write(jar, padded(one, size));
        try (var watched = watch()) {
            overwriteUnseen(jar, padded(two, size));
            watched.settle();

            assertThat(watched.ask("text")).isEqualTo("two");
        }
    }

    @Test
    void loadsAFolderAgainOfWhichOneJarIsOverwrittenWithOneOfTheSameSizeAndTime() throws Exception {
        PluginJar.answering("text", "demo.lib.Library.NAME")
                .source(
                        "demo.lib.Library",
                        "package demo.lib; public class Library { public static String NAME = \"own\"; }")
                .without("demo.lib.Library")
                .write(folder.resolve("vision/vision.jar"));
        var used = folder.resolve("vision/library.jar");
        var one = Files.readAllBytes(library("one").write(used));
        var two = Files.readAllBytes(library("two").write(used));
        int size = Math.max(one.length, two.length) + 1;
        Files.write(used, padded(one, size));
        try (var watched = watch()) {
            assertThat(watched.ask("text")).isEqualTo("one");
            overwriteUnseen(used, padded(two, size));
            watched.settle();

            assertThat(watched.ask("text")).isEqualTo("two");
        }
    }

    @Test
    void compilesASourceFileAgainThatIsOverwrittenWithOneOfTheSameSizeAndTime() throws Exception {
        var source = Files.writeString(folder.resolve("Text.java"), TEXT);
        try (var watched = watch()) {
            overwriteUnseen(source, TEXT.replace("one", "two").getBytes(StandardCharsets.UTF_8));
            watched.settle();

            assertThat(watched.ask("text")).isEqualTo("two");
        }
    }

    @Test
    void loadsAJarThatIsExchangedForOneOfTheSameSizeAndTime() throws Exception {
        var one = bytesOf("one");
        var two = bytesOf("two");
        int size = Math.max(one.length, two.length) + 1;
        Files.write(jar, padded(one, size));
        try (var watched = watch()) {
            var other = Files.write(temporary.resolve("elsewhere/other.jar"), padded(two, size));
            Files.setLastModifiedTime(other, Files.getLastModifiedTime(jar));
            Files.move(other, jar, StandardCopyOption.REPLACE_EXISTING);
            watched.settle();

            assertThat(watched.ask("text")).isEqualTo("two");
        }
    }

    /** As Kubernetes does with the files of a ConfigMap. */
    @Test
    void loadsAJarWhoseFolderALinkIsTurnedToAnother() throws Exception {
        var one = bytesOf("one");
        var two = bytesOf("two");
        int size = Math.max(one.length, two.length) + 1;
        var old = Files.write(Files.createDirectory(folder.resolve("..one")).resolve("text.jar"), padded(one, size));
        var fresh = Files.write(Files.createDirectory(folder.resolve("..two")).resolve("text.jar"), padded(two, size));
        Files.setLastModifiedTime(fresh, Files.getLastModifiedTime(old));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..one"));
        Files.createSymbolicLink(jar, Path.of("..data/text.jar"));
        try (var watched = watch()) {
            assertThat(watched.ask("text")).isEqualTo("one");
            var link = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..two"));
            Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
            watched.settle();

            assertThat(watched.ask("text")).isEqualTo("two");
        }
    }

    @Test
    void doesNotLoadAFileAgainOfWhichOnlyThePermissionsOrTheLinksChange() throws Exception {
        answering("one", jar);
        try (var log = Log.capture();
                var watched = watch()) {
            for (String permissions : new String[] {"rw-------", "rw-r--r--", "r--r--r--"}) {
                Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString(permissions));
                watched.settle().settle();
            }
            Files.createLink(temporary.resolve("elsewhere/second"), jar);
            watched.settle().settle();

            assertThat(watched.ask("text")).isEqualTo("one");
            assertThat(log.messages(Level.INFO)).containsExactly("Plugin %s serves text".formatted(jar));
        }
    }

    /** As {@code cp -p} does, with a file that is as large and as old as the one it overwrites. */
    private static void overwriteUnseen(Path file, byte[] content) throws IOException {
        var size = Files.size(file);
        var time = Files.getLastModifiedTime(file);
        Files.write(file, content);
        Files.setLastModifiedTime(file, time);
        assertThat(Files.size(file)).isEqualTo(size);
    }

    /** The same JAR, made larger by the comment at its end, whose length is what it ends with if it has none. */
    private static byte[] padded(byte[] zip, int size) {
        byte[] larger = Arrays.copyOf(zip, size);
        int comment = size - zip.length;
        larger[zip.length - 2] = (byte) comment;
        larger[zip.length - 1] = (byte) (comment >> 8);
        return larger;
    }

    @Test
    void takesAFileThatIsDeletedAndSoonWrittenAgainForAReplacement() throws Exception {
        answering("one", jar);
        try (var log = Log.capture();
                var watched = watch()) {
            byte[] two = bytesOf("two");
            Files.delete(jar);
            watched.look().look();
            assertThat(watched.ask("text")).isEqualTo("one");
            Files.write(jar, two);
            watched.look();
            assertThat(watched.ask("text")).isEqualTo("one");

            watched.settle();

            assertThat(watched.ask("text")).isEqualTo("two");
            assertThat(log.messages(Level.INFO)).noneMatch(message -> message.endsWith("is removed"));
        }
    }

    @Test
    void doesNotTryAFailedPluginAgainUntilItsContentChanges() throws Exception {
        Files.writeString(jar, "This is not a JAR.");
        try (var log = Log.capture();
                var watched = watch()) {
            Files.writeString(jar, "This is no JAR either.");
            watched.settle();
            assertThat(log.messages(Level.WARN)).hasSize(1);

            Files.setLastModifiedTime(jar, FileTime.from(1, TimeUnit.DAYS));
            watched.settle().settle();
            assertThat(watched.report())
                    .singleElement()
                    .satisfies(plugin -> assertThat(plugin.state()).isEqualTo(PluginReport.State.FAILED));

            answering("one", jar);
            watched.settle();
            assertThat(watched.ask("text")).isEqualTo("one");
            assertThat(log.messages(Level.WARN)).hasSize(2);
        }
    }

    @Test
    void servesOnWhileTheFolderIsAway() throws Exception {
        answering("one", jar);
        var away = temporary.resolve("away");
        try (var log = Log.capture();
                var watched = watch()) {
            Files.move(folder, away);
            watched.settle().settle();
            assertThat(watched.ask("text")).isEqualTo("one");

            Files.move(away, folder);
            watched.settle();
            assertThat(watched.ask("text")).isEqualTo("one");
            assertThat(log.messages(Level.WARN))
                    .containsExactly(
                            "The plugins folder %s does not exist: make it, or correct the path. The loaded plugins keep serving"
                                    .formatted(folder));

            Files.delete(jar);
            watched.settle();
            assertThat(watched.ask("text")).isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void loadsAFolderAgainWhoseJarsComeChangeAndGo() throws Exception {
        var vision = Files.createDirectory(folder.resolve("vision"));
        try (var watched = watch()) {
            PluginJar.answering("text", "demo.lib.Library.NAME")
                    .source(
                            "demo.lib.Library",
                            "package demo.lib; public class Library { public static String NAME = \"own\"; }")
                    .without("demo.lib.Library")
                    .write(vision.resolve("vision.jar"));
            watched.settle();
            assertThat(watched.ask("text")).isEqualTo("INTERNAL");

            library("one").write(vision.resolve("library.jar"));
            watched.settle();
            assertThat(watched.ask("text")).isEqualTo("one");
            assertThat(watched.report().get(0).jars()).containsExactly("library.jar", "vision.jar");

            library("two").write(vision.resolve("library.jar"));
            watched.settle();
            assertThat(watched.ask("text")).isEqualTo("two");

            Files.delete(vision.resolve("library.jar"));
            watched.settle();
            assertThat(watched.ask("text")).isEqualTo("INTERNAL");

            Files.delete(vision.resolve("vision.jar"));
            watched.settle();
            assertThat(watched.ask("text")).isEqualTo("NOT_FOUND");
            assertThat(watched.report()).isEmpty();

            answering("again", vision.resolve("vision.jar"));
            watched.settle();
            assertThat(watched.ask("text")).isEqualTo("again");
        }
    }

    private static PluginJar library(String name) {
        return new PluginJar()
                .source(
                        "demo.lib.Library",
                        "package demo.lib; public class Library { public static String NAME = \"%s\"; }"
                                .formatted(name));
    }

    @Test
    void passesNotesOverAndNamesOtherFilesOnce() throws Exception {
        try (var log = Log.capture();
                var watched = watch()) {
            for (String name : new String[] {"README.txt", "README", "notes.md", ".text.jar", "text.jar.part", "a~"}) {
                Files.writeString(folder.resolve(name), "x");
            }
            Files.writeString(folder.resolve("model.zip"), "x");
            watched.settle().settle();
            Files.writeString(folder.resolve("model.zip"), "xy");
            watched.settle();

            assertThat(log.messages(Level.WARN))
                    .containsExactly(
                            "File %s in the plugins folder is no JAR: remove it, or rename it to end in .jar if it is one"
                                    .formatted(folder.resolve("model.zip")));
            assertThat(watched.report()).isEmpty();
        }
    }

    @Test
    void keepsThePluginThatWasThereBeforeAnotherOfItsName() throws Exception {
        answering("jar", jar);
        try (var log = Log.capture();
                var watched = watch()) {
            answering("folder", folder.resolve("text/text.jar"));
            watched.settle().settle();
            assertThat(watched.ask("text")).isEqualTo("jar");
            assertThat(log.messages(Level.WARN))
                    .containsExactly("Plugin %s cannot be loaded: %s is named 'text' too: remove or rename one of them"
                            .formatted(folder.resolve("text"), jar));

            Files.delete(jar);
            watched.settle();
            assertThat(watched.ask("text")).isEqualTo("folder");
        }
    }

    @Test
    void namesALinkThatLeadsNowhereOnceAndLoadsWhatComesToBeThere() throws Exception {
        try (var log = Log.capture();
                var watched = watch()) {
            Files.createSymbolicLink(jar, Path.of(".text-1.0.jar"));
            var circle = Files.createSymbolicLink(folder.resolve("circle.jar"), Path.of("circle.jar"));
            watched.settle().settle();
            assertThat(log.messages(Level.WARN))
                    .satisfiesExactly(
                            message -> assertThat(message)
                                    .startsWith("Plugin %s cannot be loaded: circle.jar cannot be read: "
                                            .formatted(circle)),
                            message -> assertThat(message)
                                    .isEqualTo(
                                            "Plugin %s cannot be loaded: text.jar is a link to nothing: copy the file itself, or remove the link"
                                                    .formatted(jar)));

            answering("one", folder.resolve(".text-1.0.jar"));
            watched.settle();
            assertThat(watched.ask("text")).isEqualTo("one");
        }
    }

    @Test
    void refusesAFolderThatIsALinkOutOfTheFolderAndFollowsOneWithinIt() throws Exception {
        var outside = answering("outside", temporary.resolve("elsewhere/code.jar"));
        try (var log = Log.capture();
                var watched = watch()) {
            var link = Files.createSymbolicLink(folder.resolve("text"), outside.getParent());
            watched.settle();
            assertThat(log.messages(Level.WARN))
                    .containsExactly(
                            "Plugin %s cannot be loaded: code.jar leads to %s, outside of %s: copy the file itself"
                                    .formatted(link, outside.toRealPath(), folder));

            Files.delete(link);
            watched.settle().settle();
            var inside = answering("inside", folder.resolve(".versions/1.jar"));
            Files.createDirectory(link);
            Files.createSymbolicLink(link.resolve("code.jar"), inside);
            watched.settle();
            assertThat(watched.ask("text")).isEqualTo("inside");
        }
    }

    @Test
    void refusesWhatIsTooLargeAndWhatIsNoFileWithoutReadingIt() throws Exception {
        try (var log = Log.capture();
                var watched = watch()) {
            try (var file = new RandomAccessFile(jar.toFile(), "rw")) {
                file.writeBytes("PK");
                file.setLength(1L << 42); // Sparse: takes no room on the disk.
            }
            var nothing = folder.resolve("zeros.jar");
            try (var file = new RandomAccessFile(nothing.toFile(), "rw")) {
                file.setLength(2L << 30);
            }
            var endless = Files.createSymbolicLink(folder.resolve("endless.jar"), Path.of("/dev/zero"));
            watched.settle();

            assertThat(log.messages(Level.WARN))
                    .containsExactly(
                            "Plugin %s cannot be loaded: endless.jar leads to /dev/zero, outside of %s: copy the file itself"
                                    .formatted(endless, folder),
                            "Plugin %s cannot be loaded: with text.jar its JARs are larger than 2 GiB: keep models and data outside of JARs"
                                    .formatted(jar),
                            "Plugin %s cannot be loaded: zeros.jar is not a JAR (not a ZIP file): build it again"
                                    .formatted(nothing));
            Files.delete(endless);
        }
    }
}
