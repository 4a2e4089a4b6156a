package io.forge.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Virtual threads whose first leg runs on the platform thread that starts them, and every later leg on the JDK's carriers.
 *
 * <p>The JDK lets nobody choose where a virtual thread runs, so its own way in is used (decision 29).
 */
final class InPlaceThreads {

    private static final MethodType NEW_THREAD_TYPE =
            MethodType.methodType(Thread.class, Executor.class, String.class, int.class, Runnable.class);

    private static final Access ACCESS = access();

    /** By itself and not within the record: only then does the JIT compiler call straight through it. */
    private static final MethodHandle NEW_THREAD = ACCESS.newThread();

    private static final Executor CARRIERS = ACCESS.carriers();

    private InPlaceThreads() {}

    /**
     * The way into the JDK.
     *
     * @param newThread {@code ThreadBuilders.newVirtualThread}
     * @param carriers the scheduler of every virtual thread that has none of its own
     * @param lack what is missing, in words; empty where nothing is
     */
    private record Access(MethodHandle newThread, Executor carriers, String lack) {

        static Access without(String lack) {
            return new Access(MethodHandles.empty(NEW_THREAD_TYPE), Runnable::run, lack);
        }
    }

    private static Access access() {
        if (!isOfUse()) {
            return Access.without("needs Java 24 or later and this is Java " + Runtime.version());
        }
        try {
            var builders = Class.forName("java.lang.ThreadBuilders");
            var lookup = MethodHandles.privateLookupIn(builders, MethodHandles.lookup());
            var carriers = lookup.findStatic(
                    lookup.findClass("java.lang.VirtualThread"),
                    "defaultScheduler",
                    MethodType.methodType(Executor.class));
            return new Access(
                    lookup.findStatic(builders, "newVirtualThread", NEW_THREAD_TYPE),
                    (Executor) carriers.invokeExact(),
                    "");
        } catch (IllegalAccessException e) {
            return Access.without("needs the JVM flag --add-opens java.base/java.lang=ALL-UNNAMED");
        } catch (Throwable e) {
            return Access.without(
                    "is not known to work on Java %s, which is made otherwise (%s)".formatted(Runtime.version(), e));
        }
    }

    /** Whether this JDK is new enough: until Java 23 {@code synchronized} would hold the IO thread (JEP 491). */
    static boolean isOfUse() {
        return Runtime.version().feature() >= 24;
    }

    /** Why there are none, to follow the name of what needs them; empty where there are. */
    static Optional<String> lack() {
        return ACCESS.lack().isEmpty() ? Optional.empty() : Optional.of(ACCESS.lack());
    }

    /**
     * Starts a thread and runs it here until it ends or waits for the first time; only where nothing is {@link #lack
     * lacking}, on a platform thread.
     */
    static void start(String name, Runnable task) {
        Thread thread;
        try {
            thread = (Thread) NEW_THREAD.invokeExact((Executor) new Legs(), name, 0, task);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        thread.start();
    }

    /** Decides where the legs of one thread run; those of threads that it starts in its turn are given here too. */
    private static final class Legs implements Executor {

        /** Written before the first leg, on the way to every other one. */
        private boolean begun;

        @Override
        public void execute(Runnable leg) {
            if (begun) {
                CARRIERS.execute(leg);
            } else {
                begun = true;
                leg.run();
            }
        }
    }
}
