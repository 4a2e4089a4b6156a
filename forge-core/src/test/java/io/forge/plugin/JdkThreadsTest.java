package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class JdkThreadsTest {

    @Test
    void theOneForTimeoutsIsStartedOnBehalfOfNobody() {
        JdkThreads.start();

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().toLowerCase(Locale.ROOT).contains("delayscheduler"))
                .singleElement()
                .extracting(Thread::getContextClassLoader)
                .isNotInstanceOf(PluginClassLoader.class);
    }
}
