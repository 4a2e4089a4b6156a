package io.forge.host;

import io.forge.api.Dispatch;
import io.forge.deploy.Retired;
import io.forge.plugin.Plugin;
import io.forge.runtime.Await;
import io.forge.runtime.Servable;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets plugins end: their calls, what their handlers opened, their threads, and their classes.
 *
 * <p>Safe for use by several threads.
 */
public final class PluginUnloader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginUnloader.class);

    /** More would only tell the same of plugins that leak. */
    private static final int MOST_TRACES = 1_000;

    private final Runnable retireWorkers;
    private final Map<Plugin, CountDownLatch> draining = new ConcurrentHashMap<>();
    private final List<Trace> traces = new ArrayList<>();

    /** What is left of a plugin that was unloaded. */
    private record Trace(String plugin, WeakReference<ClassLoader> loader) {}

    /**
     * An unloader for one server.
     *
     * @param retireWorkers exchanges the threads of the worker pool, so that no {@link ThreadLocal} of a plugin stays
     */
    public PluginUnloader(Runnable retireWorkers) {
        this.retireWorkers = retireWorkers;
    }

    /** Unloads a plugin, on a thread of its own, when the last calls of its handlers have ended, or had to. */
    void unloadLater(Plugin plugin, Retired retired) {
        var unloaded = new CountDownLatch(1);
        draining.put(plugin, unloaded);
        var thread = new Thread(
                () -> unload(plugin, retired, unloaded),
                "forge-unload-" + plugin.files().name());
        thread.setDaemon(true);
        thread.start();
    }

    private void unload(Plugin plugin, Retired retired, CountDownLatch unloaded) {
        try {
            retired.end();
            var outgoing = retired.servables();
            if (outgoing.stream().anyMatch(PluginUnloader::runsOnWorkers)) {
                retireWorkers.run();
            }
            letGoOfThreadsOfTheJdk(plugin);
            Await.until(() -> threadsOf(plugin).isEmpty(), Await.LAST_WORDS);
            discard(plugin);
            LOG.info("Plugin {} is unloaded{}", plugin.files().place(), whatStays(outgoing));
        } finally {
            draining.remove(plugin);
            unloaded.countDown();
        }
    }

    /** Large bodies of handlers on an event loop are worked on there too. */
    private static boolean runsOnWorkers(Servable<?, ?> handler) {
        var dispatch = handler.lane().dispatch();
        return dispatch == Dispatch.WORKER || dispatch == Dispatch.EVENT_LOOP;
    }

    private static String whatStays(List<Servable<?, ?>> outgoing) {
        return outgoing.stream().anyMatch(handler -> handler.lane().dispatch() == Dispatch.EVENT_LOOP)
                ? "; it ran on IO threads: what it has put into a ThreadLocal there stays"
                : "";
    }

    /** Unloads a plugin that has no handler in service, or never had one. */
    void discard(Plugin plugin) {
        letGoOfThreadsOfTheJdk(plugin);
        var threads = threadsOf(plugin);
        if (!threads.isEmpty()) {
            LOG.warn(
                    "Plugin {} has left threads running, which keep its classes alive: {}. End them in what is given to onClose",
                    plugin.files().place(),
                    threads.stream().map(PluginUnloader::inWords).collect(Collectors.joining(", ")));
        }
        remember(plugin);
        try {
            plugin.close();
        } catch (IOException e) {
            LOG.warn("Plugin {} cannot be closed", plugin.files().place(), e);
        }
    }

    /** The JDK starts these for everybody, on whatever thread first needs them; they are to forget whose that was. */
    private static final Pattern OF_THE_JDK = Pattern.compile(
            "CompletableFutureDelayScheduler|ForkJoinPool\\.commonPool-.*|process reaper.*|Common-Cleaner");

    private static void letGoOfThreadsOfTheJdk(Plugin plugin) {
        threadsOf(plugin).stream()
                .filter(thread -> OF_THE_JDK.matcher(thread.getName()).matches())
                .forEach(thread -> thread.setContextClassLoader(ClassLoader.getSystemClassLoader()));
    }

    private static List<Thread> threadsOf(Plugin plugin) {
        return Thread.getAllStackTraces().keySet().stream().filter(plugin::owns).toList();
    }

    private static String inWords(Thread thread) {
        var stack = thread.getStackTrace();
        return "'%s'%s".formatted(thread.getName(), stack.length == 0 ? "" : " at " + stack[0]);
    }

    private void remember(Plugin plugin) {
        synchronized (traces) {
            traces.removeIf(trace -> trace.loader().get() == null);
            if (traces.size() < MOST_TRACES) {
                traces.add(new Trace(plugin.files().name(), plugin.trace()));
            }
        }
    }

    /** The names of plugins that were unloaded and whose classes are still there. */
    List<String> retained() {
        synchronized (traces) {
            traces.removeIf(trace -> trace.loader().get() == null);
            return traces.stream().map(Trace::plugin).toList();
        }
    }

    /** The plugins whose last calls are in flight. */
    List<Plugin> draining() {
        return List.copyOf(draining.keySet());
    }

    /** Waits until a plugin that is to be unloaded is. */
    void awaitUnloaded(Plugin plugin) {
        var end = draining.get(plugin);
        if (end != null) {
            Await.until(() -> end.getCount() == 0, Duration.ofDays(1));
        }
    }

    /** Waits, for a few seconds, for those that are on their way out; no call is under way any more. */
    @Override
    public void close() {
        if (!Await.until(draining::isEmpty, Duration.ofSeconds(5))) {
            LOG.warn(
                    "Plugins are still being unloaded: {}",
                    draining.keySet().stream()
                            .map(plugin -> plugin.files().place())
                            .toList());
        }
    }
}
