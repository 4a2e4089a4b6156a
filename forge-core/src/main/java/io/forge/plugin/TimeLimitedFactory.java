package io.forge.plugin;

import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import java.util.Optional;

/** A plugin's factory, run under a limit; what its handlers open is closed under it too. */
final class TimeLimitedFactory implements HandlerFactory {

    private final HandlerFactory factory;
    private final String name;
    private final Optional<Class<?>> configType;
    private final CodeLimit limit;

    /**
     * A factory that has been made.
     *
     * @throws Exception what asking it for its name or its configuration throws
     */
    static TimeLimitedFactory of(HandlerFactory factory, CodeLimit limit) throws Exception {
        String type = factory.getClass().getName();
        return new TimeLimitedFactory(
                factory,
                limit.call(type + ".name()", factory::name),
                limit.call(type + ".configType()", factory::configType),
                limit);
    }

    private TimeLimitedFactory(HandlerFactory factory, String name, Optional<Class<?>> configType, CodeLimit limit) {
        this.factory = factory;
        this.name = name;
        this.configType = configType;
        this.limit = limit;
    }

    /** Its own name, asked for once, when the plugin is loaded. */
    @Override
    public String name() {
        return name;
    }

    /** As {@link #name}. */
    @Override
    public Optional<Class<?>> configType() {
        return configType;
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) throws Exception {
        return limit.call(
                factory.getClass().getName() + ".create()",
                () -> factory.create(new TimeLimitedContext(context, limit)));
    }
}
