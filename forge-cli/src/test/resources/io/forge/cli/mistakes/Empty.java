import io.forge.api.*;
import java.util.Optional;

class Empty implements HandlerFactory {
    public String name() {
        return "empty";
    }

    public Handler<?, ?> create(HandlerContext context) {
        String word = Optional.<String>empty().orElseThrow();
        return Handler.unary(String.class, String.class, (text, call) -> word);
    }
}
