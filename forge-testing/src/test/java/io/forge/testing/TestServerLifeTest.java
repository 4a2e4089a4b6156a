package io.forge.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.forge.Forge;
import io.forge.State;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** When the server for tests starts and ends, seen from outside: JUnit runs the classes below. */
class TestServerLifeTest {

    /** The servers that the tests below have met, and what their handlers have closed. */
    private static final Set<Forge> MET = new LinkedHashSet<>();

    private static final List<String> CLOSED = new ArrayList<>();

    /** The plugin under test, and the copy of it that is served. */
    private static Path plugin = Path.of("");

    private static Path copy = Path.of("");

    @BeforeEach
    void forget() {
        MET.clear();
        CLOSED.clear();
    }

    @Test
    void runsForAllTestsOfAClassWhereItIsStatic() {
        assertThat(failuresOf(Shared.class)).isEmpty();

        assertThat(MET).singleElement().extracting(Forge::state).isEqualTo(State.CLOSED);
    }

    @Test
    void runsForEachTestWhereItIsNotStatic() {
        assertThat(failuresOf(Own.class)).isEmpty();

        assertThat(MET).hasSize(2).extracting(Forge::state).containsOnly(State.CLOSED);
    }

    @Test
    void runsForAllTestsOfAnInstance() {
        assertThat(failuresOf(OneInstance.class)).isEmpty();

        assertThat(MET).singleElement().extracting(Forge::state).isEqualTo(State.CLOSED);
    }

    @Test
    void isThereForNestedClasses() {
        assertThat(failuresOf(Outer.class)).isEmpty();

        assertThat(MET).singleElement().extracting(Forge::state).isEqualTo(State.CLOSED);
    }

    @Test
    void startsAgainForTheNextClassThatInheritsIt() {
        assertThat(failuresOf(FirstHeir.class, SecondHeir.class)).isEmpty();

        assertThat(MET).hasSize(2).extracting(Forge::state).containsOnly(State.CLOSED);
    }

    @Test
    void staysForTheOtherTestsWhenAnotherExtensionFails() {
        assertThat(failuresOf(BesideAFailure.class)).containsExactly("another extension");

        assertThat(MET).singleElement().extracting(Forge::state).isEqualTo(State.CLOSED);
    }

    @Test
    void closesWhatAHandlerRegisteredAfterTheServer() {
        assertThat(failuresOf(Closing.class)).isEmpty();

        assertThat(CLOSED).containsExactly("second while CLOSED", "first while CLOSED");
    }

    @Test
    void failsWhereSomethingCannotBeClosed() {
        assertThat(failuresOf(Stuck.class)).containsExactly("Not all that the server left can be closed");

        assertThat(MET).singleElement().extracting(Forge::state).isEqualTo(State.CLOSED);
    }

    @Test
    void closesWhatAFactoryOpenedBeforeItFailed() {
        assertThat(failuresOf(FailingFactory.class)).containsExactly("no model");

        assertThat(CLOSED).containsExactly("what it had opened");
    }

    @Test
    void failsWhereAServerWouldOnlyWarn() {
        assertThat(failuresOf(IdleSection.class))
                .containsExactly("Section 'handlers.shot' matches no handler: did you mean 'shout'?");
    }

    @Test
    void namesTheWholeKeyThatIsWrongInAHandlersSection() {
        assertThat(failuresOf(WrongKey.class))
                .containsExactly("Unknown key 'handlers.shout.config.endin': did you mean 'ending'?");
    }

    @Test
    void refusesKeysForAHandlerThatHasNone() {
        assertThat(failuresOf(UnreadSection.class))
                .containsExactly(
                        "The handler plain has no keys of its own, and so none of handlers.plain.config: loud");
    }

    @Test
    void refusesTwoHandlersOfOneName() {
        assertThat(failuresOf(Twice.class)).containsExactly("Handler 'shout' is given twice: remove one of them");
    }

    @Test
    void servesAPluginFromItsJar(@TempDir Path folder) throws IOException {
        plugin = jar(folder.resolve("a plugin.jar"));

        assertThat(failuresOf(OfPlugin.class)).isEmpty();
    }

    @Test
    void servesAPluginFromItsFolder(@TempDir Path folder) throws IOException {
        plugin = Files.createDirectory(folder.resolve("shout"));
        jar(plugin.resolve("its own.jar"));

        assertThat(failuresOf(OfPlugin.class)).isEmpty();
    }

    @Test
    void leavesNoFilesOfAPlugin(@TempDir Path folder) throws IOException {
        plugin = jar(folder.resolve("shout.jar"));

        assertThat(failuresOf(OfPlugin.class)).isEmpty();

        assertThat(copy).isAbsolute().doesNotExist();
        assertThat(copy.getParent()).doesNotExist();
    }

    @Test
    void saysWhichPluginIsMissing(@TempDir Path folder) {
        plugin = folder.resolve("missing.jar");

        assertThat(failuresOf(OfPlugin.class))
                .containsExactly(plugin + ": there is no such plugin: build it before its test");
    }

    @Test
    void saysWhatIsWrongWithAPlugin(@TempDir Path folder) throws IOException {
        plugin = Files.writeString(folder.resolve("broken.jar"), "no JAR");

        assertThat(failuresOf(OfPlugin.class)).singleElement().asString().contains("broken.jar");
    }

    /** What the tests of some classes fail with. */
    private static List<String> failuresOf(Class<?>... classes) {
        var selectors = Arrays.stream(classes).map(type -> selectClass(type)).toList();
        return EngineTestKit.engine("junit-jupiter").selectors(selectors).execute().allEvents().failed().stream()
                .map(TestServerLifeTest::messageOf)
                .toList();
    }

    private static String messageOf(Event failed) {
        return failed.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .map(Throwable::getMessage)
                .orElse("");
    }

    private static Path jar(Path path) throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(path))) {
            jar.putNextEntry(new ZipEntry("META-INF/services/" + HandlerFactory.class.getName()));
            jar.write(ShoutFactory.class.getName().getBytes());
            for (Class<?> type : List.of(ShoutFactory.class, ShoutFactory.Config.class, ShoutFactory.Message.class)) {
                copy(type.getName().replace('.', '/') + ".class", jar);
            }
        }
        return path;
    }

    private static void copy(String entry, JarOutputStream jar) throws IOException {
        jar.putNextEntry(new ZipEntry(entry));
        try (var in = ShoutFactory.class.getClassLoader().getResourceAsStream(entry)) {
            in.transferTo(jar);
        }
    }

    /** A class under test has this server, and a test that meets it. */
    private static void meet(TestServer server) {
        assertThat(server.forge().state()).isEqualTo(State.RUNNING);
        MET.add(server.forge());
    }

    static class Shared {

        @RegisterExtension
        static final TestServer SERVER = new TestServer().factory(new ShoutFactory());

        @Test
        void one() {
            meet(SERVER);
        }

        @Test
        void another() {
            meet(SERVER);
        }
    }

    static class Own {

        @RegisterExtension
        final TestServer server = new TestServer().factory(new ShoutFactory());

        @Test
        void one() {
            meet(server);
        }

        @Test
        void another() {
            meet(server);
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance extends Own {}

    static class Outer extends Shared {

        @Nested
        class Inner {

            @Test
            void inner() {
                meet(SERVER);
            }
        }
    }

    static class FirstHeir extends Shared {}

    static class SecondHeir extends Shared {}

    static class BesideAFailure extends Shared {

        private static boolean failed;

        @RegisterExtension
        static final BeforeEachCallback OTHER = context -> {
            if (!failed) {
                failed = true;
                throw new IllegalStateException("another extension");
            }
        };
    }

    static class Closing {

        @RegisterExtension
        static final TestServer SERVER = new TestServer().factory(factory("closing", context -> {
            context.onClose(() -> CLOSED.add("first while " + theMet().state()));
            context.onClose(() -> CLOSED.add("second while " + theMet().state()));
        }));

        private static Forge theMet() {
            return MET.iterator().next();
        }

        @Test
        void one() {
            meet(SERVER);
        }
    }

    static class Stuck {

        @RegisterExtension
        static final TestServer SERVER = new TestServer()
                .factory(factory(
                        "stuck",
                        context -> context.onClose(() -> {
                            throw new IllegalStateException("stuck");
                        })));

        @Test
        void one() {
            meet(SERVER);
        }
    }

    static class FailingFactory {

        @RegisterExtension
        static final TestServer SERVER = new TestServer().factory(factory("failing", context -> {
            context.onClose(() -> CLOSED.add("what it had opened"));
            throw new IllegalStateException("no model");
        }));

        @Test
        void one() {}
    }

    static class IdleSection {

        @RegisterExtension
        static final TestServer SERVER =
                new TestServer().factory(new ShoutFactory()).set("handlers.shot.dispatch", "worker");

        @Test
        void one() {}
    }

    static class WrongKey {

        @RegisterExtension
        static final TestServer SERVER =
                new TestServer().factory(new ShoutFactory()).set("handlers.shout.config.endin", "!");

        @Test
        void one() {}
    }

    static class UnreadSection {

        @RegisterExtension
        static final TestServer SERVER =
                new TestServer().factory(factory("plain", context -> {})).set("handlers.plain.config.loud", true);

        @Test
        void one() {}
    }

    static class Twice {

        @RegisterExtension
        static final TestServer SERVER =
                new TestServer().factory(new ShoutFactory()).factory(new ShoutFactory());

        @Test
        void one() {}
    }

    static class OfPlugin {

        @RegisterExtension
        final TestServer server = new TestServer().plugin(plugin).set("handlers.shout.config.ending", "?");

        @Test
        void answers() {
            assertThat(server.post("/shout", "{\"text\":\"hello\"}").body()).isEqualTo("{\"text\":\"HELLO?\"}");
            String place = server.forge().handlers().get(0).place();
            copy = Path.of(place.substring(place.indexOf(" in ") + 4));
        }
    }

    /** What a factory does before it makes its handler. */
    private interface Preparation {
        void prepare(HandlerContext context) throws Exception;
    }

    private static HandlerFactory factory(String name, Preparation preparation) {
        return new HandlerFactory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Handler<?, ?> create(HandlerContext context) throws Exception {
                preparation.prepare(context);
                return Handler.unary(String.class, String.class, (text, call) -> text);
            }
        };
    }
}
