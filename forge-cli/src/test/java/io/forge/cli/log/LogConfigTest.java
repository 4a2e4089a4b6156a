package io.forge.cli.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.forge.cli.log.LogConfig.Format;
import io.forge.config.RecordBinder;
import io.forge.config.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What section {@code log} of the configuration does to the levels. */
class LogConfigTest {

    @TempDir
    private Path folder;

    private final LoggerContext context = new LoggerContext();
    private final LogOutput output = new LogOutput();

    @BeforeEach
    void configure() {
        output.setContext(context);
        output.configure(context);
    }

    @AfterEach
    void stop() {
        // Not only tidy: java.util.logging, which has its levels from here, is there once for all tests.
        LogOutput.apply(context, LogConfig.defaults());
        context.stop();
    }

    @Test
    void logsHandlersFromInfoAndTheLibrariesInsideFromWarn() {
        assertThat(levelOf("com.example.Ranker")).isEqualTo(Level.INFO);
        assertThat(levelOf("io.forge.Forge")).isEqualTo(Level.INFO);
        assertThat(levelOf("io.undertow.request")).isEqualTo(Level.WARN);
        assertThat(levelOf("org.xnio.nio")).isEqualTo(Level.WARN);
        assertThat(levelOf("org.jboss.threads")).isEqualTo(Level.WARN);
        assertThat(levelOf("com.google.inject")).isEqualTo(Level.WARN);
    }

    @Test
    void keepsTheLibrariesQuietWhenForgeSpeaksUp() {
        apply(LogConfig.Level.TRACE, Map.of());

        assertThat(levelOf("io.forge.Forge")).isEqualTo(Level.TRACE);
        assertThat(levelOf("io.undertow.request")).isEqualTo(Level.WARN);
    }

    @Test
    void keepsTheLibrariesAsQuietAsAllElse() {
        apply(LogConfig.Level.ERROR, Map.of());

        assertThat(levelOf("io.undertow.request")).isEqualTo(Level.ERROR);
    }

    @Test
    void setsTheLevelOfASingleLoggerAndOfAllBelowIt() {
        apply(LogConfig.Level.WARN, Map.of("io.undertow", LogConfig.Level.DEBUG, "com.example", LogConfig.Level.INFO));

        assertThat(levelOf("io.undertow.request")).isEqualTo(Level.DEBUG);
        assertThat(levelOf("com.example.Ranker")).isEqualTo(Level.INFO);
        assertThat(levelOf("com.other")).isEqualTo(Level.WARN);
    }

    @Test
    void forgetsTheLevelsOfAnEarlierConfiguration() {
        apply(LogConfig.Level.DEBUG, Map.of("com.example", LogConfig.Level.TRACE));

        apply(LogConfig.Level.INFO, Map.of());

        assertThat(levelOf("com.example.Ranker")).isEqualTo(Level.INFO);
    }

    @Test
    void carriesLevelsOverToJavaUtilLogging() {
        apply(LogConfig.Level.INFO, Map.of("com.example", LogConfig.Level.DEBUG));

        var logger = java.util.logging.Logger.getLogger("com.example.Ranker");
        assertThat(logger.isLoggable(java.util.logging.Level.FINE)).isTrue();
        assertThat(logger.isLoggable(java.util.logging.Level.FINEST)).isFalse();
    }

    @Test
    void isReadFromTheConfiguration() throws Exception {
        assertThat(read("""
                        format: json
                        levels:
                          com.example.ranker: debug
                        """))
                .isEqualTo(new LogConfig(
                        Format.JSON, LogConfig.Level.INFO, Map.of("com.example.ranker", LogConfig.Level.DEBUG)));
    }

    @Test
    void saysWhereTheConfigurationIsWrong() {
        assertThatThrownBy(() -> read("""
                        level: chatty
                        levels:
                          com.example: silent
                        """))
                .hasMessageContaining("1:8: Key 'level' must be ")
                .hasMessageContaining("3:16: Key 'levels.com.example' must be ");
    }

    @Test
    void refusesALoggerWithoutAName() {
        assertThatThrownBy(() -> configOf(LogConfig.Level.INFO, Map.of(" ", LogConfig.Level.INFO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'levels' must name loggers, such as io.undertow, but has an empty name");
    }

    @Test
    void refusesTheRootOfAllLoggersWhichHasAKeyOfItsOwn() {
        assertThatThrownBy(() -> configOf(LogConfig.Level.INFO, Map.of("Root", LogConfig.Level.INFO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'levels' must name loggers, such as io.undertow, but has 'Root':"
                        + " set 'level', which holds for all");
    }

    private LogConfig read(String yaml) throws IOException {
        var file = Files.writeString(folder.resolve("log.yaml"), yaml);
        return RecordBinder.bindOver(LogConfig.defaults(), YamlFile.read(file)).orThrow();
    }

    private void apply(LogConfig.Level level, Map<String, LogConfig.Level> levels) {
        LogOutput.apply(context, configOf(level, levels));
    }

    private static LogConfig configOf(LogConfig.Level level, Map<String, LogConfig.Level> levels) {
        return new LogConfig(Format.TEXT, level, levels);
    }

    private Level levelOf(String logger) {
        return context.getLogger(logger).getEffectiveLevel();
    }
}
