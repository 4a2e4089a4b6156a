import io.forge.api.*;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

class Address implements HandlerFactory {
    record Place(String street, String city, Optional<String> floor, @Nullable Integer number) {}

    public String name() {
        return "address";
    }

    public Handler<?, ?> create(HandlerContext context) {
        return Handler.unary(Place.class, Place.class, (place, call) -> place);
    }
}
