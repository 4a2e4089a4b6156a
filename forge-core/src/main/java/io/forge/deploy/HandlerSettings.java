package io.forge.deploy;

import io.forge.config.Between;
import io.forge.config.ByteSize;
import io.forge.config.Node.Section;
import io.forge.runtime.BatchConfig;
import io.forge.runtime.DispatchMode;
import java.time.Duration;
import java.util.Optional;

/**
 * Section {@code handlers.NAME}: how one handler is served.
 *
 * @param use the factory that creates it; the one of its own name, if not set
 * @param dispatch where it runs; {@code auto} leaves it to the handler
 * @param maxBody the longest body; {@code http.max-body}, or {@code inference.max-body} under {@code /v2}, if not set
 * @param timeout how long a call may take until its answer begins; {@code calls.timeout}, if not set
 * @param config the handler's own settings
 * @param batch how the calls of a batched handler are put together
 */
public record HandlerSettings(
        Optional<String> use,
        DispatchMode dispatch,
        Optional<ByteSize> maxBody,
        @Between(min = "1ms", max = "24h") Optional<Duration> timeout,
        Section config,
        BatchConfig batch) {

    /** What holds for a handler of which the configuration says nothing. */
    public static HandlerSettings defaults() {
        return new HandlerSettings(
                Optional.empty(),
                DispatchMode.AUTO,
                Optional.empty(),
                Optional.empty(),
                Section.EMPTY,
                BatchConfig.defaults());
    }
}
