package io.forge.deploy;

import io.forge.config.ByteSize;
import io.forge.config.Node.Section;
import io.forge.runtime.DispatchMode;
import java.util.Optional;

/**
 * Section {@code handlers.NAME}: how one handler is served.
 *
 * @param use the factory that makes it; its own name where this says nothing
 * @param dispatch where it runs; {@code auto} leaves it to the handler
 * @param maxBody a longer body is refused; {@code http.max-body} where this says nothing
 * @param config the handler's own section
 */
public record HandlerSettings(Optional<String> use, DispatchMode dispatch, Optional<ByteSize> maxBody, Section config) {

    /** What holds for a handler of which the configuration says nothing. */
    public static HandlerSettings defaults() {
        return new HandlerSettings(Optional.empty(), DispatchMode.AUTO, Optional.empty(), Section.EMPTY);
    }
}
