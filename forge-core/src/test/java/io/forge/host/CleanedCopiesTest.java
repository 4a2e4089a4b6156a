package io.forge.host;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.forge.testkit.Folders;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who cleans the folder for temporary files while the server runs does not keep plugins from being changed. */
@Timeout(60)
class CleanedCopiesTest {

    @TempDir
    private Path temporary;

    private Path folder;
    private Path copies;
    private Path elsewhere;
    private Path jar;

    @BeforeEach
    void makeFolders() throws IOException {
        folder = Files.createDirectories(temporary.resolve("plugins"));
        copies = Files.createDirectories(temporary.resolve("copies"));
        elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
        jar = folder.resolve("text.jar");
    }

    private WatchedFolder watch() {
        return new WatchedFolder(folder, copies);
    }

    /** A plugin that reads a file of its own, so that a copy that is gone is seen. */
    private void write(String answer) {
        PluginJar.answering("text", "read()")
                .source("demo.Factory", """
                        package demo;
                        import io.forge.api.*;
                        public class Factory implements HandlerFactory {
                            public String name() { return "text"; }
                            public Handler<?, ?> create(HandlerContext context) {
                                return Handler.unary(String.class, String.class, (text, call) -> {
                                    try (var in = Factory.class.getResourceAsStream("/answer.txt")) {
                                        return in == null ? "nothing" : new String(in.readAllBytes());
                                    }
                                });
                            }
                        }
                        """)
                .entry("answer.txt", answer)
                .write(jar);
    }

    /** The only folder of a server. */
    private Path privateFolder() {
        return only(copies);
    }

    /** The only folder of a plugin in it. */
    private Path copyFolder() {
        return only(privateFolder());
    }

    private static Path only(Path parent) {
        try (var files = Files.list(parent)) {
            return files.filter(Files::isDirectory)
                    .reduce((one, other) -> {
                        throw new AssertionError("There is %s beside %s".formatted(other, one));
                    })
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What can become of the copies. */
    private enum Cleaning {
        FOLDER {
            @Override
            void clean(CleanedCopiesTest test) throws IOException {
                Folders.delete(test.privateFolder());
            }
        },
        COPIES_OF_THE_PLUGIN {
            @Override
            void clean(CleanedCopiesTest test) throws IOException {
                Folders.delete(test.copyFolder());
            }
        },
        COPY_OF_THE_JAR {
            @Override
            void clean(CleanedCopiesTest test) throws IOException {
                Files.delete(test.copyFolder().resolve("text.jar"));
            }
        },
        EVERY_FILE {
            @Override
            void clean(CleanedCopiesTest test) throws IOException {
                Files.delete(test.copyFolder().resolve("text.jar"));
                Files.delete(test.privateFolder().resolve("lock"));
            }
        },
        FOLDER_FOR_A_FILE {
            @Override
            void clean(CleanedCopiesTest test) throws IOException {
                var folder = test.privateFolder();
                Folders.delete(folder);
                Files.writeString(folder, "mine");
            }
        },
        FOLDER_FOR_A_LINK {
            @Override
            void clean(CleanedCopiesTest test) throws IOException {
                var folder = test.privateFolder();
                Folders.delete(folder);
                Files.createSymbolicLink(folder, test.elsewhere);
            }
        },
        FOLDER_FOR_ANOTHER {
            @Override
            void clean(CleanedCopiesTest test) throws IOException {
                var folder = test.privateFolder();
                Folders.delete(folder);
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
            }
        },
        PARENT_THAT_IS_MADE_ANEW {
            @Override
            void clean(CleanedCopiesTest test) throws IOException {
                Folders.delete(test.copies);
                Files.createDirectory(test.copies);
            }
        };

        abstract void clean(CleanedCopiesTest test) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void servesTheNextVersion(Cleaning cleaning) throws Exception {
        write("one");
        try (var watched = watch()) {
            cleaning.clean(this);
            write("two");
            watched.settle();
            assertThat(watched.ask("text")).isEqualTo("two");

            write("three");
            watched.settle();
            assertThat(watched.ask("text")).isEqualTo("three");
        }
        assertThat(folder).isDirectoryContaining("glob:**/text.jar");
    }

    @ParameterizedTest
    @EnumSource
    void servesAPluginThatComesThen(Cleaning cleaning) throws Exception {
        write("one");
        try (var watched = watch()) {
            cleaning.clean(this);
            PluginJar.answering("late", "\"late\"").write(folder.resolve("late.jar"));
            watched.settle();

            assertThat(watched.ask("late")).isEqualTo("late");
        }
    }

    @ParameterizedTest
    @EnumSource
    void loadsAPluginAgainWhoseCopyIsGone(Cleaning cleaning) throws Exception {
        write("one");
        try (var log = Log.capture();
                var watched = watch()) {
            var before = privateFolder();
            cleaning.clean(this);
            watched.settle().settle();

            assertThat(watched.ask("text")).isEqualTo("one");
            assertThat(log.messages(Level.WARN))
                    .containsExactly(
                            "The copies that plugin %s runs from are gone from %s: it is loaded again. If something cleans the folder for temporary files, exclude forge-plugins-* there, or set another folder with -Djava.io.tmpdir"
                                    .formatted(jar, before));
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingButWhatIsOfOthersAtTheEnd(Cleaning cleaning) throws Exception {
        write("one");
        Files.writeString(elsewhere.resolve("mine"), "mine");
        try (var log = Log.capture()) {
            try (var watched = watch()) {
                cleaning.clean(this);
                write("two");
                watched.settle();
            }
            assertThat(log.messages(Level.WARN)).noneMatch(message -> message.contains("cannot be closed"));
        }
        assertThat(elsewhere).isDirectoryContaining("glob:**/mine");
        try (var left = Files.list(copies)) {
            assertThat(left.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)))
                    .allSatisfy(path -> assertThat(path).isEmptyDirectory());
        }
    }

    @Test
    void makesItsFolderAnewIfItIsOpenedToOthersOrClosedToItself() throws Exception {
        write("one");
        try (var watched = watch()) {
            for (String permissions : new String[] {"rwxrwxrwx", "r-x------"}) {
                var before = only(copies);
                Files.setPosixFilePermissions(before, PosixFilePermissions.fromString(permissions));
                write(permissions);
                watched.settle();

                assertThat(watched.ask("text")).isEqualTo(permissions);
                Files.setPosixFilePermissions(before, PosixFilePermissions.fromString("rwx------"));
                Folders.delete(before);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(only(copies))))
                        .isEqualTo("rwx------");
            }
        }
    }

    @Test
    void saysWhatToDoWhereNoFolderCanBeMadeAndGoesOnWhenItCan() throws Exception {
        write("one");
        try (var log = Log.capture();
                var watched = watch()) {
            Folders.delete(copies);
            write("two");
            watched.settle().pass().settle().passRetry().settle();
            assertThat(log.messages(Level.WARN))
                    .containsOnlyOnce(
                            "Plugins are run from copies, which cannot be made in %s (%s does not exist): create it, make it writable, or set another folder with -Djava.io.tmpdir. What was loaded before keeps serving"
                                    .formatted(copies, copies));

            Files.createDirectory(copies);
            watched.passRetry().look().look();
            assertThat(watched.ask("text")).isEqualTo("two");
            assertThat(watched.problem()).isEmpty();
        }
    }
}
