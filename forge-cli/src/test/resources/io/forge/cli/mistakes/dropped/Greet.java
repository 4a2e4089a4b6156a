import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;

/** A plugin of a folder, whose section of the configuration may be wrong. */
class Greet implements HandlerFactory {

    record Config(String greeting) {}

    @Override
    public String name() {
        return "greet";
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) {
        String greeting = context.config(Config.class).greeting();
        return Handler.unary(String.class, String.class, (name, call) -> greeting + " " + name);
    }
}
