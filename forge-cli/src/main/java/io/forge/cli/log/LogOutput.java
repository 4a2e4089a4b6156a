package io.forge.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Sends the log to stderr; stdout belongs to the command's own output.
 *
 * <p>Found by Logback as a service. In Java and not in XML, because to read XML takes a third of a second of the start.
 * {@code -Dlogback.configurationFile} has a file read instead.
 */
public final class LogOutput extends ContextAwareBase implements Configurator {

    static final String CONFIGURATION_FILE = "logback.configurationFile";

    private static final String STDERR = "stderr";

    /** The libraries inside Forge: at INFO they introduce themselves, and below they log what each request does. */
    private static final List<String> LIBRARIES = List.of("io.undertow", "org.xnio", "org.jboss", "com.google");

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        String file = System.getProperty(CONFIGURATION_FILE);
        if (file != null && isThere(file)) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        logToStderr(context);
        if (file != null) {
            context.getLogger(LogOutput.class)
                    .warn("-D{} names {}, which does not exist: logging to stderr", CONFIGURATION_FILE, file);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Whether Logback finds it, as a file, a resource or an address; if not, it would log everything to stdout. */
    private static boolean isThere(String file) {
        return new File(file).exists() || file.contains(":/") || ClassLoader.getSystemResource(file) != null;
    }

    private static void logToStderr(LoggerContext context) {
        var config = LogConfig.defaults();
        // Past System.err, which keeps it to itself when a line cannot be written.
        var stderr = new LineChannel(new FileOutputStream(FileDescriptor.err).getChannel());
        var queue = new LogQueue(context, stderr, formatOf(config), LogQueue.CAPACITY, LogQueue.LAST_WORDS);
        queue.setName(STDERR);
        queue.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(queue);
        context.addListener(levelsOfJavaUtilLogging(context));
        setLevels(context, config);
    }

    /** Without it a level below INFO would have no effect there, and lines above would be made in vain. */
    private static LevelChangePropagator levelsOfJavaUtilLogging(LoggerContext context) {
        var propagator = new LevelChangePropagator();
        propagator.setContext(context);
        propagator.start();
        return propagator;
    }

    /** Lets a configuration hold from now on, unless a file of Logback's own says how to log. */
    static void apply(LoggerContext context, LogConfig config) {
        if (context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(STDERR) instanceof LogQueue queue) {
            queue.format(formatOf(config));
            setLevels(context, config);
        } else if (!config.equals(LogConfig.defaults())) {
            LoggerFactory.getLogger(LogOutput.class)
                    .warn("Section 'log' of the configuration has no effect, as -D{} is set", CONFIGURATION_FILE);
        }
    }

    private static LogFormat formatOf(LogConfig config) {
        return switch (config.format()) {
            case TEXT -> new TextFormat(Terminal.colors());
            case JSON -> new JsonFormat();
        };
    }

    private static void setLevels(LoggerContext context, LogConfig config) {
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        var level = levelOf(config.level());
        root.setLevel(level);
        // An earlier configuration may have named others.
        context.getLoggerList().stream().filter(logger -> logger != root).forEach(logger -> logger.setLevel(null));
        for (String library : LIBRARIES) {
            context.getLogger(library).setLevel(level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN);
        }
        config.levels().forEach((logger, own) -> context.getLogger(logger).setLevel(levelOf(own)));
    }

    private static Level levelOf(LogConfig.Level level) {
        return Level.toLevel(level.name());
    }
}
