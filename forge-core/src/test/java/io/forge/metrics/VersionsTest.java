package io.forge.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.api.Handler;
import io.forge.api.HandlerRegistry;
import io.forge.testkit.Latches;
import io.forge.testkit.OfferingSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of a handler are measured apart, and come and go. */
class VersionsTest {

    @TempDir
    Path folder;

    private Forge forge;
    private HandlerRegistry registry;

    @BeforeEach
    void start() throws IOException {
        var opened = new AtomicReference<HandlerRegistry>();
        forge = OfferingSource.start(folder, UnaryOperator.identity(), opened::set);
        registry = opened.get();
    }

    @AfterEach
    void stop() {
        forge.close();
    }

    private HandlerRegistry.Registration publish(String version) {
        return registry.publish("model", version, Handler.unary(String.class, String.class, (input, call) -> input));
    }

    /** The newest. */
    private void call() {
        forge.call("model", "x", String.class).toCompletableFuture().join();
    }

    private static String permits(String version) {
        return "forge_calls_permits{handler=\"model\",version=\"%s\"}".formatted(version);
    }

    private static String calls(String version) {
        return "forge_calls_seconds_count{handler=\"model\",outcome=\"ok\",protocol=\"local\",version=\"%s\"}"
                .formatted(version);
    }

    private void awaitCalls(String version, int calls) {
        Latches.awaitUntil(() -> Scrape.of(forge).value(calls(version)) == calls);
    }

    @Test
    void areCountedApart() {
        publish("1");
        call();
        publish("2");
        call();
        call();

        awaitCalls("1", 1);
        awaitCalls("2", 2);
        assertThat(Scrape.of(forge).series()).contains(permits("1"), permits("2"));
    }

    @Test
    void loseTheirGaugesAndKeepTheirCountersWhenTheyLeave() {
        var first = publish("1");
        call();
        awaitCalls("1", 1);

        first.close();

        assertThat(Scrape.of(forge).series()).doesNotContain(permits("1")).contains(calls("1"));
    }

    @Test
    void goOnCountingWhereTheyLeftWhenTheyComeBack() {
        var first = publish("1");
        call();
        first.close();
        publish("1");
        call();

        awaitCalls("1", 2);
        assertThat(Scrape.of(forge).series()).contains(permits("1"));
    }

    @Test
    void areForgottenOnceManyOthersHaveLeft() {
        for (int version = 0; version <= VersionsMeters.MOST_LEFT; version++) {
            var registration = publish(Integer.toString(version));
            call();
            awaitCalls(Integer.toString(version), 1);
            registration.close();
        }

        var series = Scrape.of(forge).series();
        assertThat(series).noneMatch(one -> one.contains("version=\"0\""));
        assertThat(series).contains(calls("1"), calls(Integer.toString(VersionsMeters.MOST_LEFT)));
    }
}
