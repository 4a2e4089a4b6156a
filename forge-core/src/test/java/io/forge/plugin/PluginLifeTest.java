package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.testkit.Client;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin runs from a private copy of its JARs, and leaves nothing behind. */
class PluginLifeTest {

    @TempDir
    private Path folder;

    private ForgeBuilder forge() {
        return Forge.builder().port(0).plugins(folder).set("plugins.sources", true);
    }

    @Test
    void goesOnWhenItsJarIsOverwrittenInPlace() throws Exception {
        var jar = PluginJar.answering("late", "Late.answer() + Late.resource()")
                .source("demo.Late", """
                        package demo;
                        public class Late {
                            static String answer() { return "late "; }
                            static String resource() throws Exception {
                                try (var in = Late.class.getResource("/late.txt").openStream()) {
                                    return new String(in.readAllBytes());
                                }
                            }
                        }
                        """)
                .entry("late.txt", "resource")
                .write(folder.resolve("late.jar"));

        try (var forge = forge().start()) {
            Files.write(jar, new byte[(int) Files.size(jar)]);

            assertThat(Client.ask(forge, "/late", "").body()).isEqualTo("late resource");
        }
    }

    @Test
    void leavesNoFileNoOpenFileAndNoThread() throws Exception {
        PluginJar.answering("reads", "read()").source("demo.Factory", """
                        package demo;
                        import io.forge.api.*;
                        public class Factory implements HandlerFactory {
                            public String name() { return "reads"; }
                            public Handler<?, ?> create(HandlerContext context) {
                                return Handler.unary(String.class, String.class, (text, call) -> read());
                            }
                            static String read() throws Exception {
                                try (var in = Factory.class.getResource("/demo/Factory.class").openStream()) {
                                    return in.read() + "";
                                }
                            }
                        }
                        """).write(folder.resolve("reads.jar"));

        try (var forge = forge().start()) {
            assertThat(Client.ask(forge, "/reads", "").body()).isEqualTo("202");
            assertThat(privateFolders()).hasSize(1);
        }

        assertThat(privateFolders()).isEmpty();
        assertThat(openCopies()).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getContextClassLoader() instanceof PluginClassLoader)
                .isEmpty();
    }

    @Test
    void leavesNothingWhereTheStartFails() throws Exception {
        PluginJar.answering("good", "text").write(folder.resolve("good.jar"));
        Files.writeString(folder.resolve("bad.jar"), "This is not a JAR.");

        assertThat(catchThrowable(forge().strict()::start)).isNotNull();

        assertThat(privateFolders()).isEmpty();
        assertThat(openCopies()).isEmpty();
    }

    @Test
    void closesTheOthersWhereOneCannotBeClosed() {
        PluginJar.serving("a", """
                        context.onClose(() -> { throw new NoClassDefFoundError("demo/Gone"); });
                        return Handler.unary(String.class, String.class, (text, call) -> text);
                        """).write(folder.resolve("a.jar"));
        PluginJar.answering("b", "text").write(folder.resolve("b.jar"));

        try (var log = Log.capture()) {
            forge().load().close();

            assertThat(log.messages(Level.WARN)).containsExactly("Handler a left something that cannot be closed");
        }
    }

    @Test
    void leavesNoClassLoader() throws Exception {
        PluginJar.serving("item", "return Handler.unary(Item.class, Item.class, (item, call) -> item);")
                .source(
                        "demo.Item",
                        "package demo; public record Item(String text, java.util.List<Integer> numbers) {}")
                .write(folder.resolve("item.jar"));

        var loader = serveAndClose();

        Latches.awaitUntil(() -> {
            System.gc();
            return loader.get() == null;
        });
    }

    @Test
    void leavesNothingOfSourceFilesWhichAreCompiledAgainAndAgain() throws Exception {
        Files.writeString(folder.resolve("Items.java"), """
                import io.forge.api.*;
                class Items implements HandlerFactory {
                    record Item(String text, java.util.List<Integer> numbers) {}
                    public String name() { return "item"; }
                    public Handler<?, ?> create(HandlerContext context) {
                        return Handler.unary(Item.class, Item.class, (item, call) -> item);
                    }
                }
                """);
        var loaders = new ArrayList<WeakReference<ClassLoader>>();

        for (int round = 0; round < 50; round++) {
            loaders.add(serveAndClose());
        }

        assertThat(openFiles("slf4j-api")).hasSizeLessThan(5);
        Latches.awaitUntil(() -> {
            System.gc();
            return loaders.stream().allMatch(loader -> loader.get() == null);
        });
        assertThat(privateFolders()).isEmpty();
    }

    private WeakReference<ClassLoader> serveAndClose() {
        try (var forge = forge().start()) {
            String item = "{\"text\":\"x\",\"numbers\":[1]}";
            assertThat(Client.ask(forge, "/item", item).body()).isEqualTo(item);
            var type = (Class<?>) forge.handlers().get(0).input();
            return new WeakReference<>(type.getClassLoader());
        }
    }

    private static List<Path> privateFolders() throws IOException {
        try (var folders = Files.newDirectoryStream(
                Path.of(System.getProperty("java.io.tmpdir")), PrivateFolder.prefixOfThisProcess() + "[0-9]*")) {
            var found = new ArrayList<Path>();
            folders.forEach(found::add);
            return found;
        }
    }

    private static List<String> openCopies() throws IOException {
        var open = openFiles(PrivateFolder.PREFIX);
        open.removeIf(file -> file.contains("-" + NativeLoaders.FOLDER_KIND)); // These stay open to the end.
        return open;
    }

    /** What this process has open, where the operating system tells. */
    private static List<String> openFiles(String partOfName) throws IOException {
        var open = new ArrayList<String>();
        var descriptors = Path.of("/proc/self/fd");
        if (Files.isDirectory(descriptors)) {
            try (var files = Files.newDirectoryStream(descriptors)) {
                for (var file : files) {
                    if (Files.isSymbolicLink(file)) {
                        open.add(Files.readSymbolicLink(file).toString());
                    }
                }
            }
        }
        open.removeIf(file -> !file.contains(partOfName));
        return open;
    }
}
