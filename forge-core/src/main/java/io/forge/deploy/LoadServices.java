package io.forge.deploy;

import io.forge.runtime.Clock;
import java.util.concurrent.Executor;

/** What all that is loaded by one server shares: when it is loaded, on which threads, and in how much memory. */
public final class LoadServices {

    private final ModelsConfig config;
    private final Clock clock;
    private final Executor threads = new LoaderThreads();
    private final ModelMemory memory;

    /** Starts no thread yet. */
    public LoadServices(ModelsConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.memory = new ModelMemory(config.memory());
    }

    ModelsConfig config() {
        return config;
    }

    Clock clock() {
        return clock;
    }

    Executor threads() {
        return threads;
    }

    ModelMemory memory() {
        return memory;
    }
}
