package io.forge.plugin;

import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;

/** A plugin's factory, run under a limit; what its handlers open is closed under it too. */
final class TimeLimitedFactory implements HandlerFactory {

    private final HandlerFactory factory;
    private final String name;
    private final CodeLimit limit;

    /**
     * A factory that has been made.
     *
     * @throws Exception what asking it for its name throws
     */
    static TimeLimitedFactory of(HandlerFactory factory, CodeLimit limit) throws Exception {
        return new TimeLimitedFactory(
                factory, limit.call(factory.getClass().getName() + ".name()", factory::name), limit);
    }

    private TimeLimitedFactory(HandlerFactory factory, String name, CodeLimit limit) {
        this.factory = factory;
        this.name = name;
        this.limit = limit;
    }

    /** Its own name, asked for once, when the plugin is loaded. */
    @Override
    public String name() {
        return name;
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) throws Exception {
        return limit.call(
                factory.getClass().getName() + ".create()",
                () -> factory.create(new TimeLimitedContext(context, limit)));
    }
}
