package io.forge.bench.common;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's own virtual threads, which Java 21 has and Java 17, for which this is compiled, has not. */
public final class VirtualThreads {

    private VirtualThreads() {}

    /** Starts a virtual thread for each task; empty before Java 21. */
    public static Optional<ExecutorService> executor() {
        if (Runtime.version().feature() < 21) {
            return Optional.empty();
        }
        try {
            var method = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
            return Optional.of((ExecutorService) method.invoke(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This Java has no virtual threads though it is 21 or later", e);
        }
    }
}
