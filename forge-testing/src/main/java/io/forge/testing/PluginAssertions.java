package io.forge.testing;

import io.forge.Forge;
import io.forge.api.Handler;
import io.forge.plugin.HandlerLoadException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks a plugin as it will be dropped into a plugins folder. */
public final class PluginAssertions {

    /** One time may keep what a second one takes the place of: that is no leak, a count that grows is. */
    private static final int ROUNDS = 3;

    /** How long garbage collections may take to find what nothing holds. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private PluginAssertions() {}

    /** What is done with a server that has the plugin, such as calling its handlers. */
    @FunctionalInterface
    public interface PluginUse {

        /**
         * Uses the plugin.
         *
         * @param forge a server without a port: for calls in process
         * @throws Exception what fails the test
         */
        void use(Forge forge) throws Exception;
    }

    /**
     * Fails if a plugin cannot be loaded, or if something keeps its classes in memory after it was loaded and unloaded.
     *
     * @param plugin its JAR, its source file, or the folder with its JARs
     */
    public static void assertUnloads(Path plugin) {
        assertUnloads(plugin, Map.of(), forge -> {});
    }

    /** As {@link #assertUnloads(Path)}, after it was used. */
    public static void assertUnloads(Path plugin, PluginUse use) {
        assertUnloads(plugin, Map.of(), use);
    }

    /**
     * As {@link #assertUnloads(Path)}, after it was used.
     *
     * @param settings the configuration, by key such as {@code handlers.shout.config.ending}
     */
    public static void assertUnloads(Path plugin, Map<String, ?> settings, PluginUse use) {
        assertUnloads(plugin, settings, use, PATIENCE);
    }

    /** As {@link #assertUnloads(Path, Map, PluginUse)}, with less patience: for what is known to stay. */
    static void assertUnloads(Path plugin, Map<String, ?> settings, PluginUse use, Duration patience) {
        var builder = Forge.builder()
                .handler("forge-testing", Handler.unary(String.class, String.class, (text, call) -> text))
                .classLoader(ClassLoader.getPlatformClassLoader());
        settings.forEach(builder::set);
        try (var forge = builder.load()) {
            String name = "";
            for (int i = 0; i < ROUNDS; i++) {
                name = load(forge, plugin);
                use(forge, use);
                forge.plugins().unload(plugin);
            }
            if (!await(() -> forge.plugins().retained().isEmpty(), patience)) {
                throw new AssertionError(
                        whatStays(plugin, name, forge.plugins().retained().size()));
            }
        }
    }

    /** Loads it and returns its name. */
    private static String load(Forge forge, Path plugin) {
        try {
            var report = forge.plugins().load(plugin);
            report.problem().ifPresent(problem -> {
                throw new AssertionError(problem);
            });
            return report.name();
        } catch (HandlerLoadException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static void use(Forge forge, PluginUse use) {
        try {
            use.use(forge);
        } catch (Exception e) {
            throw new AssertionError("The plugin cannot be used: " + e.getMessage(), e);
        }
    }

    private static boolean await(BooleanSupplier condition, Duration patience) {
        long start = System.nanoTime();
        boolean met = false;
        while (!met && System.nanoTime() - start < patience.toNanos()) {
            System.gc();
            LockSupport.parkNanos(PAUSE_NANOS); // References are cleared by another thread.
            met = condition.getAsBoolean();
        }
        return met;
    }

    private static String whatStays(Path plugin, String name, int times) {
        String loader = "plugin:" + name;
        String threads = Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> isOf(loader, thread.getKey().getContextClassLoader())
                        || isOf(loader, thread.getKey().getClass().getClassLoader()))
                .map(thread -> inWords(thread.getKey(), thread.getValue()))
                .sorted()
                .collect(Collectors.joining(", "));
        return "The classes of plugin %s are still in memory, %s times after %s unloads: "
                        .formatted(plugin, times, ROUNDS)
                + (threads.isEmpty()
                        ? "no thread of it is left, so look for a shutdown hook, a listener or cache of the JDK's,"
                                + " or a ThreadLocal on an IO thread. A heap dump shows what holds the class loader '%s'"
                                        .formatted(loader)
                        : "it has left threads running: %s. End them in what is given to onClose".formatted(threads));
    }

    private static boolean isOf(String loader, @Nullable ClassLoader candidate) {
        return candidate != null && loader.equals(candidate.getName());
    }

    private static String inWords(Thread thread, StackTraceElement[] stack) {
        return "'%s'%s".formatted(thread.getName(), stack.length == 0 ? "" : " at " + stack[0]);
    }
}
