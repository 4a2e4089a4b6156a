package io.forge.cli;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Tells how long this process took to come up. */
final class Uptime {

    private Uptime() {}

    /**
     * The time from the start of the JVM to a moment, such as {@code 0.9 s}.
     *
     * <p>The first use costs some 30 ms, so it comes after what somebody waits for. {@link ProcessHandle} is cheaper, but
     * on Linux it reckons from a boot time in whole seconds and is wrong by up to one.
     *
     * @param moment milliseconds since 1970
     */
    static String at(long moment) {
        long start = ManagementFactory.getRuntimeMXBean().getStartTime();
        return String.format(Locale.ROOT, "%.1f s", (moment - start) / 1000.0);
    }
}
