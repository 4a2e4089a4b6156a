import io.forge.api.*;
import java.util.List;

class Parcel implements HandlerFactory {
    interface Item {}

    record Contents(List<Item> items) {}

    public String name() {
        return "parcel";
    }

    public Handler<?, ?> create(HandlerContext context) {
        return Handler.unary(Contents.class, Integer.class, (contents, call) -> contents.items().size());
    }
}
