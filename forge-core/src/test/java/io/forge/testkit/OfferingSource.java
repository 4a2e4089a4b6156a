package io.forge.testkit;

import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.ModelReport;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerRegistry;
import io.forge.api.HandlerSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Serves what a test offers, in a server of its own. */
public final class OfferingSource {

    private static final AtomicReference<Consumer<HandlerRegistry>> OPENING = new AtomicReference<>();

    private OfferingSource() {}

    /** Does as the test says. */
    public static final class Models implements HandlerSource {

        @Override
        public String name() {
            return "models";
        }

        @Override
        public void open(HandlerContext context, HandlerRegistry registry) {
            OPENING.get().accept(registry);
        }
    }

    /**
     * A server with this source.
     *
     * @param folder an empty one
     * @param opening what the source does while it is opened
     */
    public static Forge start(Path folder, UnaryOperator<ForgeBuilder> settings, Consumer<HandlerRegistry> opening)
            throws IOException {
        OPENING.set(opening);
        try (var loader = new ServiceFolder(folder)
                .offer(HandlerSource.class, Models.class)
                .loader()) {
            return settings.apply(Forge.builder().port(0).classLoader(loader).handlers("models"))
                    .start();
        }
    }

    public static void awaitState(Forge forge, String name, String version, ModelReport.State state) {
        Latches.awaitUntil(() -> report(forge, name, version).state() == state);
    }

    public static ModelReport report(Forge forge, String name, String version) {
        return forge.models().all().stream()
                .filter(one -> one.name().equals(name) && one.version().equals(version))
                .findFirst()
                .orElseThrow();
    }
}
