package io.forge.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import io.forge.Forge;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What this process holds after a full collection, with the server in it.
 *
 * @param retained class loaders of plugins that were unloaded
 * @param threads by name
 * @param metaspace bytes in use
 * @param descriptors open files and sockets; 0 where the system does not tell
 * @param files in the server's private folders
 */
record Footprint(long retained, List<String> threads, long metaspace, long descriptors, long files) {

    private static final int COLLECTIONS = 10;
    private static final int PAUSE_MILLIS = 100;

    /** Collects, again where something is left, as what only a finished thread holds goes a little later. */
    static Footprint take(Forge forge) throws IOException, InterruptedException {
        System.gc();
        for (int i = 1; i < COLLECTIONS && !forge.plugins().retained().isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            System.gc();
        }
        return new Footprint(
                forge.plugins().retained().size(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .sorted()
                        .toList(),
                metaspaceUsed(),
                openDescriptors(),
                privateFiles());
    }

    private static long metaspaceUsed() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
    }

    private static long openDescriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
    }

    private static long privateFiles() throws IOException {
        long count = 0;
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        String ours = "forge-plugins-%s-*".formatted(ProcessHandle.current().pid());
        try (var folders = Files.newDirectoryStream(temporary, ours)) {
            for (var folder : folders) {
                try (var all = Files.walk(folder)) {
                    count += all.count();
                }
            }
        }
        return count;
    }
}
