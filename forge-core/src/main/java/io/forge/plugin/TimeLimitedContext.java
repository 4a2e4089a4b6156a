package io.forge.plugin;

import io.forge.api.HandlerContext;
import java.nio.file.Path;
import java.util.Optional;

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
    public Optional<Path> models() {
        return context.models();
    }

    @Override
    public <C> C read(Path file, Class<C> type) {
        return context.read(file, type);
    }

    @Override
    public void onClose(AutoCloseable resource) {
        context.onClose(limit.around(resource));
    }
}
