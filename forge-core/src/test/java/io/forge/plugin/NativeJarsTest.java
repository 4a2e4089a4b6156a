package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.host.PluginReport;
import io.forge.testkit.Client;
import io.forge.testkit.Folders;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Libraries with native code are loaded once for the life of the process, whatever becomes of the plugins that bring them. */
class NativeJarsTest {

    private static final String CHANGED =
            "its JARs in native/ have changed, and native code cannot be replaced while the process runs: restart the server";

    private static final String COUNTING = "return Handler.unary(String.class, String.class, (text, call) -> %s);";

    @TempDir
    private Path temporary;

    /** As the process remembers plugins by their names, each test has one of its own. */
    private String name;

    private Path folder;
    private Path plugin;
    private Path library;

    @BeforeEach
    void namePlugin(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        folder = temporary.resolve("plugins");
        plugin = folder.resolve(name);
        library = plugin.resolve("native/library.jar");
    }

    private static ForgeBuilder forge() {
        return Forge.builder().port(0).set("plugins.watch", false).handler("own", PluginHandlers.echo());
    }

    /** A library that counts, and has a content that no other test's has. */
    private PluginJar counter() {
        return new PluginJar().source("lib.Counter", """
                        package lib;
                        public class Counter {
                            private static int count;
                            public static synchronized int next() { return ++count; }
                        }
                        """).entry("test.txt", name);
    }

    /** A plugin that needs the library. */
    private void write(String expression) {
        PluginJar.serving("text", COUNTING.formatted(expression))
                .against(library)
                .write(plugin.resolve("plugin.jar"));
    }

    private static String ask(Forge forge) {
        return Client.ask(forge, "/text", "x").body();
    }

    @Test
    void goesOnWithTheSameClassesWhenThePluginIsReplaced() {
        counter().write(library);
        write("\"one \" + lib.Counter.next()");
        try (var forge = forge().start()) {
            forge.plugins().load(plugin);
            assertThat(ask(forge)).isEqualTo("one 1");

            write("\"two \" + lib.Counter.next()");
            var report = forge.plugins().load(plugin);
            assertThat(ask(forge)).isEqualTo("two 2");
            assertThat(report.jars()).containsExactly("plugin.jar", "native/library.jar");

            forge.plugins().unload(plugin);
            forge.plugins().load(plugin);
            assertThat(ask(forge)).isEqualTo("two 3");
        }
    }

    @Test
    void givesTheSameClassesToAnotherPluginAndToAnotherServer() throws Exception {
        counter().write(library);
        write("\"\" + lib.Counter.next()");
        var other = folder.resolve(name + "-2");
        Files.createDirectories(other.resolve("native"));
        Files.copy(library, other.resolve("native/library.jar"));
        Files.copy(plugin.resolve("plugin.jar"), other.resolve("other.jar"));
        try (var first = forge().start();
                var second = forge().start()) {
            first.plugins().load(plugin);
            second.plugins().load(other);

            assertThat(ask(first)).isEqualTo("1");
            assertThat(ask(second)).isEqualTo("2");
        }
        try (var third = forge().start()) {
            third.plugins().load(plugin);

            assertThat(ask(third)).isEqualTo("3");
        }
    }

    /** A library may unpack its native code beside its JAR. */
    @Test
    void bindsNativeCodeOnce() {
        new PluginJar().source("lib.Bound", """
                        package lib;
                        import java.nio.file.*;
                        public class Bound {
                            public static final Path FILE;
                            static {
                                try {
                                    var source = Bound.class.getProtectionDomain().getCodeSource().getLocation();
                                    FILE = Path.of(source.toURI()).resolveSibling(System.mapLibraryName("bound"));
                                    var prefs = System.mapLibraryName("prefs");
                                    Files.copy(Path.of(System.getProperty("java.home"), "lib", prefs), FILE);
                                    System.load(FILE.toString());
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                            }
                        }
                        """).write(library);
        write("lib.Bound.FILE.toString()");
        try (var forge = forge().start()) {
            forge.plugins().load(plugin);
            var file = Path.of(ask(forge));
            forge.plugins().unload(plugin);
            forge.plugins().load(plugin);

            assertThat(ask(forge)).isEqualTo(file.toString());
            assertThat(file).exists();
            assertThat(file.resolveSibling("library.jar")).hasSameBinaryContentAs(library);
        }
    }

    @Test
    void servesTheOldPluginOnWhereNativeJarsChange() throws Exception {
        counter().write(library);
        write("\"one \" + lib.Counter.next()");
        var before = Files.copy(library, temporary.resolve("before.jar"));
        try (var log = Log.capture();
                var forge = Forge.builder().port(0).plugins(folder).start()) {
            assertThat(ask(forge)).isEqualTo("one 1");

            counter().entry("changed.txt", "").write(library);
            Latches.awaitUntil(() -> !log.messages(Level.WARN).isEmpty());

            String message =
                    "Plugin %s cannot be loaded: %s. What was loaded before keeps serving".formatted(plugin, CHANGED);
            assertThat(log.messages(Level.WARN)).containsExactly(message);
            assertThat(ask(forge)).isEqualTo("one 2");
            var report = forge.plugins().all().get(0);
            assertThat(report.state()).isEqualTo(PluginReport.State.LOADED);
            assertThat(report.problem()).contains(message);

            Files.copy(before, library, StandardCopyOption.REPLACE_EXISTING);
            write("\"two \" + lib.Counter.next()");
            Latches.awaitUntil(() -> ask(forge).startsWith("two"));
        }
    }

    @Test
    void refusesOtherNativeJarsAfterThePluginIsUnloaded() {
        counter().write(library);
        write("\"\" + lib.Counter.next()");
        try (var forge = forge().start()) {
            forge.plugins().load(plugin);
            assertThat(ask(forge)).isEqualTo("1");
            forge.plugins().unload(plugin);
            counter().entry("changed.txt", "").write(library);

            assertThatThrownBy(() -> forge.plugins().load(plugin))
                    .isInstanceOf(HandlerLoadException.class)
                    .hasMessage("Plugin %s cannot be loaded: %s".formatted(plugin, CHANGED));
        }
    }

    @Test
    void takesOtherNativeJarsWhereNoClassOfTheFirstWasUsed() {
        counter().write(library);
        write("text");
        try (var forge = forge().start()) {
            forge.plugins().load(plugin);
            forge.plugins().unload(plugin);
            counter().entry("changed.txt", "").write(library);
            write("\"\" + lib.Counter.next()");

            forge.plugins().load(plugin);

            assertThat(ask(forge)).isEqualTo("1");
        }
    }

    @Test
    void showsResourcesAndServicesToThePlugin() {
        counter()
                .source("lib.Given", """
                        package lib;
                        public class Given implements java.util.function.Supplier<String> {
                            public String get() { return "service"; }
                        }
                        """)
                .entry("META-INF/services/java.util.function.Supplier", "lib.Given")
                .entry("lib/words.txt", "words")
                .write(library);
        PluginJar.serving("text", COUNTING.formatted("read()"))
                .source("demo.Factory", """
                        package demo;
                        import io.forge.api.*;
                        import java.util.*;
                        public class Factory implements HandlerFactory {
                            public String name() { return "text"; }
                            public Handler<?, ?> create(HandlerContext context) {
                                return Handler.unary(String.class, String.class, (text, call) -> read());
                            }
                            static String read() throws java.io.IOException {
                                var loader = Factory.class.getClassLoader();
                                var service = ServiceLoader.load(java.util.function.Supplier.class).findFirst().get();
                                int both = Collections.list(loader.getResources("lib/words.txt")).size();
                                try (var in = loader.getResourceAsStream("lib/words.txt")) {
                                    return service.get() + " " + new String(in.readAllBytes()) + " " + both;
                                }
                            }
                        }
                        """)
                .entry("lib/words.txt", "own words")
                .write(plugin.resolve("plugin.jar"));
        try (var forge = forge().start()) {
            forge.plugins().load(plugin);

            assertThat(ask(forge)).isEqualTo("service words 2");
        }
    }

    @Test
    void seesTheJdkAndTheSharedPackagesAndNothingOfThePluginOrTheServer() {
        counter()
                .source("lib.Sees", """
                        package lib;
                        public class Sees {
                            public static String loaderOf(String name) {
                                try {
                                    return Class.forName(name).getClassLoader().getName();
                                } catch (ClassNotFoundException e) {
                                    return "nothing";
                                }
                            }
                        }
                        """)
                .entry("org/slf4j/Logger.class", "not even a class")
                .write(library);
        PluginJar.serving("text", COUNTING.formatted("lib.Sees.loaderOf(text)"))
                .against(library)
                .write(plugin.resolve("plugin.jar"));
        try (var forge = forge().start()) {
            forge.plugins().load(plugin);

            assertThat(Client.ask(forge, "/text", "org.slf4j.Logger").body())
                    .isEqualTo(org.slf4j.Logger.class.getClassLoader().getName());
            assertThat(Client.ask(forge, "/text", "java.sql.Driver").body()).isEqualTo("platform");
            assertThat(Client.ask(forge, "/text", "demo.Factory").body()).isEqualTo("nothing");
            assertThat(Client.ask(forge, "/text", "io.forge.Forge").body()).isEqualTo("nothing");
            assertThat(Client.ask(forge, "/text", "lib.Sees").body()).isEqualTo("native:" + name);
        }
    }

    @Test
    void comesBeforeAClassOfThePluginThatHasTheSameName() {
        new PluginJar()
                .source(
                        "lib.Answer",
                        "package lib; public class Answer { public static String get() { return \"native\"; } }")
                .write(library);
        PluginJar.serving("text", COUNTING.formatted("lib.Answer.get()"))
                .source(
                        "lib.Answer",
                        "package lib; public class Answer { public static String get() { return \"own\"; } }")
                .write(plugin.resolve("plugin.jar"));
        try (var forge = forge().start()) {
            forge.plugins().load(plugin);

            assertThat(ask(forge)).isEqualTo("native");
        }
    }

    @Test
    void keepsNoClassOfAPluginThatIsUnloaded() {
        counter().write(library);
        write("\"\" + lib.Counter.next()");
        try (var log = Log.capture();
                var forge = forge().start()) {
            for (int i = 1; i < 5; i++) {
                forge.plugins().load(plugin);
                assertThat(ask(forge)).isEqualTo("" + i);
                forge.plugins().unload(plugin);
            }

            Latches.awaitUntil(() -> {
                System.gc();
                return forge.plugins().retained().isEmpty();
            });
            assertThat(log.messages(Level.WARN)).isEmpty();
        }
    }

    /** A hook is a thread, which remembers its maker's context class loader and, on Java 17, who was on the stack. */
    @Test
    void startsALibraryApartFromThePluginThatItsShutdownHookWouldKeep() {
        counter().source("lib.Hooked", """
                        package lib;
                        public class Hooked {
                            private static boolean started;
                            public static synchronized void start() {
                                if (!started) {
                                    Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
                                    started = true;
                                }
                            }
                        }
                        """).write(library);
        PluginJar.serving("text", "lib.Hooked.start(); " + COUNTING.formatted("text"))
                .against(library)
                .attribute("Forge-Native-Start", "lib.Hooked.start")
                .write(plugin.resolve("plugin.jar"));
        try (var forge = forge().start()) {
            forge.plugins().load(plugin);
            forge.plugins().load(plugin);
            assertThat(ask(forge)).isEqualTo("x");
            forge.plugins().unload(plugin);

            Latches.awaitUntil(() -> {
                System.gc();
                return forge.plugins().retained().isEmpty();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lib.Counter.missing", "lib.Missing.start", "start", "lib.Counter.toString", "demo.Factory.start"
            })
    void saysThatThereIsNothingToStart(String method) {
        counter().write(library);
        PluginJar.answering("text", "text")
                .attribute("Forge-Native-Start", method)
                .write(plugin.resolve("plugin.jar"));
        try (var forge = forge().start()) {
            assertThatThrownBy(() -> forge.plugins().load(plugin))
                    .hasMessage(
                            "Plugin %s cannot be loaded: Forge-Native-Start in its manifest names '%s', but no JAR in native/ has a public static method of that name without parameters: correct it",
                            plugin, method);
        }
    }

    @Test
    void saysWhyALibraryDoesNotStart() {
        counter().source("lib.Failing", """
                        package lib;
                        public class Failing {
                            public static void start() { throw new IllegalStateException("no GPU"); }
                        }
                        """).write(library);
        PluginJar.answering("text", "text")
                .attribute("Forge-Native-Start", "lib.Failing.start")
                .write(plugin.resolve("plugin.jar"));
        try (var forge = forge().start()) {
            assertThatThrownBy(() -> forge.plugins().load(plugin))
                    .hasMessage("Plugin %s cannot be loaded: lib.Failing.start() fails: no GPU", plugin);
        }
    }

    @Test
    void goesOnWhereTheCopiesAreDeleted() throws Exception {
        counter()
                .source(
                        "lib.Late",
                        "package lib; public class Late { public static String get() { return \"late\"; } }")
                .source("lib.Place", """
                        package lib;
                        public class Place {
                            public static String get() {
                                return Place.class.getProtectionDomain().getCodeSource().getLocation().getPath();
                            }
                        }
                        """)
                .write(library);
        write("text.isEmpty() ? lib.Late.get() : lib.Place.get()");
        try (var forge = forge().start()) {
            forge.plugins().load(plugin);
            Folders.delete(Path.of(ask(forge)).getParent().getParent());

            assertThat(Client.ask(forge, "/text", "").body()).isEqualTo("late");
            write("\"again \" + lib.Late.get()");
            forge.plugins().load(plugin);
            assertThat(ask(forge)).isEqualTo("again late");
        }
    }

    @Test
    void blamesNoPluginForAThreadOfALibrary() throws Exception {
        counter().source("lib.Worker", """
                        package lib;
                        public class Worker {
                            public static String start() {
                                var thread = new Thread(java.util.concurrent.locks.LockSupport::park, "native-worker");
                                thread.setDaemon(true);
                                thread.setContextClassLoader(Worker.class.getClassLoader());
                                thread.start();
                                return thread.getName();
                            }
                        }
                        """).write(library);
        write("lib.Worker.start()");
        try (var log = Log.capture();
                var forge = forge().start()) {
            forge.plugins().load(plugin);
            ask(forge);
            forge.plugins().unload(plugin);

            assertThat(log.messages(Level.WARN)).isEmpty();
        } finally {
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("native-worker"))
                    .forEach(Thread::interrupt);
        }
    }

    @Test
    void isNothingWhereTheFolderHasNoJar() throws Exception {
        Files.createDirectories(library.getParent());
        Files.writeString(library.resolveSibling("README"), "Nothing yet.");
        PluginJar.answering("text", "text").write(plugin.resolve("plugin.jar"));

        try (var forge = forge().plugins(folder).strict().start()) {
            assertThat(ask(forge)).isEqualTo("x");
        }
    }

    @Test
    void refusesAHandlerAmongTheLibraries() {
        PluginJar.answering("text", "text").write(plugin.resolve("plugin.jar"));
        PluginJar.answering("other", "text").write(library);

        assertRefused("native/library.jar offers a handler, and native/ is for libraries: put it beside that folder");
    }

    @Test
    void refusesAJarThatIsDamaged() throws Exception {
        PluginJar.answering("text", "text").write(plugin.resolve("plugin.jar"));
        Files.writeString(Files.createDirectories(library.getParent()).resolve("library.jar"), "This is not a JAR.");

        assertRefused("native/library.jar is not a JAR (not a ZIP file): build it again");
    }

    @Test
    void countsTowardsTheLimitOfThePlugin() throws Exception {
        PluginJar.answering("text", "text").write(plugin.resolve("plugin.jar"));
        Files.createDirectories(library.getParent());
        try (var file = new RandomAccessFile(library.toFile(), "rw")) {
            file.writeBytes("PK");
            file.setLength(2L << 30); // Sparse: takes no room on the disk.
        }

        assertRefused("with native/library.jar its JARs are larger than 2 GiB: keep models and data outside of JARs");
    }

    @Test
    void refusesALinkOutOfThePluginsFolder() throws IOException {
        PluginJar.answering("text", "text").write(plugin.resolve("plugin.jar"));
        var outside = counter().write(temporary.resolve("elsewhere/library.jar"));
        Files.createDirectories(library.getParent());
        Files.createSymbolicLink(library, outside);

        assertRefused("native/library.jar leads to %s, outside of %s: copy the file itself"
                .formatted(outside.toRealPath(), folder));
    }

    private void assertRefused(String why) {
        var plugins = new PluginsFolder(folder);
        plugins.addGood();
        plugins.assertRefused(plugin, why);
    }
}
