package io.forge.plugin;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.spi.IIORegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what the JDK has for images on a thread that is of no plugin: it keeps the class loader of the thread that was the
 * first, and on Java 17 all classes that were on its stack.
 *
 * <p>That costs time and memory, so it waits until a plugin needs it. Safe for use by several threads.
 */
final class ImageStart {

    private static final Logger LOG = LoggerFactory.getLogger(ImageStart.class);

    private static final List<String> PACKAGES = List.of("javax.imageio.", "java.awt.", "javax.swing.");

    private final FutureTask<Object> start = new FutureTask<>(ImageStart::start);
    private final AtomicBoolean isStarted = new AtomicBoolean();
    private final Thread thread;

    /** For a server. To be called where no code of a plugin is on the stack, as the thread remembers who has made it. */
    ImageStart() {
        thread = new Thread(null, start, "forge-image-start", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    }

    /** Apart, as a runtime without images has no class to refer to. */
    private static Object start() {
        return IIORegistry.getDefaultInstance();
    }

    /** Before a plugin gets a class of the JDK. Returns when what that needs has started, or is not in this runtime. */
    void beforeUseOf(String className) {
        if (PACKAGES.stream().noneMatch(className::startsWith)) {
            return;
        }
        if (!isStarted.getAndSet(true)) {
            thread.start();
        }
        try {
            start.get();
        } catch (ExecutionException e) {
            LOG.debug("There are no images in this runtime", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
