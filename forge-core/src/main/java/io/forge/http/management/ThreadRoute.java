package io.forge.http.management;

import io.forge.http.Reply;
import io.forge.http.RequestHead;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What every thread does now, virtual ones apart: those are not listed by the JVM. */
public final class ThreadRoute {

    private static final int MOST_THREADS = 2_000;
    private static final int MOST_FRAMES = 200;

    private static final String APPLICATION = "app//";

    private final Answers answers;

    /** The threads of this process. */
    public ThreadRoute(Answers answers) {
        this.answers = answers;
    }

    /** Adds the route. */
    public void addTo(ManagementProtocol protocol) {
        protocol.with("/threads", answers.slow("/threads", this::threads));
    }

    private Reply threads(RequestHead head) {
        @Nullable ThreadInfo[] all = ManagementFactory.getThreadMXBean().dumpAllThreads(false, false, MOST_FRAMES);
        var threads = Arrays.stream(all)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(ThreadInfo::getThreadName).thenComparingLong(ThreadInfo::getThreadId))
                .limit(MOST_THREADS)
                .toList();
        int omitted = all.length - threads.size();
        return Accept.prefersText(head)
                ? answers.text(200, text(threads, omitted))
                : answers.ok(head, document(threads, omitted));
    }

    private static Map<String, Object> document(List<ThreadInfo> threads, int omitted) {
        var document = new LinkedHashMap<String, Object>();
        document.put("threads", threads.stream().map(ThreadRoute::document).toList());
        document.put("omitted", omitted);
        return document;
    }

    private static Map<String, Object> document(ThreadInfo thread) {
        var document = new LinkedHashMap<String, Object>();
        document.put("id", thread.getThreadId());
        document.put("name", thread.getThreadName());
        document.put("daemon", thread.isDaemon());
        document.put("priority", thread.getPriority());
        document.put("state", thread.getThreadState().name());
        @Nullable LockInfo lock = thread.getLockInfo();
        if (lock != null) {
            document.put("waitsFor", lock.toString());
        }
        @Nullable String owner = thread.getLockOwnerName();
        if (owner != null) {
            document.put("heldBy", owner);
        }
        document.put(
                "stack",
                Arrays.stream(thread.getStackTrace()).map(ThreadRoute::frame).toList());
        return document;
    }

    /** As jstack writes it, so that its tools can read it. */
    private static String text(List<ThreadInfo> threads, int omitted) {
        var text = new StringBuilder("Full thread dump %s (%s):\n\n"
                .formatted(System.getProperty("java.vm.name"), System.getProperty("java.vm.version")));
        threads.forEach(thread -> append(text, thread));
        if (omitted > 0) {
            text.append("%s threads more\n".formatted(omitted));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, ThreadInfo thread) {
        text.append("\"%s\" #%s%s prio=%s\n   java.lang.Thread.State: %s\n"
                .formatted(
                        thread.getThreadName(),
                        thread.getThreadId(),
                        thread.isDaemon() ? " daemon" : "",
                        thread.getPriority(),
                        thread.getThreadState()));
        var stack = thread.getStackTrace();
        for (int i = 0; i < stack.length; i++) {
            text.append("\tat ").append(frame(stack[i])).append('\n');
            @Nullable LockInfo lock = thread.getLockInfo();
            if (i == 0 && lock != null) {
                @Nullable String owner = thread.getLockOwnerName();
                text.append("\t- waiting on %s%s\n"
                        .formatted(lock, owner == null ? "" : ", held by \"%s\"".formatted(owner)));
            }
        }
        text.append('\n');
    }

    /** Without the name of the class loader of applications, which jstack leaves out too. */
    private static String frame(StackTraceElement element) {
        String text = element.toString();
        return text.startsWith(APPLICATION) ? text.substring(APPLICATION.length()) : text;
    }
}
