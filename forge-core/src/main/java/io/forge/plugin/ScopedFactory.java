package io.forge.plugin;

import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import java.nio.file.Path;

/** A plugin's factory, run under a limit; what its handlers open is closed under it too. */
final class ScopedFactory implements HandlerFactory {

    private final HandlerFactory factory;
    private final String name;
    private final CodeLimit limit;

    /**
     * A factory that has been made.
     *
     * @throws Exception what asking it for its name throws
     */
    static ScopedFactory of(HandlerFactory factory, CodeLimit limit) throws Exception {
        return new ScopedFactory(factory, limit.call(factory.getClass().getName() + ".name()", factory::name), limit);
    }

    private ScopedFactory(HandlerFactory factory, String name, CodeLimit limit) {
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
        return limit.call(factory.getClass().getName() + ".create()", () -> factory.create(new ScopedContext(context)));
    }

    /** Hands on what is to be closed so that it is closed under the limit. */
    private final class ScopedContext implements HandlerContext {

        private final HandlerContext context;

        ScopedContext(HandlerContext context) {
            this.context = context;
        }

        @Override
        public String name() {
            return context.name();
        }

        @Override
        public <C> C config(Class<C> type) {
            return context.config(type);
        }

        @Override
        public Path directory() {
            return context.directory();
        }

        @Override
        public void onClose(AutoCloseable resource) {
            context.onClose(limit.around(resource));
        }
    }
}
