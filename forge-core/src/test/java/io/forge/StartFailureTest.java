package io.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import io.forge.testkit.ForgeThreads;
import io.forge.testkit.ServiceFolder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that cannot start says why in one sentence, and leaves nothing behind. */
class StartFailureTest {

    private static final Handler<String, String> ECHO = Handler.unary(String.class, String.class, (text, call) -> text);

    @TempDir
    private Path folder;

    @Test
    void saysThatThePortIsInUse() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertRefused(Forge.builder().port(port).handler("echo", ECHO))
                    .hasMessage("Port %d on 127.0.0.1 is in use: stop what listens there, or use another port", port);
        }
    }

    @Test
    void saysThatAHostIsUnknown() throws Exception {
        assertRefused(Forge.builder().port(0).host("no such host").handler("echo", ECHO))
                .hasMessage("Host 'no such host' is unknown: use an address of this machine");
    }

    @Test
    void saysThatAnAddressBelongsToAnotherMachine() throws Exception {
        assertRefused(Forge.builder().port(0).host("192.0.2.1").handler("echo", ECHO))
                .hasMessageStartingWith("192.0.2.1:0 cannot be listened on (")
                .hasMessageEndingWith("): use an address of this machine");
    }

    @Test
    void namesTheNearestOfTheHandlersThatThereAre() throws Exception {
        try (var loader = new ServiceFolder(folder)
                .offer(HandlerFactory.class, Good.class, Closing.class)
                .loader()) {
            assertRefused(Forge.builder().port(0).classLoader(loader).handlers("goood"))
                    .hasMessage("There is no handler 'goood'. Did you mean 'good'? Known are: closing, good");
        }
    }

    @Test
    void saysThatThereIsNoHandlerAtAll() throws Exception {
        assertRefused(Forge.builder().port(0).handlers("reverse"))
                .hasMessage("There is no handler 'reverse', nor any other: put a JAR with a handler on the"
                        + " class path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2", "health", "metrics"})
    void refusesANameThatIsKeptForForge(String name) throws Exception {
        assertRefused(Forge.builder().port(0).handler(name, ECHO))
                .hasMessage("Handler name '%s' is reserved for Forge: use another", name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "-a", "Upper", "a/b", "a b", "a_b", "\u00e9"})
    void refusesAMalformedName(String name) throws Exception {
        assertRefused(Forge.builder().port(0).handler(name, ECHO))
                .hasMessage(
                        "Handler name '%s' is malformed: use up to 63 of a-z, 0-9 and '-'," + " starting with a letter",
                        name);
    }

    @Test
    void takesANameOf63CharactersAndNoLongerOne() throws Exception {
        Forge.builder().port(0).handler("a".repeat(63), ECHO).start().close();

        assertRefused(Forge.builder().port(0).handler("a".repeat(64), ECHO)).hasMessageContaining("is malformed");
    }

    @Test
    void refusesTwoHandlersOfOneName() throws Exception {
        try (var loader = new ServiceFolder(folder)
                .offer(HandlerFactory.class, Good.class)
                .loader()) {
            assertRefused(Forge.builder()
                            .port(0)
                            .classLoader(loader)
                            .handler("good", ECHO)
                            .handlers("good"))
                    .hasMessageMatching(
                            "Handler 'good' of \\S+\\$Good in \\S+ is not served, as application has that name:"
                                    + " remove one of them");
        }
    }

    @Test
    void namesBothFactoriesOfOneName() throws Exception {
        try (var loader = new ServiceFolder(folder)
                .offer(HandlerFactory.class, Good.class, SameName.class)
                .loader()) {
            assertRefused(Forge.builder().port(0).classLoader(loader).handlers("good"))
                    .hasMessageMatching("Handler 'good' is offered twice, by \\S+\\$Good in \\S+ and by"
                            + " \\S+\\$SameName in \\S+: remove one of them");
        }
    }

    @Test
    void saysWhyAFactoryCannotMakeItsHandler() throws Exception {
        try (var loader = new ServiceFolder(folder)
                .offer(HandlerFactory.class, Throwing.class)
                .loader()) {
            assertRefused(Forge.builder().port(0).classLoader(loader).handlers("throwing"))
                    .hasMessageMatching(
                            "Handler 'throwing' cannot be created by \\S+\\$Throwing in \\S+: the model file"
                                    + " is missing");
        }
    }

    @Test
    void saysWhyAFactoryFailsWithAnError() throws Exception {
        try (var loader = new ServiceFolder(folder)
                .offer(HandlerFactory.class, Failing.class)
                .loader()) {
            assertRefused(Forge.builder().port(0).classLoader(loader).handlers("failing"))
                    .hasMessageMatching("Handler 'failing' cannot be created by \\S+\\$Failing in \\S+:"
                            + " java.lang.OutOfMemoryError: no memory left.*");
        }
    }

    @Test
    void saysThatAFactoryReturnedNothing() throws Exception {
        try (var loader = new ServiceFolder(folder)
                .offer(HandlerFactory.class, Empty.class)
                .loader()) {
            assertRefused(Forge.builder().port(0).classLoader(loader).handlers("empty"))
                    .hasMessageMatching(
                            "Handler 'empty' cannot be created by \\S+\\$Empty in \\S+: its factory returned"
                                    + " null");
        }
    }

    @Test
    void saysWhichFactoryCannotSayItsName() throws Exception {
        try (var loader = new ServiceFolder(folder)
                .offer(HandlerFactory.class, Nameless.class)
                .loader()) {
            assertRefused(Forge.builder().port(0).classLoader(loader).handlers("good"))
                    .hasMessageMatching("Handler name 'null' \\(\\S+\\$Nameless in \\S+\\) is malformed: .*");
        }
    }

    @Test
    void saysWhichFactoryCannotBeMade() throws Exception {
        try (var loader = new ServiceFolder(folder)
                .offer(HandlerFactory.class, Unmakeable.class)
                .loader()) {
            assertRefused(Forge.builder().port(0).classLoader(loader).handlers("good"))
                    .hasMessageStartingWith("A handler factory cannot be made: ")
                    .hasMessageContaining("Unmakeable")
                    .hasMessageContaining("its constructor throws");
        }
    }

    @Test
    void refusesAStreamOfWhatCannotBeAnItem() throws Exception {
        var stream = Handler.streaming(String.class, Void.class, (text, sink, call) -> {});

        assertRefused(Forge.builder().port(0).handler("stream", stream))
                .hasMessage("Handler 'stream' cannot be served. Its items are java.lang.Void, but a stream's items are"
                        + " written as JSON: use a record or a String");
    }

    @Test
    void closesWhatAnEarlierHandlerOpened() throws Exception {
        var closed = new AtomicBoolean();
        try (var loader = new ServiceFolder(folder)
                .offer(HandlerFactory.class, Closing.class, Throwing.class)
                .loader()) {
            Closing.TOLD.set(closed);

            assertRefused(Forge.builder().port(0).classLoader(loader).handlers("closing", "throwing"))
                    .hasMessageContaining("the model file is missing");

            assertThat(closed).isTrue();
        } finally {
            Closing.TOLD.remove();
        }
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(ForgeBuilder builder) throws InterruptedException {
        var thrown = catchThrowable(builder::start);
        assertThat(ForgeThreads.left()).isEmpty();
        return assertThat(thrown).isInstanceOf(ForgeStartException.class);
    }

    /** As it should be. */
    public static class Good implements HandlerFactory {

        @Override
        public String name() {
            return "good";
        }

        @Override
        public Handler<?, ?> create(HandlerContext context) throws Exception {
            return ECHO;
        }
    }

    /** Another one of that name. */
    public static final class SameName extends Good {}

    /** Opens something, and tells the test that it was closed. */
    public static final class Closing extends Good {

        private static final ThreadLocal<AtomicBoolean> TOLD = new ThreadLocal<>();

        @Override
        public String name() {
            return "closing";
        }

        @Override
        public Handler<?, ?> create(HandlerContext context) {
            var told = TOLD.get();
            context.onClose(() -> told.set(true));
            return ECHO;
        }
    }

    /** Throws. */
    public static final class Throwing extends Good {

        @Override
        public String name() {
            return "throwing";
        }

        @Override
        public Handler<?, ?> create(HandlerContext context) throws Exception {
            throw new java.io.IOException("the model file is missing");
        }
    }

    /** Throws what is no exception. */
    public static final class Failing extends Good {

        @Override
        public String name() {
            return "failing";
        }

        @Override
        public Handler<?, ?> create(HandlerContext context) {
            throw new OutOfMemoryError("no memory left");
        }
    }

    /** Makes nothing. */
    public static final class Empty extends Good {

        @Override
        public String name() {
            return "empty";
        }

        @Override
        @SuppressWarnings("NullAway") // That is the fault.
        public Handler<?, ?> create(HandlerContext context) {
            return null;
        }
    }

    /** Has no name. */
    public static final class Nameless extends Good {

        @Override
        @SuppressWarnings("NullAway") // That is the fault.
        public String name() {
            return null;
        }
    }

    /** Cannot be made. */
    public static final class Unmakeable extends Good {

        public Unmakeable() {
            throw new IllegalStateException("its constructor throws");
        }
    }
}
