package io.forge.cli;

import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import java.util.Optional;

/** Makes a handler that is configured with secrets. */
public final class VaultFactory implements HandlerFactory {

    /**
     * What it is configured with.
     *
     * @param apiKey at least eight characters
     * @param pinSecret a number
     */
    public record Config(Optional<String> apiKey, Optional<Integer> pinSecret) {

        /** Refuses a short key, and says it as one should not. */
        public Config {
            apiKey.filter(key -> key.length() < 8).ifPresent(key -> {
                throw new IllegalArgumentException("'api-key' must have 8 characters, which %s has not".formatted(key));
            });
        }
    }

    @Override
    public String name() {
        return "vault";
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) {
        context.config(Config.class);
        return Handler.unary(Void.class, String.class, (nothing, call) -> "locked");
    }
}
