import io.forge.api.*;
import java.util.Map;

class Stamp implements HandlerFactory {
    static class Price {
        private int cents = 95;
    }

    record Prices(Map<String, Price> prices) {}

    public String name() {
        return "stamp";
    }

    public Handler<?, ?> create(HandlerContext context) {
        return Handler.unary(String.class, Prices.class, (text, call) -> new Prices(Map.of(text, new Price())));
    }
}
