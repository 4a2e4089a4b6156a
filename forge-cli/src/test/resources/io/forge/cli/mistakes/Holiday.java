import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import java.util.Date;

/** Is configured with a type that no configuration can be read into. */
class Holiday implements HandlerFactory {

    record Config(Date begin) {}

    @Override
    public String name() {
        return "holiday";
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) {
        var begin = context.config(Config.class).begin();
        return Handler.unary(Void.class, String.class, (nothing, call) -> begin.toString());
    }
}
