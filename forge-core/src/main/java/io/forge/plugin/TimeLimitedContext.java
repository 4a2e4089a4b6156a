package io.forge.plugin;

import io.forge.api.HandlerContext;
import java.nio.file.Path;

/** What a plugin's handler is told about itself; what it wants closed is closed under the plugin's limit. */
final class TimeLimitedContext implements HandlerContext {

    private final HandlerContext context;
    private final CodeLimit limit;

    TimeLimitedContext(HandlerContext context, CodeLimit limit) {
        this.context = context;
        this.limit = limit;
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
