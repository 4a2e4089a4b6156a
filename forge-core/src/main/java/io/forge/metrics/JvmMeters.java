package io.forge.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Micrometer measures of the JVM and its process, from the first time on that somebody looks: it takes a tenth of a second
 * of a start. Safe for use by several threads.
 */
final class JvmMeters implements AutoCloseable {

    /** In the module {@code jdk.management}, without which Micrometer logs that it is missing. */
    private static final String COLLECTIONS = "com.sun.management.GarbageCollectionNotificationInfo";

    private final MeterRegistry registry;
    private boolean bound;

    /** Listens to the collector until it is closed. */
    private @Nullable JvmGcMetrics collector;

    JvmMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Measures from now on, unless it does already. */
    synchronized void bind() {
        if (bound) {
            return;
        }
        bound = true;
        List.<MeterBinder>of(
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ClassLoaderMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics(),
                        new FileDescriptorMetrics())
                .forEach(binder -> binder.bindTo(registry));
        if (tellsOfCollections()) {
            var listening = new JvmGcMetrics();
            listening.bindTo(registry);
            collector = listening;
        }
    }

    private static boolean tellsOfCollections() {
        try {
            Class.forName(COLLECTIONS, false, JvmMeters.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        bound = true;
        if (collector != null) {
            collector.close();
        }
    }
}
