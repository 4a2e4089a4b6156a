package io.forge.cli.log;

import ch.qos.logback.classic.LoggerContext;
import io.forge.http.management.LoggerLevels;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The log of this process: up beside other work, configured when that has been read, written out at the end. */
public final class Logging implements AutoCloseable {

    private final Thread thread;

    private Logging(Thread thread) {
        this.thread = thread;
    }

    /** Begins to bring it up, on a thread of its own, because it takes a good part of the start. */
    public static Logging start() {
        // JBoss Logging, with which Undertow logs, reads this once, when its first class is loaded.
        System.setProperty("org.jboss.logging.provider", "slf4j");
        var thread = new Thread(Logging::bringUp, "forge-logging");
        thread.setDaemon(true);
        thread.start();
        return new Logging(thread);
    }

    private static void bringUp() {
        LoggerFactory.getILoggerFactory();
        // Guice, Guava and the JDK itself log with java.util.logging.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Waits until it is up; a logger that somebody takes before is a slower one for ever. */
    public void await() throws InterruptedException {
        thread.join();
    }

    /** Lets a configuration hold from now on; until then lines are text, from INFO up. */
    public void apply(LogConfig config) throws InterruptedException {
        await();
        LogOutput.apply(context(), config);
    }

    /** Shows and changes its levels; after {@link #await}. */
    public LoggerLevels levels() {
        return new LogbackLevels(context());
    }

    /** Writes out what waits, for a second at most, and logs nothing more. */
    @Override
    public void close() {
        try {
            await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        context().stop();
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}
