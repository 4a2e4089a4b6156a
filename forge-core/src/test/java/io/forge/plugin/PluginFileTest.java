package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.forge.ForgeBuilder;
import io.forge.testkit.Client;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in the plugins folder that are no proper JARs are named with their fault, and the others serve. */
class PluginFileTest {

    @TempDir
    private Path temporary;

    private Path folder;
    private Path good;
    private Path bad;

    @BeforeEach
    void addAGoodOne() {
        folder = temporary.resolve("plugins");
        good = new PluginsFolder(folder).addGood();
        bad = new PluginsFolder(folder).bad();
    }

    private ForgeBuilder forge() {
        return new PluginsFolder(folder).forge();
    }

    private void assertWarns(String message) {
        new PluginsFolder(folder).assertWarns(message);
    }

    private void assertRefused(String why) {
        new PluginsFolder(folder).assertRefused(bad, why);
    }

    @Test
    void refusesWhatIsNoZipFile() throws Exception {
        Files.writeString(bad, "This is not a JAR.");

        assertRefused("bad.jar is not a JAR (not a ZIP file): build it again");
    }

    @Test
    void refusesAnEmptyFile() throws Exception {
        Files.createFile(bad);

        assertRefused("bad.jar is empty, or still being copied: copy it again");
    }

    @Test
    void refusesAJarThatIsCutOff() throws Exception {
        byte[] whole = Files.readAllBytes(good);
        Files.write(bad, Arrays.copyOf(whole, whole.length / 2));

        assertRefused("bad.jar is cut off, damaged, or still being copied (zip END header not found): copy it again");
    }

    @Test
    void refusesAJarOverTheLimitWithoutCopyingIt() throws Exception {
        try (var file = new RandomAccessFile(bad.toFile(), "rw")) {
            file.writeBytes("PK");
            file.setLength((2L << 30) + 1); // Sparse: takes no room on the disk.
        }

        assertRefused("with bad.jar its JARs are larger than 2 GiB: keep models and data outside of JARs");
    }

    @Test
    void refusesEntriesThatLeadOut() {
        for (String name : new String[] {"../x", "a/../../x", "/etc/x", "..", "a\\..\\x", "C:\\x"}) {
            PluginJar.answering("bad", "text").entry(name, "").write(bad);

            assertRefused("bad.jar has an entry '%s', which leads out of the JAR: build it again".formatted(name));
        }
    }

    @Test
    void refusesALinkOutOfTheFolder() throws Exception {
        var outside = PluginJar.answering("bad", "text").write(temporary.resolve("elsewhere/bad.jar"));
        Files.createSymbolicLink(bad, outside);

        assertRefused(
                "bad.jar leads to %s, outside of %s: copy the file itself".formatted(outside.toRealPath(), folder));
    }

    @Test
    void refusesAFolderThatIsALinkOutOfTheFolder() throws Exception {
        var outside = PluginJar.answering("bad", "text").write(temporary.resolve("elsewhere/code.jar"));
        bad = Files.createSymbolicLink(folder.resolve("bad"), outside.getParent());

        assertRefused(
                "code.jar leads to %s, outside of %s: copy the file itself".formatted(outside.toRealPath(), folder));
    }

    @Test
    void refusesALinkToNothing() throws Exception {
        Files.createSymbolicLink(bad, folder.resolve("nothing"));

        assertRefused("bad.jar is a link to nothing: copy the file itself, or remove the link");
    }

    @Test
    void followsALinkWithinTheFolder() throws Exception {
        Files.move(good, folder.resolve(".good-1.0.jar"));
        Files.createSymbolicLink(good, Path.of(".good-1.0.jar"));

        try (var forge = forge().strict().load()) {
            assertThat(forge.handlers().get(0).place()).isEqualTo("demo.Factory in " + good);
        }
    }

    @Test
    void refusesWhatIsNoFile() throws Exception {
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(bad));

            assertRefused("bad.jar is not a file: put a JAR in its place, or remove it");
        }
    }

    /** Whoever runs the tests may read everything, where that is the administrator. */
    @Test
    void saysWhoMayNotReadAFile() {
        assertThat(FailureMessages.of(new AccessDeniedException("/plugins/bad.jar")))
                .isEqualTo("/plugins/bad.jar is not readable: let user %s read it"
                        .formatted(System.getProperty("user.name")));
    }

    @Test
    void namesAFolderWithoutAJar() throws Exception {
        bad = Files.createDirectories(folder.resolve("bad/lib")).getParent();

        // While the server runs, a folder is made before JARs are copied into it.
        new PluginsFolder(folder)
                .assertWarnsAtStart(
                        "Plugin %s cannot be loaded: there is no JAR in the folder: put the plugin's JARs into it, or remove it"
                                .formatted(bad));
    }

    @Test
    void namesTheJarOfAFolderThatIsBroken() throws Exception {
        PluginJar.answering("bad", "text").write(folder.resolve("bad/code.jar"));
        Files.writeString(folder.resolve("bad/library.jar"), "This is not a JAR.");
        bad = folder.resolve("bad");

        assertRefused("library.jar is not a JAR (not a ZIP file): build it again");
    }

    @Test
    void namesWhatIsNeitherAJarNorAFolder() throws Exception {
        Files.writeString(folder.resolve("model.zip"), "");

        assertWarns("File %s in the plugins folder is no JAR: remove it, or rename it to end in .jar if it is one"
                .formatted(folder.resolve("model.zip")));
    }

    @Test
    void refusesASecondPluginOfOneName() {
        PluginJar.answering("good", "text").write(folder.resolve("good/good.jar"));

        try (var log = Log.capture();
                var forge = forge().start()) {
            assertThat(log.messages(Level.WARN))
                    .containsExactly("Plugin %s cannot be loaded: %s is named 'good' too: remove or rename one of them"
                            .formatted(good, folder.resolve("good")));
            assertThat(Client.ask(forge, "/good", "x").body()).isEqualTo("x");
        }
    }

    @Test
    void putsNoLineBreakOfAFileNameIntoTheLog() throws Exception {
        Files.writeString(folder.resolve("a\nb.jar"), "x");

        assertWarns("Plugin %s cannot be loaded: a?b.jar is not a JAR (not a ZIP file): build it again"
                .formatted(folder.resolve("a?b.jar")));
    }
}
