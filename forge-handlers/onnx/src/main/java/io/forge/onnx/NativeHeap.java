package io.forge.onnx;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives memory back to the system that a model has freed, and that the C library would keep.
 *
 * <p>The weights of a model are taken from whichever arena of the C library the loading thread has, so that models which
 * replace each other fill one arena after the other, up to eight for each processor.
 */
final class NativeHeap {

    private static final Logger LOG = LoggerFactory.getLogger(NativeHeap.class);

    /** The virtual machine's own command, which is there on Linux from Java 17.0.9 on. */
    private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";

    private static final String TRIM = "systemTrimNativeHeap";

    /** So that models which are unloaded together cost it once, and those that end with the process not at all. */
    private static final Executor SOON = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private static final AtomicBoolean WILL_BE_TRIMMED = new AtomicBoolean();

    private NativeHeap() {}

    /** Does so within about a second, on another thread. */
    static void trimSoon() {
        if (WILL_BE_TRIMMED.compareAndSet(false, true)) {
            SOON.execute(() -> {
                WILL_BE_TRIMMED.set(false);
                trim().ifPresent(report -> LOG.debug("After a model was unloaded: {}", report));
            });
        }
    }

    /**
     * Does so now.
     *
     * @return what the virtual machine says of it; empty where it cannot
     */
    static Optional<String> trim() {
        try {
            Object report = ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName(COMMANDS), TRIM, new Object[0], new String[0]);
            return Optional.of(report.toString().strip());
        } catch (JMException | RuntimeException e) {
            LOG.debug("What models have freed stays with the C library", e);
            return Optional.empty();
        }
    }
}
