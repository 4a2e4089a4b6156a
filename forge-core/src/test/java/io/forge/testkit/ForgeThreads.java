package io.forge.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The threads of this process that belong to a server. */
public final class ForgeThreads {

    private static final long PATIENCE_MILLIS = 5_000;

    private ForgeThreads() {}

    /** The names of those that are alive now. */
    public static Set<String> alive() {
        var names = new TreeSet<String>();
        all().forEach(thread -> names.add(thread.getName()));
        return names;
    }

    /** The names of those that do not end though they may finish what they are at; for after a server's end. */
    public static Set<String> left() throws InterruptedException {
        var names = new TreeSet<String>();
        for (Thread thread : all()) {
            thread.join(PATIENCE_MILLIS);
            if (thread.isAlive()) {
                names.add(thread.getName());
            }
        }
        return names;
    }

    private static List<Thread> all() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("forge")
                        || thread.getName().toLowerCase(Locale.ROOT).contains("xnio"))
                .toList();
    }
}
