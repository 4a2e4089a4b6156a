package io.forge.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** What the server logs, from the moment this is made to the moment it is closed; none of it reaches the console. */
public final class Log extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.forge");
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);

    private Log() {}

    public static Log capture() {
        var log = new Log();
        log.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        log.start();
        log.logger.setAdditive(false);
        log.logger.addAppender(log);
        return log;
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.getFormattedMessage();
        events.add(event);
        first.countDown();
    }

    /** The messages of a level and above, in order. */
    public List<String> messages(Level level) {
        return events.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(level))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    public List<ILoggingEvent> events() {
        return events;
    }

    public void awaitFirst() throws InterruptedException {
        Latches.await(first);
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setAdditive(true);
        stop();
    }
}
