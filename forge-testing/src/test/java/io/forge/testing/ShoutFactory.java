package io.forge.testing;

import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import java.util.Locale;

/** A handler with a section of its own, for tests of what serves it. */
public final class ShoutFactory implements HandlerFactory {

    /**
     * What is sent and what is answered.
     *
     * @param text any text
     */
    public record Message(String text) {}

    /**
     * Its section.
     *
     * @param ending what a text ends with; nothing where it is not said
     */
    public record Config(String ending) {

        /** Ends with nothing unless told otherwise. */
        public Config {
            ending = ending == null ? "" : ending;
        }
    }

    @Override
    public String name() {
        return "shout";
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) {
        String ending = context.config(Config.class).ending();
        return Handler.unary(
                Message.class,
                Message.class,
                (message, call) -> new Message(message.text().toUpperCase(Locale.ROOT) + ending));
    }
}
