package io.forge.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** Virtual threads where the JDK has them (21 and later); the code itself is Java 17. */
public final class VirtualThreads {

    private static final MethodHandle IS_VIRTUAL = isVirtual();

    private VirtualThreads() {}

    private static MethodHandle isVirtual() {
        if (!available()) {
            return MethodHandles.empty(MethodType.methodType(boolean.class, Thread.class));
        }
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException e) {
            throw missing(e);
        }
    }

    private static IllegalStateException missing(ReflectiveOperationException cause) {
        return new IllegalStateException("Java " + Runtime.version() + " should have virtual threads", cause);
    }

    /** Whether this code runs on one. */
    public static boolean isCurrentVirtual() {
        try {
            return (boolean) IS_VIRTUAL.invokeExact(Thread.currentThread());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether this JDK has them. */
    public static boolean available() {
        return Runtime.version().feature() >= 21;
    }

    /**
     * A factory of virtual threads, where this JDK has them.
     *
     * @param name each thread's name: a number would cost every call a new text
     */
    static Optional<ThreadFactory> factory(String name) {
        if (!available()) {
            return Optional.empty();
        }
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            builder = type.getMethod("name", String.class).invoke(builder, name);
            return Optional.of((ThreadFactory) type.getMethod("factory").invoke(builder));
        } catch (ReflectiveOperationException e) {
            throw missing(e);
        }
    }
}
