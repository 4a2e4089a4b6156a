import io.forge.api.*;
import java.util.Locale;

/** {@code POST /shout}: answers {@code {"text":"hello"}} with {@code {"text":"HELLO"}}. */
class Shout implements HandlerFactory {
    record Message(String text) {}

    public String name() {
        return "shout";
    }

    public Handler<?, ?> create(HandlerContext context) {
        return Handler.unary(
                Message.class, Message.class, (message, call) -> new Message(message.text().toUpperCase(Locale.ROOT)));
    }
}
