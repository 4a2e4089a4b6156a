package io.forge.host;

import io.forge.plugin.CopyException;
import io.forge.plugin.HandlerLoadException;
import io.forge.plugin.PluginFailure;
import io.forge.plugin.PluginFiles;
import io.forge.plugin.PluginFolder;
import io.forge.plugin.PluginStamp;
import io.forge.plugin.PluginStore;
import io.forge.runtime.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads, replaces and unloads plugins as their files come, change and go in a folder.
 *
 * <p>It looks again and again, as what file systems tell by themselves is lost in containers and over networks. Files that
 * change are left alone until they have looked the same for a while, and were twice found to have the same content.
 */
final class PluginWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginWatch.class);

    static final Duration INTERVAL = Duration.ofMillis(100);

    /** How long files must look the same, or be gone. */
    static final Duration SETTLED = Duration.ofMillis(200);

    /** After what time a plugin is tried again that could not be copied. */
    static final Duration RETRY = Duration.ofSeconds(10);

    /** The hash of no content. */
    private static final String NOTHING = "";

    private final Path place;
    private final Function<Set<Path>, PluginFolder> content;
    private final WatchedPlugins host;
    private final Clock clock;
    private final Map<String, Watched> plugins = new HashMap<>();
    private final Set<Path> told = new HashSet<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;
    private boolean readable = true;

    /** One name in the folder. */
    private static final class Watched {

        private PluginFiles files;
        private Optional<PluginStamp> stamp = Optional.empty();
        private long since;
        private @Nullable String hash;

        /** What the host knows. */
        private @Nullable PluginStamp handled;

        private @Nullable String handledHash;

        /** Whether it was loaded again as its copies were gone, and in vain. */
        private boolean lost;

        /** Whether it could not be copied, which was told. */
        private boolean retried;

        Watched(PluginFiles files) {
            this.files = files;
        }
    }

    /**
     * Nothing yet.
     *
     * @param place a plugins folder, or one plugin
     * @param content looks what is there; of two files of one name, what is known is the plugin
     */
    PluginWatch(Path place, Function<Set<Path>, PluginFolder> content, WatchedPlugins host, Clock clock) {
        this.place = place;
        this.content = content;
        this.host = host;
        this.clock = clock;
    }

    /** Remembers what lies there now, which the host is about to load. */
    PluginFolder look() {
        var found = content.apply(Set.of());
        for (var files : found.plugins()) {
            var watched = new Watched(files);
            watched.stamp = PluginStamp.of(files);
            watched.handled = watched.stamp.orElse(null);
            watched.handledHash = files.isSource()
                    ? watched.stamp.flatMap(PluginWatch::hashNow).orElse(null)
                    : null;
            plugins.put(files.name(), watched);
        }
        found.failures().forEach(failure -> told.add(failure.place()));
        return found;
    }

    /** Of a source file, which is small, and of which no copy is kept. */
    private static Optional<String> hashNow(PluginStamp stamp) {
        try {
            return Optional.of(stamp.contentHash());
        } catch (IOException e) {
            return Optional.empty(); // The host, which reads it too, has more to say.
        }
    }

    void start() {
        var watching = new Thread(this::watch, "forge-plugins");
        watching.setDaemon(true);
        watching.start();
        thread = watching;
    }

    private void watch() {
        try {
            while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    poll();
                } catch (RuntimeException | Error e) { // The next look may find what this one did not.
                    if (!isClosed()) {
                        LOG.error("{} cannot be watched this time", place, e);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once, and does what has become due. */
    void poll() {
        var found = read();
        if (found.isEmpty()) {
            return; // A folder that is gone for a moment takes nothing out of service.
        }
        tell(found.get().failures());
        var there = new HashSet<String>();
        for (var files : found.get().plugins()) {
            var watched = plugins.computeIfAbsent(files.name(), name -> new Watched(files));
            var stamp = PluginStamp.of(files);
            watched.files = files;
            there.add(files.name());
            stamp.ifPresent(known -> look(watched, known));
        }
        for (var watched : List.copyOf(plugins.values())) {
            if (!there.contains(watched.files.name())) {
                gone(watched);
            }
        }
    }

    private Optional<PluginFolder> read() {
        try {
            var known = plugins.values().stream()
                    .map(watched -> watched.files.place())
                    .collect(Collectors.toSet());
            var found = Optional.of(content.apply(known));
            readable = true;
            return found;
        } catch (HandlerLoadException e) {
            if (readable) {
                LOG.warn("{}. The loaded plugins keep serving", e.getMessage());
            }
            readable = false;
            return Optional.empty();
        }
    }

    private void tell(List<PluginFailure> failures) {
        told.retainAll(failures.stream().map(PluginFailure::place).toList());
        for (var failure : failures) {
            if (told.add(failure.place())) {
                LOG.warn(failure.message());
            }
        }
    }

    private void look(Watched watched, PluginStamp stamp) {
        if (!stamp.equals(watched.stamp.orElse(null))) {
            watched.stamp = Optional.of(stamp);
            watched.since = clock.nanoTime();
            watched.hash = null;
            watched.retried = false;
            return;
        }
        if (clock.nanoTime() - watched.since < SETTLED.toNanos()) {
            return;
        }
        try {
            if (stamp.equals(watched.handled)) {
                restore(watched, stamp);
            } else if (stamp.isEmpty()) {
                remove(watched);
                watched.handled = stamp;
            } else {
                settle(watched, stamp);
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be read now", watched.files.place(), e);
        }
    }

    /** Loads what runs again if somebody has deleted its copies: it would find no resource any more, and hardly a class. */
    private void restore(Watched watched, PluginStamp stamp) throws IOException {
        var gone = host.running(watched.files).filter(plugin -> !plugin.hasItsCopies());
        if (watched.lost || gone.isEmpty()) {
            return;
        }
        LOG.warn(
                "The copies that plugin {} runs from are gone from {}: it is loaded again. If something cleans the folder for temporary files, exclude {}* there, or set another folder with -Djava.io.tmpdir",
                watched.files.place(),
                gone.get().jars().folder().getParent(),
                PluginStore.FOLDER_PREFIX);
        watched.lost = true;
        watched.handledHash = NOTHING;
        settled(watched, stamp, stamp.contentHash());
    }

    private void settle(Watched watched, PluginStamp stamp) throws IOException {
        String hash = stamp.contentHash();
        if (hash.equals(watched.hash)) {
            settled(watched, stamp, hash);
        } else {
            watched.hash = hash;
        }
    }

    private void settled(Watched watched, PluginStamp stamp, String hash) {
        watched.handled = stamp;
        String before = watched.handledHash == null ? runningHash(watched) : watched.handledHash;
        watched.handledHash = hash;
        if (hash.equals(before)) {
            return; // Touched, no more.
        }
        try {
            host.load(folderOf(watched.files), watched.files);
            watched.lost = false;
            watched.retried = false;
        } catch (HandlerLoadException e) {
            boolean retry = CopyException.isCauseOf(e);
            if (!isClosed() && !(retry && watched.retried)) {
                LOG.warn(e.getMessage());
                LOG.debug("Plugin {} cannot be loaded", watched.files.place(), e);
            }
            watched.retried = retry;
            if (retry) {
                watched.handled = null;
                watched.handledHash = before;
                watched.since = clock.nanoTime() + RETRY.minus(SETTLED).toNanos();
            }
        }
    }

    /** Links in a plugins folder may lead to anywhere in it, and to nowhere else. */
    private Path folderOf(PluginFiles files) {
        return place.equals(files.place()) ? files.folder() : place;
    }

    /** Of the copies of what was loaded at the start, when no JAR was read twice; none if somebody has deleted them. */
    private String runningHash(Watched watched) {
        try {
            var running = host.running(watched.files);
            return running.isEmpty() ? NOTHING : running.get().contentHash();
        } catch (IOException e) {
            LOG.debug("The copies of {} cannot be read", watched.files.place(), e);
            return NOTHING;
        }
    }

    private void gone(Watched watched) {
        if (watched.stamp.isPresent()) {
            watched.stamp = Optional.empty();
            watched.since = clock.nanoTime();
        } else if (clock.nanoTime() - watched.since >= SETTLED.toNanos()) {
            remove(watched);
            plugins.remove(watched.files.name());
        }
    }

    private void remove(Watched watched) {
        watched.handledHash = null;
        host.remove(watched.files.place());
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Stops to watch; a change that is in progress is interrupted. */
    @Override
    public void close() {
        closed.countDown();
        if (thread != null) {
            thread.interrupt();
        }
    }
}
