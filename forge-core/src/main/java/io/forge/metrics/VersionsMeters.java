package io.forge.metrics;

import io.forge.runtime.Servable;
import io.forge.runtime.ServableVersions;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The meters of every version that is in service, and of the last that were; safe for use by several threads.
 *
 * <p>What a version has counted stays to be read when it has left, but not that of any number of versions: a model that is
 * published every day would fill the memory, and that of the system that reads the metrics.
 */
final class VersionsMeters {

    /** How many versions keep their counters after they have left service. */
    static final int MOST_LEFT = 100;

    private final Meters meters;

    /** Guarded by this. */
    private final Map<Key, VersionMeters> versions = new LinkedHashMap<>();

    /** Those that have left service, the first that left first; guarded by this. */
    private final Set<Key> left = new LinkedHashSet<>();

    private record Key(String handler, String version) {

        static Key of(Servable<?, ?> servable) {
            return new Key(servable.name(), servable.version());
        }
    }

    VersionsMeters(Meters meters) {
        this.meters = meters;
    }

    /** The meters of a servable: found at once, but for its first call. */
    VersionMeters of(Servable<?, ?> servable) {
        return servable.observation() instanceof VersionMeters known ? known : find(servable);
    }

    private synchronized VersionMeters find(Servable<?, ?> servable) {
        var found = versions.computeIfAbsent(
                Key.of(servable), key -> new VersionMeters(meters, key.handler(), key.version()));
        servable.observation(found);
        return found;
    }

    /** Shows what is in service, and no more what is not. */
    synchronized void follow(Collection<ServableVersions> served) {
        var serving = new HashSet<Key>();
        for (var one : served) {
            for (var servable : one.all()) {
                serving.add(Key.of(servable));
                find(servable).serve(servable);
            }
        }
        left.removeAll(serving);
        versions.forEach((key, version) -> {
            if (!serving.contains(key) && left.add(key)) {
                version.leave();
            }
        });
        forgetOldest();
    }

    private void forgetOldest() {
        var oldest = left.iterator();
        for (int surplus = left.size() - MOST_LEFT; surplus > 0; surplus--) {
            var key = oldest.next();
            oldest.remove();
            var version = versions.remove(key);
            if (version != null) {
                version.remove();
            }
        }
    }
}
