package io.forge.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How events get from the threads that log to where they are written. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class LogQueueTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LogEvents events = new LogEvents();
    private final Disk disk = new Disk();

    @AfterEach
    void letGo() {
        disk.release();
    }

    @Test
    void writesWhatWaitsBeforeItStops() {
        var queue = queueOf(100, PATIENCE);

        for (int i = 0; i < 100; i++) {
            queue.doAppend(events.info("line " + i));
        }
        queue.stop();

        assertThat(disk.messages()).hasSize(100).startsWith("line 0", "line 1").endsWith("line 99");
    }

    @Test
    void writesTheMessageAsItWasWhenItWasLogged() throws Exception {
        var queue = queueOf(10, PATIENCE);
        var text = new StringBuilder("before");
        disk.hold();
        queue.doAppend(events.info("first"));
        disk.awaitWrite();

        queue.doAppend(events.info("{}", text));
        text.replace(0, text.length(), "after");
        disk.release();
        queue.stop();

        assertThat(disk.messages()).containsExactly("first", "before");
    }

    @Test
    void tellsWhosePluginsCodeLogged() throws Exception {
        var queue = queueOf(10, PATIENCE);
        var plugin = new URLClassLoader("plugin:ocr", new URL[0], null);
        var madeByThePlugin = new URLClassLoader("mine", new URL[0], plugin);

        logWith(plugin, queue, "by its code");
        logWith(madeByThePlugin, queue, "with a loader of its own");
        logWith(null, queue, "with none");
        logWith(getClass().getClassLoader(), queue, "by the server");
        queue.stop();

        assertThat(disk.lines())
                .map(line -> line.split("INFO +")[1])
                .containsExactly(
                        "ocr/com.example.Ranker [worker-1] by its code",
                        "ocr/com.example.Ranker [worker-1] with a loader of its own",
                        "com.example.Ranker [worker-1] with none",
                        "com.example.Ranker [worker-1] by the server");
    }

    @Test
    void neverWaitsForRoomAndSaysHowManyLinesThatCost() throws Exception {
        var queue = queueOf(2, PATIENCE);
        disk.hold();
        queue.doAppend(events.info("being written"));
        disk.awaitWrite();

        for (String message : List.of("waits", "waits too", "lost", "lost too", "and lost")) {
            queue.doAppend(events.info(message));
        }
        disk.release();
        queue.stop();

        assertThat(disk.messages())
                .containsExactly(
                        "being written",
                        "3 log lines were lost, the last because 2 were waiting already",
                        "waits",
                        "waits too");
    }

    @Test
    void saysOnceWhatWasLostWhenTheDiskTakesLinesAgain() throws Exception {
        var queue = queueOf(10, PATIENCE);
        queue.doAppend(events.info("written"));
        disk.awaitWrite();
        disk.room(0);
        queue.doAppend(events.info("lost"));
        disk.awaitFailure();
        queue.doAppend(events.info("lost too"));
        disk.awaitFailures(4);

        disk.room(Integer.MAX_VALUE);
        queue.doAppend(events.info("written again"));
        queue.doAppend(events.info("and again"));
        queue.stop();

        assertThat(disk.messages())
                .containsExactly(
                        "written",
                        "2 log lines were lost, the last because it could not be written: No space left on device",
                        "written again",
                        "and again");
    }

    @Test
    void beginsANewLineAfterOneOfWhichOnlyAPartCouldBeWritten() throws Exception {
        var queue = queueOf(10, PATIENCE);
        disk.room(5);
        queue.doAppend(events.info("torn"));
        disk.awaitFailure();

        disk.room(Integer.MAX_VALUE);
        queue.doAppend(events.info("whole"));
        queue.stop();

        assertThat(disk.lines().get(0)).hasSize(5);
        assertThat(disk.messages().subList(1, 3))
                .containsExactly(
                        "1 log line was lost, the last because it could not be written: No space left on device",
                        "whole");
    }

    @Test
    void losesOneEventThatCannotBePutIntoWordsAndNoOther() {
        var queue = queueOf(10, PATIENCE);

        queue.doAppend(LogEvents.with(events.info("bad"), "key", new Object() {
            @Override
            public String toString() {
                throw new StackOverflowError();
            }
        }));
        queue.doAppend(events.info("good"));
        queue.stop();

        assertThat(disk.messages())
                .contains("good")
                .contains("1 log line was lost, the last because it could not be put into words:"
                        + " java.lang.StackOverflowError")
                .hasSize(2);
    }

    @Test
    void goesOnAfterAnEventThatInterruptsIt() throws Exception {
        var queue = queueOf(10, PATIENCE);

        queue.doAppend(LogEvents.with(events.info("bad"), "key", new Object() {
            @Override
            public String toString() {
                Thread.currentThread().interrupt();
                return "interrupted";
            }
        }));
        disk.awaitWrite();
        queue.doAppend(events.info("good"));
        queue.stop();

        assertThat(disk.messages()).containsExactly("bad key=interrupted", "good");
    }

    @Test
    void stopsThoughNothingIsWrittenAnyMore() throws Exception {
        var queue = queueOf(1, Duration.ofMillis(1));
        disk.hold();
        queue.doAppend(events.info("being written"));
        disk.awaitWrite();
        queue.doAppend(events.info("waits"));

        queue.stop();

        assertThat(queue.isStarted()).isFalse();
        assertThat(disk.lines()).isEmpty();
    }

    private void logWith(ClassLoader loader, LogQueue queue, String message) throws InterruptedException {
        var thread = new Thread(() -> queue.doAppend(events.info(message)));
        thread.setContextClassLoader(loader);
        thread.start();
        thread.join();
    }

    private LogQueue queueOf(int capacity, Duration lastWords) {
        var queue =
                new LogQueue(events.context(), new LineChannel(disk), new TextFormat(Colors.OFF), capacity, lastWords);
        queue.start();
        return queue;
    }

    /** A disk that fills, empties, and makes whoever writes wait, as told. */
    private static final class Disk implements WritableByteChannel {

        private final StringBuilder written = new StringBuilder();
        private int room = Integer.MAX_VALUE;
        private boolean held;
        private int writes;
        private int failures;

        @Override
        public synchronized int write(ByteBuffer source) throws IOException {
            writes++;
            notifyAll();
            awaitUntilNotHeld();
            if (room == 0) {
                failures++;
                notifyAll();
                throw new IOException("No space left on device");
            }
            var bytes = new byte[Math.min(room, source.remaining())];
            source.get(bytes);
            room -= bytes.length;
            written.append(new String(bytes, StandardCharsets.UTF_8));
            return bytes.length;
        }

        private void awaitUntilNotHeld() throws IOException {
            try {
                while (held) {
                    wait();
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        synchronized void hold() {
            held = true;
        }

        synchronized void release() {
            held = false;
            notifyAll();
        }

        synchronized void room(int bytes) {
            room = bytes;
        }

        synchronized void awaitWrite() throws InterruptedException {
            while (writes == 0) {
                wait();
            }
        }

        synchronized void awaitFailure() throws InterruptedException {
            awaitFailures(1);
        }

        synchronized void awaitFailures(int count) throws InterruptedException {
            while (failures < count) {
                wait();
            }
        }

        synchronized List<String> lines() {
            return written.toString().lines().toList();
        }

        synchronized List<String> messages() {
            return lines().stream().map(line -> line.replaceFirst(".*?] ", "")).toList();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
