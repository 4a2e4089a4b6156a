package io.forge.cli;

import org.slf4j.LoggerFactory;

/** Brings logging up beside other work: reading its configuration takes a good part of the start. */
final class Logging {

    private final Thread thread;

    private Logging(Thread thread) {
        this.thread = thread;
    }

    static Logging start() {
        // JBoss Logging, with which Undertow logs, reads this once, when its first class is loaded.
        System.setProperty("org.jboss.logging.provider", "slf4j");
        var thread = new Thread(LoggerFactory::getILoggerFactory, "forge-logging");
        thread.setDaemon(true);
        thread.start();
        return new Logging(thread);
    }

    /** Waits until it is up; a logger that somebody takes before is a slower one for ever. */
    void await() throws InterruptedException {
        thread.join();
    }
}
