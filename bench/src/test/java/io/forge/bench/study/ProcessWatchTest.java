package io.forge.bench.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.bench.Peer;
import io.forge.bench.Server;
import io.forge.bench.study.ProcessWatch.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ProcessWatchTest {

    /** Where there is no such folder, nothing is told. */
    private static final boolean IS_TOLD = Files.exists(Path.of("/proc/self/status"));

    @Test
    void seesMemoryAndThreadsOfAServer() throws Exception {
        try (var server = Server.start("undertow", Server.command(Peer.bare("fixed"), Server.FLAGS))) {
            var now = ProcessWatch.now(server);

            assertThat(now.memory() > 10 << 20).isEqualTo(IS_TOLD);
            assertThat(now.threads() > 5).isEqualTo(IS_TOLD);
        }
    }

    @Test
    void seesNothingOfAServerThatHasEnded() throws Exception {
        var server = Server.start("undertow", Server.command(Peer.bare("fixed"), Server.FLAGS));
        server.close();
        try (var watch = ProcessWatch.of(server)) {
            assertThat(watch.peak(Sample::memory)).isZero();
        }
    }
}
