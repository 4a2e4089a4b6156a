package io.forge.examples.plugin;

import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import java.util.Locale;

/** {@code POST /shout}: answers {@code {"text":"hello"}} with {@code {"text":"HELLO"}}. */
public final class ShoutFactory implements HandlerFactory {

    /**
     * What is sent and what is answered.
     *
     * @param text any text
     */
    public record Message(String text) {}

    @Override
    public String name() {
        return "shout";
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) {
        return Handler.unary(
                Message.class,
                Message.class,
                (message, call) -> new Message(message.text().toUpperCase(Locale.ROOT)));
    }
}
