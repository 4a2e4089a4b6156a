package io.forge.plugin;

import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import java.nio.file.Path;

/** A plugin's factory, run in its scope; what its handlers open is closed there too. */
final class ScopedFactory implements HandlerFactory {

    private final HandlerFactory factory;
    private final PluginScope scope;

    ScopedFactory(HandlerFactory factory, PluginScope scope) {
        this.factory = factory;
        this.scope = scope;
    }

    @Override
    public String name() {
        var before = scope.enter();
        try {
            return factory.name();
        } finally {
            scope.leave(before);
        }
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) throws Exception {
        return scope.call(() -> factory.create(new ScopedContext(context)));
    }

    /** Hands on what is to be closed so that it is closed in the scope. */
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
            context.onClose(scope.around(resource));
        }
    }
}
