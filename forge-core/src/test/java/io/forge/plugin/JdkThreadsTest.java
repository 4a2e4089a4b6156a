package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class JdkThreadsTest {

    /** Of different versions of Java. */
    private static final Set<String> NAMES =
            Set.of("CompletableFutureDelayScheduler", "ForkJoinPool.commonPool-delayScheduler");

    @Test
    void theOneForTimeoutsIsStartedOnBehalfOfNobody() {
        JdkThreads.start();

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> NAMES.contains(thread.getName()))
                .singleElement()
                .extracting(Thread::getContextClassLoader)
                .isNotInstanceOf(PluginClassLoader.class);
    }
}
