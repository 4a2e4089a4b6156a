package ${package};

import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import java.util.Optional;

/** Makes the handler {@code POST /${name}}, which answers a name with a greeting. */
public final class ${type}Factory implements HandlerFactory {

    /** What is sent: {@code {"name":"Ada"}}. */
    public record Person(String name) {}

    /** What is answered: {@code {"text":"Hello, Ada!"}}. */
    public record Answer(String text) {}

    @Override
    public String name() {
        return "${name}";
    }

    @Override
    public Optional<Class<?>> configType() {
        return Optional.of(${type}Config.class);
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) {
        String greeting = context.config(${type}Config.class).greeting();
        return Handler.unary(
                Person.class, Answer.class, (person, call) -> new Answer(greeting + ", " + person.name() + "!"));
    }
}
