package io.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.forge.testkit.Client;
import io.forge.testkit.PluginJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake in the configuration is told before any handler is created. */
@Tag("slow")
class ConfigurationBeforeCodeTest {

    @TempDir
    private Path folder;

    private Path plugins;
    private Path created;

    @BeforeEach
    void makePlugins() throws Exception {
        plugins = Files.createDirectory(folder.resolve("plugins"));
        created = folder.resolve("created");
        plugin("first", "");
        plugin("second", """
                public java.util.Optional<Class<?>> configType() { return java.util.Optional.of(Config.class); }
                """);
    }

    /** A handler that leaves a file when it is created, and answers with what its record was made of, and how often. */
    private void plugin(String name, String declaration) {
        new PluginJar()
                .source("demo.Factory", """
                        package demo;
                        import io.forge.api.*;
                        import java.nio.file.*;
                        public class Factory implements HandlerFactory {
                            static int bound;
                            public record Config(int size) {
                                public Config { bound++; }
                            }
                            public String name() { return "%s"; }
                            %s
                            public Handler<?, ?> create(HandlerContext context) throws Exception {
                                Files.writeString(Path.of("%s"), "%s ", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                                int size = context.config(Config.class).size();
                                return Handler.unary(Void.class, String.class, (nothing, call) -> size + " " + bound);
                            }
                        }
                        """.formatted(name, declaration, created, name))
                .offering("demo.Factory")
                .write(plugins.resolve(name + ".jar"));
    }

    private ForgeBuilder builder() {
        return Forge.builder()
                .port(0)
                .plugins(plugins)
                .set("handlers.first.config.size", 1)
                .set("handlers.second.config.size", 2);
    }

    private String problemOf(ForgeBuilder builder) {
        var failure = catchThrowableOfType(ForgeStartException.class, builder.requirePlugins()::start);
        return String.valueOf(failure.getMessage());
    }

    @Test
    void createsWhatIsConfiguredWell() throws Exception {
        try (var forge = builder().start()) {
            assertThat(Files.readString(created)).isEqualTo("first second ");
            assertThat(Client.ask(forge, "/second", "").body()).isEqualTo("2 1");
        }
    }

    @Test
    void createsNothingWhereADeclaredSectionDoesNotFit() {
        assertThat(problemOf(builder().set("handlers.second.config.size", "large")))
                .contains("Key 'handlers.second.config.size' must be a whole number");
        assertThat(created).doesNotExist();
    }

    @Test
    void createsNothingWhereADeclaredKeyIsMissingOrUnknown() {
        assertThat(problemOf(builder().set("handlers.second.config", Map.of("sise", 3))))
                .contains("Unknown key 'handlers.second.config.sise': did you mean 'size'?");
        assertThat(created).doesNotExist();
    }

    @Test
    void createsNothingWhereTheServersOwnSettingsAreWrong() {
        assertThat(problemOf(builder().set("http.prot", 1))).contains("Unknown key 'http.prot'");
        assertThat(created).doesNotExist();
    }

    @Test
    void tellsWhatIsMissingBesideWhatIsWrong() {
        assertThat(problemOf(builder().handlers("third").set("http.prot", 1)))
                .contains("Unknown key 'http.prot'", "There is no handler 'third'");
        assertThat(created).doesNotExist();
    }

    @Test
    void asksTheCodeOfAHandlerThatDeclaresNothing() throws Exception {
        assertThat(problemOf(builder().set("handlers.first.config.size", "large")))
                .contains("Key 'handlers.first.config.size' must be a whole number");
        assertThat(Files.readString(created)).contains("first ");
    }

    @Test
    void tellsADeclarationThatIsNoRecordOrFails() {
        plugin(
                "third",
                "public java.util.Optional<Class<?>> configType() { return java.util.Optional.of(String.class); }");
        plugin(
                "fourth",
                "public java.util.Optional<Class<?>> configType() { throw new IllegalStateException(\"no type\"); }");

        assertThat(problemOf(builder().strict()))
                .contains("A configuration is bound to a record, which java.lang.String is not", "no type");
    }
}
