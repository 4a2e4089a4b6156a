package io.forge.cli;

import java.lang.management.ManagementFactory;
import java.util.Calendar;

/** Has the JDK make beside other work what every server needs of it, and what takes a good part of the start. */
final class JdkWarmUp {

    private JdkWarmUp() {}

    /** Begins, on a thread of its own; whoever needs a part before it is there waits for that part, or makes it. */
    static void start() {
        var thread = new Thread(JdkWarmUp::run, "forge-jdk-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run() {
        ManagementFactory.getPlatformMBeanServer(); // XNIO registers there.
        Calendar.getInstance(); // Jackson has one to read dates with.
    }
}
