import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import org.acme.mathematics.Sum;

class Sums implements HandlerFactory {

    public String name() {
        return "sums";
    }

    public Handler<?, ?> create(HandlerContext context) {
        return Handler.unary(double[].class, Double.class, (numbers, call) -> Sum.of(numbers));
    }
}
