package io.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import io.forge.config.YamlFile;
import io.forge.testkit.Client;
import io.forge.testkit.Log;
import io.forge.testkit.ServiceFolder;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link ForgeBuilder#set} and the handlers' own sections. */
class ConfigurationTest {

    @TempDir
    private Path folder;

    @Test
    void namesAnUnknownKeyAndTheNearestOne() {
        assertRefused("http.prot", 1, "Unknown key 'http.prot': did you mean 'port'?");
        assertRefused("htpp.port", 1, "Unknown key 'htpp': did you mean 'http'?");
        assertRefused("dispatch.worker.thread", 1, "Unknown key 'dispatch.worker.thread': did you mean 'threads'?");
        assertRefused(
                "handlers.echo.dispach", "serial", "Unknown key 'handlers.echo.dispach': did you mean 'dispatch'?");
    }

    @Test
    void namesTheValueThatDoesNotFit() {
        assertRefused("http.port", "80a", "Key 'http.port' must be a whole number from 0 to 65535 but is '80a'");
        assertRefused(
                "calls.timeout",
                "60",
                "Key 'calls.timeout' must be a duration such as 250ms, 3s, 5m or 1h, from 1ms to 24h but is '60': did"
                        + " you mean '60s'?");
        assertRefused(
                "http.max-body",
                "10MB",
                "Key 'http.max-body' must be a size such as 512, 64KiB, 10MiB or 2GiB, from 0 to 2047MiB but is '10MB':"
                        + " did you mean '10MiB'?");
        assertRefused(
                "dispatch.mode",
                "parallel",
                "Key 'dispatch.mode' must be one of auto, event-loop, worker, virtual, thread, serial but is"
                        + " 'parallel'");
    }

    @Test
    void namesTheRangeOfANumberThatIsOutsideOfIt() {
        assertRefused("http.port", 65_536, "Key 'http.port' must be a whole number from 0 to 65535 but is '65536'");
        assertRefused("http.io-threads", 0, "Key 'http.io-threads' must be a whole number from 1 to 1000 but is '0'");
        assertRefused(
                "dispatch.worker.queue",
                -1,
                "Key 'dispatch.worker.queue' must be a whole number from 0 to 1000000 but is '-1'");
    }

    @Test
    void tellsEveryProblemOfServerAndHandlersAtOnce() throws Exception {
        try (var loader = new ServiceFolder(folder)
                .offer(HandlerFactory.class, GreetingFactory.class)
                .loader()) {
            var settings = YamlFile.parse("forge.yaml", """
                    http:
                      prot: 80
                    handlers:
                      greeting:
                        config:
                          greting: Hi
                      short:
                        use: greating
                      long:
                        dispatch: sometimes
                        use: greeting
                    """);
            var builder = Forge.builder().port(0).classLoader(loader).settings(settings);

            assertThat(catchThrowableOfType(ForgeStartException.class, builder::start)
                            .problems())
                    .containsExactly(
                            "forge.yaml:2:3: Unknown key 'http.prot': did you mean 'port'?",
                            "forge.yaml:10:15: Key 'handlers.long.dispatch' must be one of auto, event-loop, worker,"
                                    + " virtual, thread, serial but is 'sometimes'",
                            "forge.yaml:6:7: Unknown key 'handlers.greeting.config.greting': did you mean 'greeting'?",
                            "forge.yaml:8:10: There is no handler 'greating'. Did you mean 'greeting'? Known are:"
                                    + " greeting");
        }
    }

    @Test
    void warnsOfASectionThatIsOfNoHandlerOrRefusesItWhereItIsToldTo() throws Exception {
        var echo = Handler.unary(String.class, String.class, (text, call) -> text);
        var builder = Forge.builder()
                .port(0)
                .handler("echo", echo)
                .settings(YamlFile.parse("forge.yaml", "handlers: {ecko: {dispatch: serial}}"));
        String message = "forge.yaml:1:12: Section 'handlers.ecko' matches no handler: did you mean 'echo'?";

        try (var log = Log.capture();
                var forge = builder.start()) {
            assertThat(log.messages(Level.WARN)).contains(message);
            assertThat(forge.handlers()).hasSize(1);
        }
        assertThat(catchThrowable(builder.strict()::start)).hasMessage(message);
    }

    @Test
    void refusesToServeNothing() throws Exception {
        try (var loader = new ServiceFolder(folder).loader()) {
            assertThat(catchThrowable(Forge.builder().port(0).classLoader(loader)::start))
                    .hasMessage("There is no handler to serve: put a JAR with a handler on the class path");
        }
    }

    @Test
    void loadsHandlersWithoutOpeningAPort() throws Exception {
        try (var forge = Forge.builder()
                .handler("echo", Handler.unary(String.class, String.class, (text, call) -> text))
                .load()) {
            assertThat(forge.handlers()).extracting(ServedHandler::path).containsExactly("/echo");
            assertThat(forge.call("echo", "x", String.class)
                            .toCompletableFuture()
                            .get())
                    .isEqualTo("x");
            assertThat(catchThrowable(forge::uri)).hasMessage("The server does not listen yet");
        }
    }

    private static void assertRefused(String key, Object value, String message) {
        var builder = Forge.builder()
                .port(0)
                .handler("echo", Handler.unary(String.class, String.class, (text, call) -> text))
                .set(key, value);

        assertThat(catchThrowable(builder::start))
                .isInstanceOf(ForgeStartException.class)
                .hasMessage(message);
    }

    @Test
    void oneFactoryServesUnderTwoNamesWithTwoConfigurations() throws Exception {
        try (var loader = new ServiceFolder(folder)
                        .offer(HandlerFactory.class, GreetingFactory.class)
                        .loader();
                Forge forge = Forge.builder()
                        .port(0)
                        .classLoader(loader)
                        .set("handlers.short.use", "greeting")
                        .set("handlers.short.config.greeting", "Hi")
                        .set("handlers.short.dispatch", "serial")
                        .start()) {
            assertThat(Client.ask(forge, "/greeting", "").body()).isEqualTo("Good day from greeting");
            assertThat(Client.ask(forge, "/short", "").body()).isEqualTo("Hi from short");
        }
    }

    @Test
    void namesTheKeyOfAHandlersOwnSectionThatIsUnknown() throws Exception {
        try (var loader = new ServiceFolder(folder)
                .offer(HandlerFactory.class, GreetingFactory.class)
                .loader()) {
            var builder = Forge.builder().port(0).classLoader(loader).set("handlers.greeting.config.greting", "Hi");

            assertThat(catchThrowable(builder::start))
                    .isInstanceOf(ForgeStartException.class)
                    .hasMessage("Unknown key 'handlers.greeting.config.greting': did you mean 'greeting'?");
        }
    }

    @Test
    void aHandlersOwnBodyLimitGoesBeforeTheServers() {
        var echo = Handler.unary(String.class, String.class, (text, call) -> text);
        try (Forge forge = Forge.builder()
                .port(0)
                .handler("small", echo)
                .handler("large", echo)
                .set("handlers.small.max-body", 3)
                .start()) {
            assertThat(Client.ask(forge, "/small", "1234").status()).isEqualTo(413);
            assertThat(Client.ask(forge, "/large", "1234").body()).isEqualTo("1234");
        }
    }

    @Test
    void aHandlersOwnTimeoutGoesBeforeThatOfAllCalls() {
        var minutes = Handler.unary(
                Void.class,
                Long.class,
                (nothing, call) ->
                        call.remaining().orElseThrow().plusSeconds(30).toMinutes());
        try (Forge forge = Forge.builder()
                .port(0)
                .set("calls.timeout", "10m")
                .handler("shorter", minutes)
                .handler("longer", minutes)
                .handler("usual", minutes)
                .set("handlers.shorter.timeout", "5m")
                .set("handlers.longer.timeout", "15m")
                .start()) {
            assertThat(Client.ask(forge, "/shorter", "").body()).isEqualTo("5");
            assertThat(Client.ask(forge, "/longer", "").body()).isEqualTo("15");
            assertThat(Client.ask(forge, "/usual", "").body()).isEqualTo("10");
            assertThat(Client.ask(forge, "/longer", "", "X-Request-Timeout: 12m")
                            .body())
                    .isEqualTo("12");
            assertThat(Client.ask(forge, "/longer", "", "X-Request-Timeout: 20m")
                            .body())
                    .isEqualTo("15");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0ms", "25h", "3"})
    void refusesATimeoutOfAHandlerThatNoCallCouldHave(String timeout) {
        var builder = Forge.builder().port(0).set("handlers.code.timeout", timeout);

        assertThat(catchThrowable(builder::start))
                .isInstanceOf(ForgeStartException.class)
                .hasMessageContaining(
                        "Key 'handlers.code.timeout' must be a duration such as 250ms, 3s, 5m or 1h, from 1ms to 24h");
    }

    /** Greets as it is configured. */
    public static final class GreetingFactory implements HandlerFactory {

        /** What to say. */
        public record Config(String greeting) {

            /** Says good day unless told otherwise. */
            public Config {
                greeting = greeting == null ? "Good day" : greeting;
            }
        }

        @Override
        public String name() {
            return "greeting";
        }

        @Override
        public Optional<Class<?>> configType() {
            return Optional.of(Config.class);
        }

        @Override
        public Handler<?, ?> create(HandlerContext context) {
            String text = "%s from %s".formatted(context.config(Config.class).greeting(), context.name());
            return Handler.unary(Void.class, String.class, (nothing, call) -> text);
        }
    }
}
