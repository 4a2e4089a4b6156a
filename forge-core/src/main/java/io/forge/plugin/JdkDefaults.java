package io.forge.plugin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Puts the defaults of the JDK that a plugin has changed back to what they were before.
 *
 * <p>Who changes one tells nobody; what there is now is looked at whenever a plugin comes or goes. Safe for use by several
 * threads.
 */
final class JdkDefaults {

    /** The owner of what is of no plugin. */
    private static final Object OTHERS = new Object();

    private final List<History> histories =
            JdkDefault.all().stream().map(History::new).toList();
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<PluginClassLoader> plugins = new HashSet<>();

    /** What there was in one place, of each owner the latest; what came last is last. */
    private record History(JdkDefault place, Map<Object, Optional<Object>> values) {

        History(JdkDefault place) {
            this(place, new LinkedHashMap<>());
        }

        private void put(Object owner, Optional<Object> value) {
            values.remove(owner);
            values.put(owner, value);
        }

        private Optional<Optional<Object>> last() {
            return values.values().stream().reduce((earlier, later) -> later);
        }
    }

    /** Before any code of a plugin runs. */
    void enter(PluginClassLoader plugin) {
        lock.lock();
        try {
            plugins.add(plugin);
            histories.forEach(this::look);
        } finally {
            lock.unlock();
        }
    }

    private void look(History history) {
        var value = history.place().reader().get();
        var owner = value.flatMap(PluginClassLoader::ownerOf);
        if (owner.isEmpty()) {
            history.put(OTHERS, value);
        } else if (plugins.contains(owner.get())) { // Else another server of this JVM looks after it.
            history.put(owner.get(), value);
        }
    }

    /** When no code of a plugin runs any more; returns what it had put there. */
    List<String> leave(PluginClassLoader plugin) {
        lock.lock();
        try {
            var left = new ArrayList<String>();
            for (var history : histories) {
                look(history);
                history.values().remove(plugin);
                history.place().reader().get().filter(plugin::owns).ifPresent(value -> {
                    history.last().ifPresent(history.place().writer());
                    left.add(history.place().word() + " " + value.getClass().getName());
                });
            }
            plugins.remove(plugin);
            return left;
        } finally {
            lock.unlock();
        }
    }
}
