package ${package};

import com.google.inject.Binder;
import io.forge.api.Handler;
import io.forge.guice.GuiceHandlerFactory;

/** Names the parts of the handler {@code POST /${name}}; Guice puts them together. */
public final class ${type}Factory extends GuiceHandlerFactory<${type}Handler> {

    public ${type}Factory() {
        super("${name}", ${type}Handler.class, ${type}Config.class);
    }

    @Override
    protected void configure(Binder binder) {
        binder.bind(Greeter.class);
    }

    @Override
    protected Handler<?, ?> handler(${type}Handler handler) {
        return Handler.unary(
                ${type}Handler.Person.class, ${type}Handler.Answer.class, (person, call) -> handler.greet(person));
    }
}
